using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>The eGFR that counts among all that are on file (clinical page, section 5.1, steps 3 to 5).</summary>
/// <param name="Egfr">The number.</param>
/// <param name="Basis">Where it is from.</param>
/// <param name="At">When the sample was taken.</param>
internal sealed record KidneyNumber(EgfrEstimate Egfr, RenalBasis Basis, DateTimeOffset At)
{
    /// <summary>The band. "Just below 15" is G5; "at least 60" is the worst that it can be, G2.</summary>
    public RenalBand Band =>
        KidneyEquations.BandOf(Egfr.Comparator == Comparator.Below ? Math.BitDecrement(Egfr.Value) : Egfr.Value);

    /// <summary>The number that counts, fresh or stale; null when there is none.</summary>
    public static KidneyNumber? Pick(PatientSnapshot patient, KidneyPolicy policy)
    {
        ImmutableArray<EgfrResult> reported = NewestFirst(patient.Egfrs);
        CreatinineResult? creatinine = Creatinines.NewestOf(patient.Creatinines.Items);

        if (PreferredCystatin(reported, creatinine, patient, policy) is { } cystatin)
        {
            return cystatin;
        }

        KidneyNumber? number = creatinine is null ? null : Computed(creatinine, patient, policy);

        // Without a birth date or a child's height the creatinine gives no number, and an older reported one is not in its shade.
        if (reported.FirstOrDefault(result => result.Method != EgfrMethod.RaceAdjusted) is { } other && !(other.At <= number?.At))
        {
            number = Reported(other);
        }

        // The race factor raises a number. It counts when there is nothing else, or when it is newer and low all the same.
        return reported.FirstOrDefault(result => result.Method == EgfrMethod.RaceAdjusted) is { } raised
            && (number is null || (raised.At > number.At && (double)raised.Value < number.Egfr.Value))
                ? Reported(raised)
                : number;
    }

    /// <summary>The number that a creatinine gives; null without a usable age or, in a child, a recent height.</summary>
    public static KidneyNumber? Computed(CreatinineResult creatinine, PatientSnapshot patient, KidneyPolicy policy)
    {
        if (PatientAge.Of(patient) is not { CanBeInfant: false } age)
        {
            return null;
        }

        double? adult = age.CanBeAdult
            ? KidneyEquations.CkdEpi2021(creatinine.MgPerDl, age.Oldest, EquationSex.Of(patient))
            : null;
        double? child = age.CanBeChild && BodySize.ChildHeight(patient, age, policy) is { } height
            ? KidneyEquations.BedsideSchwartz(height.Value, creatinine.MgPerDl)
            : null;

        // A birth date of the year alone may leave open which equation holds: the lower result is the safe one.
        return (adult, child) switch
        {
            ({ } a, { } c) when c < a => Computed(creatinine, c, EgfrEquation.BedsideSchwartz),
            ({ } a, _) => Computed(creatinine, a, EgfrEquation.CkdEpi2021Computed),
            (null, { } c) => Computed(creatinine, c, EgfrEquation.BedsideSchwartz),
            _ => null,
        };
    }

    // The lag is held against every other result and not the creatinine alone: a laboratory that reports only the eGFR of a
    // newer creatinine has told as much.
    private static KidneyNumber? PreferredCystatin(
        ImmutableArray<EgfrResult> reported, CreatinineResult? creatinine, PatientSnapshot patient, KidneyPolicy policy)
    {
        if (reported.FirstOrDefault(result => result.Method == EgfrMethod.CreatinineAndCystatin) is not { } cystatin)
        {
            return null;
        }

        KidneyNumber number = Reported(cystatin);
        DateOnly earliest = cystatin.At.Day().AddDays(policy.CystatinLagDays);
        bool outrun = creatinine?.At.Day() > earliest
            || reported.Any(result => result.Method != EgfrMethod.CreatinineAndCystatin && result.At.Day() > earliest);
        return outrun || Staleness.IsStale(number, patient, policy) ? null : number;
    }

    private static KidneyNumber Computed(CreatinineResult creatinine, double egfr, EgfrEquation equation)
    {
        // "Creatinine above 20" leaves an eGFR that is lower still: its number is an upper bound and is marked as one.
        // "Creatinine below 0.2" leaves one that is higher, so taking the number itself errs towards caution.
        Comparator comparator = creatinine.Comparator switch
        {
            Comparator.AtLeast => Comparator.Below,
            Comparator.Below => Comparator.AtLeast,
            _ => Comparator.Exactly,
        };
        EgfrEstimate estimate = new(egfr, equation, comparator, creatinine.At.Day(), creatinine.Source);
        return new KidneyNumber(estimate, RenalBasis.Computed, creatinine.At);
    }

    private static KidneyNumber Reported(EgfrResult result)
    {
        EgfrEquation equation = result.Method switch
        {
            EgfrMethod.CreatinineAndCystatin => EgfrEquation.ReportedWithCystatin,
            EgfrMethod.CkdEpi2021 => EgfrEquation.ReportedCkdEpi2021,
            EgfrMethod.CkdEpi2009 => EgfrEquation.ReportedCkdEpi2009,
            EgfrMethod.Mdrd => EgfrEquation.ReportedMdrd,
            EgfrMethod.Cystatin => EgfrEquation.ReportedCystatin,
            EgfrMethod.RaceAdjusted => EgfrEquation.ReportedRaceAdjusted,
            _ => EgfrEquation.ReportedUnspecified,
        };
        RenalBasis basis = result.Method == EgfrMethod.CreatinineAndCystatin ? RenalBasis.Cystatin : RenalBasis.Reported;
        EgfrEstimate estimate = new((double)result.Value, equation, result.Comparator, result.At.Day(), result.Source);
        return new KidneyNumber(estimate, basis, result.At);
    }

    // Of one instant the more trusted method, in the order of the enumeration; of one method the lower value.
    private static ImmutableArray<EgfrResult> NewestFirst(Records<EgfrResult> results) =>
        results.Items.RemoveAll(static result => !Plausibility.Egfr.Contains(result.Value)).Sort(Newest);

    private static int Newest(EgfrResult one, EgfrResult other) =>
        other.At.CompareTo(one.At) is var at and not 0 ? at
        : one.Method.CompareTo(other.Method) is var method and not 0 ? method
        : one.Value.CompareTo(other.Value) is var amount and not 0 ? amount
        : (other.Comparator == Comparator.Below).CompareTo(one.Comparator == Comparator.Below) is var below and not 0 ? below
        : string.CompareOrdinal(one.Source, other.Source) is var source and not 0 ? source
        : one.Comparator.CompareTo(other.Comparator);
}
