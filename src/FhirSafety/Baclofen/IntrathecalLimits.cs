namespace FhirSafety.Baclofen;

/// <summary>Limits of doses into the spine.</summary>
/// <param name="MostBolus">Most mcg of a screening bolus.</param>
/// <param name="MostMaintenance">Most mcg a day in usual care.</param>
/// <param name="Critical">Above this many mcg a day: far too high.</param>
/// <param name="RiseSpinal">Largest rise at a refill, as a fraction of the dose before, of spinal origin.</param>
/// <param name="RiseCerebral">The same of cerebral origin and in children.</param>
/// <param name="DailyRiseSpinal">Largest rise within a day, of spinal origin.</param>
/// <param name="DailyRiseCerebral">The same of cerebral origin and in children.</param>
/// <param name="PumpStartDays">Days for which a pump counts as just begun.</param>
/// <param name="PairDays">An oral and a pump order that are both unchanged for longer are information.</param>
/// <param name="OralCritical">mg a day by mouth beside a running pump from which both together are dangerous.</param>
public sealed record IntrathecalLimits(
    decimal MostBolus,
    decimal MostMaintenance,
    decimal Critical,
    Fraction RiseSpinal,
    Fraction RiseCerebral,
    Fraction DailyRiseSpinal,
    Fraction DailyRiseCerebral,
    int PumpStartDays,
    int PairDays,
    decimal OralCritical)
{
    internal static IntrathecalLimits Read(PolicyFile file) => new(
        file.Number("intrathecal.bolus", 25, 200),
        file.Number("intrathecal.maintenance", 300, 2000),
        file.Number("intrathecal.critical", 1000, 5000),
        file.Fraction("intrathecal.rise.spinal"),
        file.Fraction("intrathecal.rise.cerebral"),
        file.Fraction("intrathecal.rise.dailySpinal"),
        file.Fraction("intrathecal.rise.dailyCerebral"),
        file.Whole("intrathecal.pumpStartDays", 7, 90),
        file.Whole("intrathecal.pairDays", 30, 365),
        file.Number("intrathecal.oralCritical", 10, 80));
}
