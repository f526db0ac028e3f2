namespace FhirSafety.Baclofen;

/// <summary>Dose limits that do not rest on the kidneys, mg a day by mouth.</summary>
/// <param name="MaxDailyAdult">Above it: too high.</param>
/// <param name="MaxDailyGermany">The same by German texts.</param>
/// <param name="MaxDailyCritical">Above it: far too high.</param>
/// <param name="StartAdult">A new start is at most this.</param>
/// <param name="StartOlder">A new start that we suggest for an older adult is at most this.</param>
/// <param name="StartCritical">A new start above it is dangerous in older age or with poor kidneys.</param>
/// <param name="EscalationStep">Most mg a day that we suggest to raise at once.</param>
/// <param name="EscalationStepReduced">The same with an eGFR below 60 or in older age.</param>
/// <param name="TitrationMost">Most mg a day that a titration which we suggest leads to.</param>
public sealed record DoseLimits(
    decimal MaxDailyAdult,
    decimal MaxDailyGermany,
    decimal MaxDailyCritical,
    decimal StartAdult,
    decimal StartOlder,
    decimal StartCritical,
    decimal EscalationStep,
    decimal EscalationStepReduced,
    decimal TitrationMost)
{
    internal static DoseLimits Read(PolicyFile file)
    {
        DoseLimits limits = ReadEach(file);
        file.Ascending("dose.maxDaily.germany", limits.MaxDailyGermany, "dose.maxDaily.critical", limits.MaxDailyCritical);
        file.Ascending("dose.maxDaily.adult", limits.MaxDailyAdult, "dose.maxDaily.critical", limits.MaxDailyCritical);
        file.Ascending("dose.start.older", limits.StartOlder, "dose.start.adult", limits.StartAdult);
        file.Ascending("dose.start.adult", limits.StartAdult, "dose.start.critical", limits.StartCritical);
        file.Ascending("dose.start.adult", limits.StartAdult, "dose.escalation.planMost", limits.TitrationMost);
        return limits;
    }

    private static DoseLimits ReadEach(PolicyFile file) => new(
        file.Number("dose.maxDaily.adult", 40, 100),
        file.Number("dose.maxDaily.germany", 40, 100),
        file.Number("dose.maxDaily.critical", 60, 150),
        file.Number("dose.start.adult", 5, 30),
        file.Number("dose.start.older", 2.5m, 15),
        file.Number("dose.start.critical", 15, 60),
        file.Number("dose.escalation.step", 5, 30),
        file.Number("dose.escalation.stepReduced", 2.5m, 15),
        file.Number("dose.escalation.planMost", 30, 80));
}

/// <summary>What counts as established and renewed, in days.</summary>
/// <param name="EstablishedDays">Running for so many days: established.</param>
/// <param name="RenewalDays">An identical running order at least so old is read as renewed by the draft.</param>
/// <param name="SupplyGraceDays">A dispensed supply, or a statement, that ended so many days ago still counts as taken.</param>
/// <param name="ContinuationDays">Dispensed within so many days, or a gap of at most so many: the therapy goes on.</param>
/// <param name="OldOrderDays">An order older than this is not taken for stable, and of another drug counts a step less.</param>
public sealed record TherapyWindows(int EstablishedDays, int RenewalDays, int SupplyGraceDays, int ContinuationDays, int OldOrderDays)
{
    internal static TherapyWindows Read(PolicyFile file) => new(
        file.Whole("therapy.establishedDays", 7, 180),
        file.Whole("therapy.renewalDays", 1, 90),
        file.Whole("therapy.supplyGraceDays", 0, 60),
        file.Whole("therapy.continuationDays", 7, 90),
        file.Whole("therapy.oldOrderDays", 180, 800));
}
