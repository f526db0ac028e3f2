using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What one order amounts to in a day (clinical page, section 6).</summary>
public abstract record DailyDose
{
    private DailyDose()
    {
    }

    /// <summary>The amount of one administration in each dosage, as it was written: what tells a unit that does not fit the route.</summary>
    /// <remarks>Also kept when no daily dose could be worked out. Empty when no amount could be read.</remarks>
    public ImmutableArray<WrittenAmount> Written { get; init; } = [];

    /// <summary>An oral dose.</summary>
    /// <param name="LeastMg">Least mg a day: 0 when taken only as needed.</param>
    /// <param name="StartMg">mg a day of the first step; equal to <paramref name="MostMg"/> unless the order is a sequence.</param>
    /// <param name="MostMg">Most mg a day of any step: what limits are held against.</param>
    /// <param name="LargestSingleMg">Most mg at one time.</param>
    /// <param name="TimesADay">Administrations on a day of the largest step; a dose every other day counts as 0.5.</param>
    /// <param name="AsNeeded">Taken only as needed.</param>
    /// <param name="Steps">The steps in order: one for a plain order, several for a titration or a taper.</param>
    /// <param name="Remarks">What the prescriber must be told of the reading, such as a text that says otherwise.</param>
    /// <param name="Implausible">Above 400 mg a day: the figure counts against limits, but nothing is worked out from it.</param>
    public sealed record Oral(
        decimal LeastMg,
        decimal StartMg,
        decimal MostMg,
        decimal LargestSingleMg,
        decimal TimesADay,
        bool AsNeeded,
        ImmutableArray<DoseStep> Steps,
        ImmutableArray<DoseRemark> Remarks,
        bool Implausible = false) : DailyDose;

    /// <summary>An intrathecal dose.</summary>
    /// <param name="McgADay">Micrograms a day, 5 to 5000.</param>
    /// <param name="IsBolus">Given once, or called a bolus, test dose or screening in the text (section 7.1, <c>intrathecal-dose-range</c>).</param>
    public sealed record Intrathecal(decimal McgADay, bool IsBolus = false) : DailyDose;

    /// <summary>The order has no dosage at all yet, as while it is being written.</summary>
    public sealed record NotYetKnown : DailyDose;

    /// <summary>There is a dosage, but it does not give a daily dose. Never a guess.</summary>
    /// <param name="Problem">What is missing or not understood.</param>
    /// <param name="AtLeastMg">
    /// mg a day of the dosages that could be read, when others could not or the sum is not plausible; null when none could.
    /// The real dose is this or more, so a limit that it breaks is broken.
    /// </param>
    public sealed record Unresolved(DoseProblem Problem, decimal? AtLeastMg = null) : DailyDose;
}

/// <summary>The amount of one administration as it was written.</summary>
/// <param name="Value">The number; the higher one of a range.</param>
/// <param name="Unit">Its unit; for a rate the unit before the time.</param>
/// <param name="Mg">The same in milligrams; null when the product's strength is not known.</param>
/// <param name="IsRate">Whether it is an amount per time, as of a pump; then <paramref name="Mg"/> is mg a day.</param>
public sealed record WrittenAmount(decimal Value, DoseUnit Unit, decimal? Mg, bool IsRate = false);

/// <summary>One step of a dose: constant for a time.</summary>
/// <param name="MgADay">mg a day in this step.</param>
/// <param name="Days">How long; null when the order does not say.</param>
public sealed record DoseStep(decimal MgADay, decimal? Days);

/// <summary>Why a daily dose cannot be worked out.</summary>
public enum DoseProblem
{
    /// <summary>No amount for one dose.</summary>
    NoAmount,

    /// <summary>Negative, zero, or not a number.</summary>
    AmountNotUsable,

    /// <summary>A unit outside the closed table, a spoon among them.</summary>
    UnitNotUnderstood,

    /// <summary>Tablets or millilitres of a product whose strength nothing tells.</summary>
    StrengthNotKnown,

    /// <summary>How often is not said, or not in a way that can be read.</summary>
    FrequencyNotKnown,

    /// <summary>Only free text, and it cannot be read with certainty.</summary>
    TextNotUnderstood,

    /// <summary>Below 0.5 mg a day by mouth, or outside 5 to 5000 micrograms a day intrathecally: not plausible.</summary>
    Implausible,
}

/// <summary>What the prescriber must be told about how a dose was read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The order's own words where they matter; from the request, so escaped before it is shown. Null otherwise.</param>
public sealed record DoseRemark(DoseRemarkKind Kind, string? Text = null);

/// <summary>The kinds of remark on how a dose was read.</summary>
public enum DoseRemarkKind
{
    /// <summary>Text and structure differ; the structure counts.</summary>
    TextDiffers,

    /// <summary>The dose was read from free text alone.</summary>
    ReadFromText,

    /// <summary>No unit on a solid product: read as tablets.</summary>
    ReadAsTablets,

    /// <summary>Different sequence numbers that name times of one day: added together.</summary>
    SequencesTakenTogether,

    /// <summary>Product codings name different strengths: the higher was used.</summary>
    StrengthsDiffer,
}
