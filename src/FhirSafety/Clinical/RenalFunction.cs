using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Bands of kidney function, best first. Half-open on the unrounded eGFR: 30.0 is G3b, 29.99 is G4.</summary>
public enum RenalBand
{
    /// <summary>eGFR 90 or more.</summary>
    G1,

    /// <summary>eGFR 60 to under 90.</summary>
    G2,

    /// <summary>eGFR 45 to under 60.</summary>
    G3a,

    /// <summary>eGFR 30 to under 45.</summary>
    G3b,

    /// <summary>eGFR 15 to under 30.</summary>
    G4,

    /// <summary>eGFR under 15.</summary>
    G5,

    /// <summary>On dialysis; numbers are shown but not used.</summary>
    Dialysis,
}

/// <summary>What the resolver says of the kidneys (clinical page, section 5.3). The one input of every renal precaution.</summary>
public sealed record RenalFunction
{
    /// <summary>The band; missing with the reason when nothing tells it. Date and source are those of what decided it.</summary>
    public required Known<RenalBand> Band { get; init; }

    /// <summary>What decided the band.</summary>
    public required RenalBasis Basis { get; init; }

    /// <summary>The eGFR that was used or, on dialysis and in AKI, is shown; null when there is no number.</summary>
    public EgfrEstimate? Egfr { get; init; }

    /// <summary>The newest usable creatinine, whether or not it decided the band; null without one.</summary>
    public CreatinineResult? Creatinine { get; init; }

    /// <summary>Acute kidney injury; null when there is no sign of it.</summary>
    public AcuteKidneyInjury? Aki { get; init; }

    /// <summary>The CKD record that decided the band, else the most severe current one; null without one.</summary>
    public CkdRecord? Ckd { get; init; }

    /// <summary>The evidence for dialysis; null when not on dialysis.</summary>
    public DialysisRecord? Dialysis { get; init; }

    /// <summary>
    /// Whether the number is older than its window allows. Its band is kept all the same. False on dialysis, where no number
    /// is used.
    /// </summary>
    public bool Stale { get; init; }

    /// <summary>Age of the number in days; null without a number.</summary>
    public int? AgeInDays { get; init; }

    /// <summary>Whether sex was not recorded as female or male, so that the lower of both results was kept.</summary>
    public bool SexAssumed { get; init; }

    /// <summary>Whether the birth date is of year or month only, so that the stricter age was used.</summary>
    public bool AgeAssumed { get; init; }

    /// <summary>Cockcroft-Gault clearance; missing with the reason (no weight, a child, no creatinine).</summary>
    public required Known<CreatinineClearance> Clearance { get; init; }

    /// <summary>eGFR in mL/min for this body, shown only when the body surface is unusual; null otherwise.</summary>
    public AbsoluteEgfr? Absolute { get; init; }

    /// <summary>Whether the band rests on a number within its window.</summary>
    public bool HasFreshNumber => Egfr is not null && !Stale && Basis is RenalBasis.Cystatin or RenalBasis.Computed or RenalBasis.Reported;
}

/// <summary>What decided a kidney band.</summary>
public enum RenalBasis
{
    /// <summary>Nothing: the band is missing.</summary>
    Nothing,

    /// <summary>Evidence of dialysis.</summary>
    Dialysis,

    /// <summary>A reported eGFR with cystatin C.</summary>
    Cystatin,

    /// <summary>An equation over the newest creatinine.</summary>
    Computed,

    /// <summary>A reported eGFR.</summary>
    Reported,

    /// <summary>A CKD stage on the problem list.</summary>
    ProblemList,
}

/// <summary>An eGFR with how it came about.</summary>
/// <param name="Value">mL/min/1.73 m², unrounded.</param>
/// <param name="Equation">The equation.</param>
/// <param name="Comparator">
/// What stood before a reported number. Of a computed one the opposite of what stood before its creatinine: "creatinine
/// above 20" gives an eGFR below the number.
/// </param>
/// <param name="Date">The day of the sample.</param>
/// <param name="Source">The Observation, as <c>Observation/id</c>; null without an id.</param>
public sealed record EgfrEstimate(double Value, EgfrEquation Equation, Comparator Comparator, DateOnly Date, string? Source);

/// <summary>The equations an eGFR can come from.</summary>
public enum EgfrEquation
{
    /// <summary>Computed here: CKD-EPI 2021, creatinine.</summary>
    CkdEpi2021Computed,

    /// <summary>Computed here: bedside Schwartz.</summary>
    BedsideSchwartz,

    /// <summary>Reported with cystatin C.</summary>
    ReportedWithCystatin,

    /// <summary>Reported, CKD-EPI 2021.</summary>
    ReportedCkdEpi2021,

    /// <summary>Reported, CKD-EPI 2009.</summary>
    ReportedCkdEpi2009,

    /// <summary>Reported, MDRD.</summary>
    ReportedMdrd,

    /// <summary>Reported, equation not named.</summary>
    ReportedUnspecified,

    /// <summary>Reported, cystatin C alone.</summary>
    ReportedCystatin,

    /// <summary>Reported with a race factor, which raises the number.</summary>
    ReportedRaceAdjusted,
}

/// <summary>A Cockcroft-Gault creatinine clearance.</summary>
/// <param name="MlPerMin">mL/min, not normalised to body surface.</param>
/// <param name="WeightUsed">The weight that entered the equation, kg.</param>
/// <param name="Kind">Which weight that is.</param>
public sealed record CreatinineClearance(double MlPerMin, double WeightUsed, WeightKind Kind);

/// <summary>The weight that enters Cockcroft-Gault.</summary>
public enum WeightKind
{
    /// <summary>Actual, because it is below ideal.</summary>
    Actual,

    /// <summary>Ideal (Devine).</summary>
    Ideal,

    /// <summary>Adjusted, for obesity.</summary>
    Adjusted,

    /// <summary>Actual, because no usable height is recorded.</summary>
    ActualWithoutHeight,
}

/// <summary>An eGFR in mL/min for this body, and the surface it rests on.</summary>
/// <param name="MlPerMin">mL/min.</param>
/// <param name="SurfaceM2">Body surface by Mosteller, m².</param>
public sealed record AbsoluteEgfr(double MlPerMin, double SurfaceM2);

/// <summary>Acute kidney injury.</summary>
/// <param name="Stage">KDIGO stage 1 to 3 by creatinine; null when known by a condition only.</param>
/// <param name="Newest">The newest creatinine; null when known by a condition only.</param>
/// <param name="Baseline">mg/dL it was held against: the lowest of the last 7 days, else the median of 8 to 365 days; null when the rise within 48 hours alone decided, or by condition.</param>
/// <param name="ComparedWith">The earlier value whose rise within 48 hours decided; null when the ratio did.</param>
/// <param name="Date">The day of the newest creatinine, or of the condition.</param>
/// <param name="Source">The Condition when known by one, else the newest Observation.</param>
public sealed record AcuteKidneyInjury(
    int? Stage, CreatinineResult? Newest, decimal? Baseline, CreatinineResult? ComparedWith, DateOnly? Date, string? Source);

/// <summary>CKD on the problem list.</summary>
/// <param name="Group">The group of <c>ckd.csv</c>: stage1 to stage5, stage3, stage3a, stage3b, unspecified or transplant.</param>
/// <param name="Band">The band it is taken as; null for stage 1 and 2, which are no number.</param>
/// <param name="Date">Since when; null when not recorded.</param>
/// <param name="Source">The resource, as <c>Type/id</c>; null without an id.</param>
/// <param name="ByPastDialysis">
/// Whether no stage is recorded and an earlier dialysis, too long ago to count as such, is taken as stage 5 of its day.
/// </param>
public sealed record CkdRecord(string Group, RenalBand? Band, DateOnly? Date, string? Source, bool ByPastDialysis = false)
{
    /// <summary>When it was put on record; its date where nothing later is recorded.</summary>
    public DateOnly? RecordedOn { get => field ?? Date; init; }
}

/// <summary>The evidence for dialysis.</summary>
/// <param name="ByProcedure">Whether a procedure or order says it and no condition does.</param>
/// <param name="Date">Its date; null when not recorded.</param>
/// <param name="Source">As <c>Type/id</c>; null without an id.</param>
public sealed record DialysisRecord(bool ByProcedure, DateOnly? Date, string? Source)
{
    /// <summary>When it was put on record; its date where nothing later is recorded.</summary>
    public DateOnly? RecordedOn { get => field ?? Date; init; }
}
