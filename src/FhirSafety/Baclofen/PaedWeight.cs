using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>No weight to check a child's dose by, and the pump below its age (clinical page, <c>paed-weight</c>).</summary>
internal static class PaedWeight
{
    public const string Id = "paed-weight";

    public static BaclofenPrecaution Precaution { get; } = new(
        Child.Info(Id, "start", ConditionCard.Overrides),
        HookSets.Sign,
        [.. PrecautionNeeds.Therapy, Reading.Need.BodySize],
        order => Child.Judge(order, order.IsOral ? Judge : JudgePump))
    {
        Levels = ["missing", "adolescent", "intrathecal"],
    };

    private static Verdict Judge(OrderUnderCheck order, Child child)
    {
        if (child.Weight is not null)
        {
            return new Verdict.Silent("a weight in its window") { Facts = child.Facts(order) };
        }

        ChildLimits limits = order.Policy.Child;
        bool smallInAdolescence = child.Years >= limits.AdolescentFrom && !order.MayBeMore && order.TotalMg <= limits.StartMost;

        // A course downwards needs no weight, and a warning would hold it up (clinical page, section 3, "Taper").
        Indicator level = order.IsTaper ? Indicator.Info : order.Policy.Level(Id, smallInAdolescence ? "adolescent" : "missing");
        return new Verdict.Found(level, Message(order, child))
        {
            Facts = child.Facts(order),
            Acts = DoseActs.InOrder(order, new Act.CreateTask("weight", "due.now") { Monitors = true }),
        };
    }

    private static Verdict JudgePump(OrderUnderCheck order, Child child) => child.Years < order.Policy.Child.IntrathecalFrom
        ? new Verdict.Found(order.Policy.Level(Id, "intrathecal"), PumpMessage(order, child)) { Facts = child.Facts(order) }
        : new Verdict.Silent("not below the age of the label") { Facts = child.Facts(order) };

    private static FindingMessage Message(OrderUnderCheck order, Child child) => new(
        new("paed-weight.summary"),
        [.. child.Found(order), .. Older(order)],
        [new("paed-weight.why")],
        [new("paed-weight.act")],
        new("paed-weight.sources"));

    private static Phrase[] Older(OrderUnderCheck order) => !order.Patient.Weights.IsWhole
        ? [new($"paed-weight.gap{(order.Patient.Weights.Gap == MissingReason.NotSupplied ? "NotSent" : "NotRead")}")]
        : order.Patient.Weights.Items.MaxBy(weight => weight.At) is { } last
            ? [new("paed-weight.last", ("kg", Shown.Number(last.Value)), ("date", Shown.Date(last.At.Day())))]
            : [];

    private static FindingMessage PumpMessage(OrderUnderCheck order, Child child) => new(
        new("paed-weight.summaryPump", ("age", child.Age), ("from", Shown.Number((decimal)order.Policy.Child.IntrathecalFrom))),
        OrderLine.Of(order),
        [new("paed-weight.whyPump")],
        [new("paed-weight.actPump")],
        new("paed-weight.sourcesPump"));
}
