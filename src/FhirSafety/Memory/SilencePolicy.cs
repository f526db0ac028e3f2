using System.Collections.Immutable;

namespace FhirSafety.Memory;

/// <summary>How long an override holds while the facts stay the same (clinical page, section 9, rule 2).</summary>
/// <param name="Window">Counted from when the finding was shown.</param>
/// <param name="CriticalWindow">The same for critical findings.</param>
public sealed record SilencePolicy(TimeSpan Window, TimeSpan CriticalWindow)
{
    /// <summary>
    /// Precautions that are not said again within so many days of the day on which they were shown, answered or not. On that day
    /// they are: an EHR may take a later answer for the replacement of an earlier one.
    /// </summary>
    public ImmutableDictionary<string, int> OnceInDays { get; init; } = ImmutableDictionary<string, int>.Empty;
}
