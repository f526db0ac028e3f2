namespace FhirSafety.Baclofen;

/// <summary>The numbers of stops, cuts and gaps in supply (clinical page, section 7.3).</summary>
/// <param name="ShortDays">Taken for fewer days, and at most <paramref name="ShortMg"/>: a short exposure.</param>
/// <param name="ShortMg">mg a day, see <paramref name="ShortDays"/>.</param>
/// <param name="LowMg">At or under so many mg a day, without a flag: a low dose.</param>
/// <param name="Drop">When a cut is too large.</param>
/// <param name="StepDaysFast">A large step after fewer days at the dose before is too fast.</param>
/// <param name="TotalDaysFast">A taper to a stop in fewer days is too fast, from <paramref name="TotalFromMg"/> on.</param>
/// <param name="TotalFromMg">mg a day, see <paramref name="TotalDaysFast"/>.</param>
/// <param name="GapDaysOver">A supply that ended more days ago leaves a gap.</param>
/// <param name="GapDaysUnder">One that ended so many days ago, or more, says nothing of today.</param>
/// <param name="GapExposureOver">Only after more days of use.</param>
/// <param name="RestartShare">After a longer gap it is restarted at most at this part of the old dose.</param>
/// <param name="InpatientDays">Begun in hospital fewer days ago: missing at discharge is information.</param>
/// <param name="AdmissionHours">Missing in hospital for more hours is a warning.</param>
public sealed record WithdrawalPolicy(
    int ShortDays,
    decimal ShortMg,
    decimal LowMg,
    DropLimits Drop,
    int StepDaysFast,
    int TotalDaysFast,
    decimal TotalFromMg,
    int GapDaysOver,
    int GapDaysUnder,
    int GapExposureOver,
    Fraction RestartShare,
    int InpatientDays,
    int AdmissionHours)
{
    internal static WithdrawalPolicy Read(PolicyFile file) => new(
        file.Whole("withdrawal.short.days", 1, 60),
        file.Number("withdrawal.short.mg", 5, 40),
        file.Number("withdrawal.lowDose", 2.5m, 20),
        DropLimits.Read(file),
        file.Whole("withdrawal.taper.stepDays", 1, 14),
        file.Whole("withdrawal.taper.totalDays", 2, 28),
        file.Number("withdrawal.taper.totalFrom", 10, 80),
        file.Whole("withdrawal.gap.over", 1, 30),
        file.Whole("withdrawal.gap.under", 31, 180),
        file.Whole("withdrawal.gap.exposureOver", 1, 90),
        file.Fraction("withdrawal.gap.restart"),
        file.Whole("withdrawal.discharge.inpatientDays", 1, 14),
        file.Whole("withdrawal.admission.hours", 4, 96));
}

/// <summary>When one step down is too large.</summary>
/// <param name="Mg">More mg a day than this, and more than <paramref name="Share"/>.</param>
/// <param name="Share">The part of the dose before, see <paramref name="Mg"/>. Exactly this part is allowed.</param>
/// <param name="Half">At least this part, from <paramref name="HalfFromMg"/> on; over it, from <paramref name="CriticalFromMg"/> on, is dangerous.</param>
/// <param name="HalfFromMg">mg a day before.</param>
/// <param name="CriticalFromMg">mg a day before.</param>
public sealed record DropLimits(decimal Mg, Fraction Share, Fraction Half, decimal HalfFromMg, decimal CriticalFromMg)
{
    /// <summary>Whether it is larger than a step of the label's titration and than the part that is allowed.</summary>
    public bool IsLargeStep(decimal from, decimal to) => from - to > Mg && from - to > Share.Of(from);

    /// <summary>Whether it is too large.</summary>
    public bool IsLarge(decimal from, decimal to) => IsLargeStep(from, to) || (from >= HalfFromMg && from - to >= Half.Of(from));

    /// <summary>Whether it is dangerous.</summary>
    public bool IsDangerous(decimal from, decimal to) => from >= CriticalFromMg && from - to > Half.Of(from);

    internal static DropLimits Read(PolicyFile file) => new(
        file.Number("withdrawal.drop.mg", 5, 30),
        file.Fraction("withdrawal.drop.share"),
        file.Fraction("withdrawal.drop.half"),
        file.Number("withdrawal.drop.halfFrom", 5, 30),
        file.Number("withdrawal.drop.criticalFrom", 15, 80));
}
