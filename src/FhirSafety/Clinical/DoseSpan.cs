namespace FhirSafety.Clinical;

/// <summary>The days an order runs by the bounds of its dosages, ends included. The default is open at both ends.</summary>
/// <param name="From">The first day; null when not said.</param>
/// <param name="To">The last day; null when not said.</param>
public readonly record struct DoseSpan(DateOnly? From, DateOnly? To)
{
    /// <summary>Whether it runs on a day.</summary>
    public bool Includes(DateOnly day) => !(day < From) && !(day > To);

    /// <summary>Whether there can be a day on which both run.</summary>
    public bool Overlaps(DoseSpan other) => !(To < other.From) && !(other.To < From);

    /// <summary>Whether the other begins on the day after this one ends, so that no day is left out and none is doubled.</summary>
    public bool IsFollowedBy(DoseSpan other) => To is { } last && last < DateOnly.MaxValue && other.From == last.AddDays(1);
}
