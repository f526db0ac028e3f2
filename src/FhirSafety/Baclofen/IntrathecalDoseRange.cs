using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A bolus, a dose or a rise into the spine outside the usual range (clinical page, <c>intrathecal-dose-range</c>).</summary>
internal static class IntrathecalDoseRange
{
    public const string Id = "intrathecal-dose-range";

    private const decimal McgInMg = 1000m;

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(
            Id, Id, indicator => indicator switch { Indicator.Critical => 3, Indicator.Warning => 12, _ => 16 }, ["specialist-advice", "data-wrong"]),
        HookSets.Sign,
        [.. PrecautionNeeds.Therapy, Reading.Need.Conditions],
        Judge)
    {
        Levels = ["outside", "farAbove"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Order.Route != Route.Intrathecal || Mcg(order.Order.Dose) is not { } mcg)
        {
            return new Verdict.DoesNotApply("not an intrathecal order with a known dose");
        }

        IntrathecalLimits limits = order.Policy.Intrathecal;
        if (order.Order.Dose is DailyDose.Intrathecal { IsBolus: true })
        {
            return mcg > limits.MostBolus ? Found(order, "farAbove", mcg, new($"{Id}.summaryBolus", ("dose", Shown.Number(mcg)), ("most", Shown.Number(limits.MostBolus)))) : Within(order);
        }

        if (mcg > limits.MostMaintenance)
        {
            Phrase summary = new($"{Id}.summary", ("dose", Shown.Number(mcg)), ("most", Shown.Number(limits.MostMaintenance)));
            return Found(order, mcg > limits.Critical ? "farAbove" : "outside", mcg, summary);
        }

        return RisenFrom(order, mcg) is { } from
            ? Found(order, "outside", mcg, new($"{Id}.summaryRise", ("from", Shown.Number(from)), ("dose", Shown.Number(mcg))))
            : Within(order);
    }

    // A dose too high to be plausible must not be passed over for it.
    private static decimal? Mcg(DailyDose dose) => dose switch
    {
        DailyDose.Intrathecal known => known.McgADay,
        DailyDose.Unresolved { Problem: DoseProblem.Implausible, AtLeastMg: { } mg } => mg * McgInMg,
        _ => null,
    };

    private static DrugOrder? Before(OrderUnderCheck order) => order.Patient.Running.Items
        .Where(running => running.Route == Route.Intrathecal && running.Dose is DailyDose.Intrathecal { IsBolus: false })
        .OrderByDescending(running => running.AuthoredOn)
        .FirstOrDefault();

    // Of a rise only, because a fall is a stop of the pump; of the one order that runs, in the same strength, and only where its dose is
    // within the range, or the finding would stay.
    private static Act.KeepDosage? AsBefore(OrderUnderCheck order, decimal mcg) =>
        order is { Order: { Source: { } draft, Dose: not DailyDose.Intrathecal { IsBolus: true } }, Session.Drafts.Length: 1, Therapy.IsKnown: true }
        && Before(order) is { Source: { } running, Dose: DailyDose.Intrathecal { McgADay: var from } } before
        && from < mcg && from <= order.Policy.Intrathecal.MostMaintenance && running != draft
        && before.Product.MgPerMl == order.Order.Product.MgPerMl
        && Therapy.RunningOf(order.Patient, order.Order).Length == 1
            ? new Act.KeepDosage(draft, running, from, new AppliedMark(Id, KidneyFact.Of(order.Kidneys).ToString(), from / McgInMg))
            : null;

    private static decimal? RisenFrom(OrderUnderCheck order, decimal mcg)
    {
        DrugOrder? before = Before(order);
        if (before is not { Dose: DailyDose.Intrathecal { McgADay: var from } })
        {
            return null;
        }

        IntrathecalLimits limits = order.Policy.Intrathecal;
        bool cerebral = order.IsChild || !order.Conditions("spasticity-indications", "cerebral-origin").IsEmpty;
        bool withinADay = before.AuthoredOn >= order.Patient.Today.AddDays(-1);
        Fraction most = (withinADay, cerebral) switch
        {
            (true, true) => limits.DailyRiseCerebral,
            (true, false) => limits.DailyRiseSpinal,
            (false, true) => limits.RiseCerebral,
            _ => limits.RiseSpinal,
        };
        return mcg - from > most.Of(from) ? from : null;
    }

    private static Verdict Within(OrderUnderCheck order) => order.Therapy.IsKnown
        ? new Verdict.Silent("within the usual range") { Facts = OrderFacts.Of(order) }
        : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };

    private static Verdict.Found Found(OrderUnderCheck order, string level, decimal mcg, Phrase summary) =>
        new(order.Policy.Level(Id, level), CardText.Of(order, Id, summary))
        {
            Facts = [new("intrathecal", $"{Shown.Number(mcg)} mcg/day", null, order.Order.Source), .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, new Act.CreateTask("pumpCheck", "due.now"), AsBefore(order, mcg)),
        };
}
