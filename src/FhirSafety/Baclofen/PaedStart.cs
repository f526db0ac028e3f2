using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A child's new start by mouth above 0.3 mg/kg or 15 mg a day (clinical page, <c>paed-start</c>).</summary>
internal static class PaedStart
{
    public const string Id = "paed-start";

    public static BaclofenPrecaution Precaution { get; } = new(
        Child.Info(Id, "start", "specialist-advice", "established-tolerated", "inpatient-monitored", "data-wrong"),
        HookSets.Sign,
        [.. PrecautionNeeds.Therapy, Reading.Need.BodySize],
        order => order is { IsOral: true, Therapy.IsNewStart: true } && Start(order) is not null
            ? Child.Judge(order, Judge)
            : new Verdict.DoesNotApply("not a new oral start with a known dose"))
    {
        Levels = ["aboveStart", "farAbove"],
    };

    // Of an order that could be read only in part, what could be read: the real start is that or more.
    private static decimal? Start(OrderUnderCheck order) => order.StartMg ?? order.KnownMg;

    private static Verdict Judge(OrderUnderCheck order, Child child)
    {
        ChildLimits limits = order.Policy.Child;
        decimal start = Start(order)!.Value;
        decimal limit = child.StartLimit(limits);
        bool aboveByWeight = child.Weight is { Value: var kg } && start > limits.StartTolerance * limits.StartMgPerKg * kg;
        if (!aboveByWeight && start <= limits.StartMost)
        {
            return new Verdict.Silent(child.Weight is null ? "not above the start by age; without a weight no more can be said" : "within the usual start")
            {
                Facts = child.Facts(order),
            };
        }

        Act? lower = child.SetDose(order, Id, limit);
        return new Verdict.Found(order.Policy.Level(Id, start > limits.StartCritical * limit ? "farAbove" : "aboveStart"), Message(order, child, start, lower))
        {
            Facts = child.Facts(order),
            Acts = DoseActs.InOrder(order, lower),
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, Child child, decimal start, Act? lower)
    {
        ChildLimits limits = order.Policy.Child;
        decimal limit = child.StartLimit(limits);
        (string, string) dose = ("dose", Shown.Number(start));
        string todo = !order.IsSurelyNew ? "paed-start.actUnknown"
            : lower is null && child.Weight is not null ? "paed-start.actByHand"
            : "paed-start.act";
        return new(
            child.Weight is { Value: var kg } && limit < limits.StartMost
                ? new("paed-start.summary", dose, ("mgkg", Shown.Number(Math.Round(start / kg, 2))), ("usual", Shown.Number(limits.StartMgPerKg)))
                : new("paed-start.summaryMost", dose, ("max", Shown.Number(limits.StartMost))),
            child.Found(order),
            [new("paed-start.why")],
            [new(todo, ("limit", Shown.Number(limit))), .. child.Weight is { Value: var weight } && weight < limits.LiquidBelowKg ? (Phrase[])[new("child.liquid", ("kg", Shown.Number(limits.LiquidBelowKg)))] : []],
            new("paed-start.sources"));
    }
}
