namespace FhirSafety.Memory;

/// <summary>How long an override holds while the facts stay the same (clinical page, section 9, rule 2).</summary>
/// <param name="Window">Counted from when the finding was shown.</param>
/// <param name="CriticalWindow">The same for critical findings.</param>
public sealed record SilencePolicy(TimeSpan Window, TimeSpan CriticalWindow);
