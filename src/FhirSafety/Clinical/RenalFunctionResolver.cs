using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Works out how a patient's kidneys are from everything on file (clinical page, section 5).</summary>
/// <remarks>
/// Dialysis decides before any number, a number within its window before the problem list. A number past its window keeps
/// its band, so that a low old value is never dropped without a word; acute injury is a flag beside the band.
/// </remarks>
public static class RenalFunctionResolver
{
    /// <summary>Resolves kidney function at the moment of the snapshot.</summary>
    /// <param name="patient">The patient; records may be in any order. What an incomplete list holds is used.</param>
    /// <param name="policy">Windows and limits.</param>
    public static RenalFunction Resolve(PatientSnapshot patient, KidneyPolicy policy)
    {
        CreatinineResult? creatinine = Creatinines.NewestOf(patient.Creatinines.Items);
        KidneyNumber? number = KidneyNumber.Pick(patient, policy);
        DialysisRecord? dialysis = DialysisEvidence.Current(patient, policy);
        bool stale = dialysis is null && number is not null && Staleness.IsStale(number, patient, policy);
        ImmutableArray<CkdRecord> stages = CkdStages.Current(patient, policy);
        CkdRecord? decidingStage = dialysis is null ? DecidingStage(stages, number, stale) : null;
        Known<CreatinineClearance> clearance = BodySize.Clearance(patient, creatinine, policy);
        RenalFunction function = new()
        {
            Band = new Known<RenalBand>.Missing(WhyNoNumber(patient, creatinine)),
            Basis = RenalBasis.Nothing,
            Egfr = number?.Egfr,
            Creatinine = creatinine,
            Aki = dialysis is null ? Aki(patient, creatinine, number, policy) : null,
            Ckd = decidingStage ?? stages.FirstOrDefault(),
            Dialysis = dialysis,
            Stale = stale,
            AgeInDays = number is null ? null : Math.Max(0, number.Egfr.Date.DaysUntil(patient.Today)),
            SexAssumed = IsSexAssumed(patient, number, clearance),
            AgeAssumed = creatinine is not null && PatientAge.Of(patient) is { IsUncertain: true },
            Clearance = clearance,
            Absolute = dialysis is null ? BodySize.Absolute(patient, number?.Egfr, policy) : null,
        };

        return (dialysis, decidingStage, number) switch
        {
            ({ } d, _, _) => Decided(function, RenalBand.Dialysis, RenalBasis.Dialysis, d.Date, d.Source),
            (_, { Band: { } band } s, _) => Decided(function, band, RenalBasis.ProblemList, s.Date, s.Source),
            (_, _, { } n) => Decided(function, n.Band, n.Basis, n.Egfr.Date, n.Egfr.Source),
            _ => function,
        };
    }

    private static RenalFunction Decided(RenalFunction function, RenalBand band, RenalBasis basis, DateOnly? date, string? source) =>
        function with { Band = new Known<RenalBand>.Value(band, date, source), Basis = basis };

    // A stage stands in for a number that is missing, and outweighs a stale one only when it is later and worse.
    private static CkdRecord? DecidingStage(ImmutableArray<CkdRecord> stages, KidneyNumber? number, bool stale)
    {
        if (number is null)
        {
            return stages.FirstOrDefault(stage => stage.Band is not null);
        }

        return stale && CkdStages.RecordedAfter(stages, number.Egfr.Date) is { } stage && stage.Band > number.Band ? stage : null;
    }

    private static AcuteKidneyInjury? Aki(
        PatientSnapshot patient, CreatinineResult? creatinine, KidneyNumber? number, KidneyPolicy policy)
    {
        // A child without a recent height may still have a reported number to tell stage 3 by.
        bool canBeChild = creatinine is not null && PatientAge.Of(patient) is { CanBeChild: true };
        KidneyNumber? childNumber = canBeChild ? KidneyNumber.Computed(creatinine!, patient, policy) ?? number : null;
        return AkiStaging.Stage(patient.Creatinines.Items, childNumber?.Egfr.Value, patient.Today, policy)
            ?? AkiConditions.Find(patient, number, policy);
    }

    private static bool IsSexAssumed(PatientSnapshot patient, KidneyNumber? number, Known<CreatinineClearance> clearance) =>
        EquationSex.Of(patient) == Sex.Undetermined
        && (number is { Egfr.Equation: EgfrEquation.CkdEpi2021Computed } || clearance is Known<CreatinineClearance>.Value);

    // The reason that says most comes first: what was sent and not understood can be mended by whoever reads it.
    private static MissingReason WhyNoNumber(PatientSnapshot patient, CreatinineResult? creatinine)
    {
        if (creatinine is not null)
        {
            return MissingReason.NotComputable;
        }

        ReadOnlySpan<MissingReason> mostTellingFirst =
            [MissingReason.Unreadable, MissingReason.ReadFailed, MissingReason.Incomplete, MissingReason.NotSupplied];
        foreach (MissingReason reason in mostTellingFirst)
        {
            if (patient.Creatinines.Gap == reason || patient.Egfrs.Gap == reason)
            {
                return reason;
            }
        }

        return MissingReason.NoneOnFile;
    }
}
