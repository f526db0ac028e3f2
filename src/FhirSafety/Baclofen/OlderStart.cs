using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A new start in older age above 10 mg a day, or one that goes on above 30 (clinical page, <c>older-start</c>).</summary>
internal static class OlderStart
{
    public const string Id = "older-start";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, "start", indicator => indicator == Indicator.Info ? 16 : 14, ["will-monitor", "established-tolerated"]),
        HookSets.Sign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["atRisk", "otherwise"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order is not { IsOral: true, Therapy.IsNewStart: true, StartMg: { } start, TotalMg: { } most })
        {
            return new Verdict.DoesNotApply("not a new oral start with a known dose");
        }

        if (order.Age is null)
        {
            return order.AgeNotKnown();
        }

        if (!order.IsOlder || (start <= order.Policy.Dose.StartOlder && most <= order.Policy.Older.MaxDaily))
        {
            return new Verdict.Silent("not of the older age, or a low start") { Facts = OrderFacts.Of(order) };
        }

        bool byKidneys = order.Band > RenalBand.G2;
        bool atRisk = byKidneys || order.Kidneys.Aki is not null || !Falls.Recent(order, "event", "recurrent", "history").IsEmpty || CnsDrugs.Of(order).Length > 0;
        return new Verdict.Found(order.Policy.Level(Id, atRisk ? "atRisk" : "otherwise"), Message(order, start))
        {
            Facts = order.KidneyFacts,
            Acts = DoseActs.InOrder(order, DoseActs.LowerStart(order, Id, order.Policy.Dose.StartOlder)),
            Group = byKidneys ? Kidney.Group : null,
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, decimal start) => CardText.Of(
        order,
        Id,
        start > order.Policy.Dose.StartOlder
            ? new("older-start.summary", ("age", Years(order)), ("dose", Shown.Number(start)), ("limit", Shown.Number(order.Policy.Dose.StartOlder)))
            : new("older-start.summaryRise", ("age", Years(order)), ("dose", Shown.Number(order.TotalMg!.Value)), ("limit", Shown.Number(order.Policy.Older.MaxDaily))));

    private static string Years(OrderUnderCheck order) => order.Age!.Value.ToString(CultureInfo.InvariantCulture);
}
