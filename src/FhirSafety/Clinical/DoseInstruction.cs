using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>One dosage of an order as the sender said it, before any arithmetic (clinical page, section 6).</summary>
internal sealed record DoseInstruction
{
    /// <summary>Its place among the dosages; null when not numbered. The same number runs at the same time.</summary>
    public int? Sequence { get; init; }

    /// <summary>The amount of one administration, said once or in several ways. Several say one dose: never added.</summary>
    public ImmutableArray<StatedAmount> Amounts { get; init; } = [];

    /// <summary>The speed of an infusion, said once or in several ways.</summary>
    public ImmutableArray<StatedRate> Rates { get; init; } = [];

    /// <summary>When it is given; null when the dosage has no timing.</summary>
    public DoseTiming? Timing { get; init; }

    /// <summary>Taken only as needed.</summary>
    public bool AsNeeded { get; init; }

    /// <summary>The most that may be taken in a time; null when not said or not readable, which never lowers the dose.</summary>
    public StatedRate? Most { get; init; }

    /// <summary>The dosage in words; null when there are none.</summary>
    public string? Text { get; init; }

    /// <summary>Whether members were sent of which nothing could be read, such as a text in place of the whole dosage.</summary>
    public bool Unreadable { get; init; }

    /// <summary>Whether nothing is entered yet: no amount, no timing and no text.</summary>
    public bool SaysNothing =>
        Amounts.IsEmpty && Rates.IsEmpty && Timing is null && Most is null && Text is null && !Unreadable;
}

/// <summary>How an amount was said, in the order in which one is chosen.</summary>
internal enum AmountKind
{
    /// <summary>What was ordered, as one figure.</summary>
    Ordered,

    /// <summary>A range of any kind; its high end counts.</summary>
    Range,

    /// <summary>What the sender's system calculated.</summary>
    Calculated,

    /// <summary>Any other kind, none, or a quantity straight in the dosage (STU3).</summary>
    Other,
}

/// <summary>An amount as it was said.</summary>
/// <param name="Kind">How.</param>
/// <param name="Low">The low end; equal to <paramref name="High"/> unless a range.</param>
/// <param name="High">The high end. Null when there is an amount but no usable number, such as a text in its place.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record StatedAmount(AmountKind Kind, decimal? Low, decimal? High, DoseUnit Unit);

/// <summary>An amount per time.</summary>
/// <param name="Amount">The amount. Null when it is no usable number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Per">The time, as a number of <paramref name="Time"/>.</param>
/// <param name="Time">The unit of time; null when not understood.</param>
internal sealed record StatedRate(decimal? Amount, DoseUnit Unit, decimal Per, TimeUnit? Time);

/// <summary>When a dose is given, as FHIR's Timing says it.</summary>
internal sealed record DoseTiming
{
    /// <summary>Times in a period; null when not said.</summary>
    public decimal? Frequency { get; init; }

    /// <summary>Times in a period at most; null when not said.</summary>
    public decimal? FrequencyMax { get; init; }

    /// <summary>Length of the period; null when not said.</summary>
    public decimal? Period { get; init; }

    /// <summary>Length of the period at most; null when not said.</summary>
    public decimal? PeriodMax { get; init; }

    /// <summary>What the period is counted in; null when not said or not understood.</summary>
    public TimeUnit? PeriodUnit { get; init; }

    /// <summary>Whether a number or unit of the repeat was sent in a form that cannot be read.</summary>
    public bool Malformed { get; init; }

    /// <summary>The timing code: its codes, displays and text.</summary>
    public ImmutableArray<string> Codes
    {
        get;
        init
        {
            field = value;
            CodesUnderstood = value.IsEmpty ? [] : [.. value.Select(static code => DoseText.Read(code)).OfType<DoseText>()];
        }
    } = [];

    /// <summary>What <see cref="Codes"/> say, as far as they are understood.</summary>
    public ImmutableArray<DoseText> CodesUnderstood { get; private init; } = [];

    /// <summary>Events of a day, such as AC or HS.</summary>
    public ImmutableArray<string> When { get; init; } = [];

    /// <summary>Clock times of a day.</summary>
    public ImmutableArray<string> TimesOfDay { get; init; } = [];

    /// <summary>The most events named on one date.</summary>
    public int EventsOnOneDay { get; init; }

    /// <summary>How many days of the week are named; 0 for every day.</summary>
    public int DaysOfWeek { get; init; }

    /// <summary>Given a single time in all.</summary>
    public bool Once { get; init; }

    /// <summary>Whether it ends: a duration, a range or a period with an end.</summary>
    public bool HasEnd { get; init; }

    /// <summary>How long it runs, days; the shorter end of a range. Null when not said.</summary>
    public decimal? Days { get; init; }

    /// <summary>Whether anything is said of how often, readable or not.</summary>
    public bool SaysWhen =>
        Malformed || Once || (Frequency ?? FrequencyMax ?? Period ?? PeriodMax) is not null || EventsOnOneDay + DaysOfWeek > 0
        || !(Codes.IsEmpty && When.IsEmpty && TimesOfDay.IsEmpty);
}
