namespace FhirSafety.Baclofen;

/// <summary>Limits on how an order is written, beside its daily dose.</summary>
/// <param name="MostSingleUs">Most mg at one time by the US label.</param>
/// <param name="MostSingle">The same elsewhere, where larger tablets exist.</param>
/// <param name="MostOnceDaily">Most mg as the only dose of a day.</param>
/// <param name="EscalationDays">Fewest days between two rises.</param>
/// <param name="EscalationDaysReduced">The same for children, in older age and with an eGFR below 60.</param>
/// <param name="LeastSingleAdult">A single oral dose below this many mg is more likely one in micrograms.</param>
/// <param name="LeastSingleChild">The same for a child without a weight.</param>
/// <param name="LeastSingleChildPerKg">The same for a child, mg per kg.</param>
/// <param name="MgIntoSpine">A dose into the spine of so many mg a day, written in mg, is more likely an oral one.</param>
public sealed record RegimenLimits(
    decimal MostSingleUs,
    decimal MostSingle,
    decimal MostOnceDaily,
    int EscalationDays,
    int EscalationDaysReduced,
    decimal LeastSingleAdult,
    decimal LeastSingleChild,
    decimal LeastSingleChildPerKg,
    decimal MgIntoSpine)
{
    internal static RegimenLimits Read(PolicyFile file) => new(
        file.Number("dose.single.us", 10, 40),
        file.Number("dose.single.elsewhere", 10, 40),
        file.Number("dose.single.onceDaily", 5, 40),
        file.Whole("dose.escalation.days", 1, 14),
        file.Whole("dose.escalation.daysReduced", 1, 28),
        file.Number("dose.unit.leastSingleAdult", 0.1m, 2.5m),
        file.Number("dose.unit.leastSingleChild", 0.05m, 1m),
        file.Number("dose.unit.leastSingleChildPerKg", 0.001m, 0.1m),
        file.Number("dose.unit.mgIntoSpine", 0.5m, 5m));
}
