using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A new start above the usual start, or above what the kidneys allow (clinical page, <c>dose-start-high</c>).</summary>
internal static class DoseStartHigh
{
    public const string Id = "dose-start-high";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(
            Id,
            "start",
            indicator => indicator switch { Indicator.Critical => 7, Indicator.Warning => 12, _ => 16 },
            ["established-tolerated", "specialist-advice", "inpatient-monitored", "data-wrong"]),
        HookSets.SelectAndSign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["aboveStart", "atRisk"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || order.IsSurelyChild || !order.Therapy.IsNewStart || order.StartMg is not { } start)
        {
            return new Verdict.DoesNotApply("not an adult's new oral start with a known dose");
        }

        bool byKidneys = order.Band > RenalBand.G2;
        decimal most = byKidneys
            ? Math.Min(order.Policy.Renal.Start(order.Band!.Value), order.Policy.Dose.StartAdult)
            : order.Policy.Dose.StartAdult;
        if (start <= most)
        {
            return new Verdict.Silent("within the usual start") { Facts = OrderFacts.Of(order) };
        }

        bool atRisk = order.IsOlder || order.Band > RenalBand.G3a || order.Kidneys.Aki is not null;
        bool dangerous = start > order.Policy.Dose.StartCritical && atRisk;
        return new Verdict.Found(order.Policy.Level(Id, dangerous ? "atRisk" : "aboveStart"), Message(order, start, most))
        {
            Facts = [.. byKidneys ? order.KidneyFacts : OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, DoseActs.LowerDose(order, Id), Titrations.Of(order, Id)),
            Group = byKidneys ? Kidney.Group : null,
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, decimal start, decimal most) => new(
        new("dose-start-high.summary", ("dose", Shown.Number(start)), ("startMax", Shown.Number(most))),
        OrderLine.Of(order),
        [new("dose-start-high.why")],
        [new(order is { IsSurelyNew: true, Therapy.MayRunElsewhere: false } ? "dose-start-high.act" : "dose-start-high.actUnknown", ("start", Shown.Number(DoseAdvice.StartToSuggest(order))))],
        new("dose-start-high.sources"));
}
