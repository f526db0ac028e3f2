using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Urinary retention and what leads to it (clinical page, <c>urinary</c>).</summary>
internal static class Urinary
{
    public const string Id = "urinary";

    private const string Retention = "retention";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["retention", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions("urinary", Retention, "neurogenic-bladder", "outlet-obstruction", "sphincter")
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, hit.Group == Retention ? "retention" : "otherwise"))));
        return ground is null
            ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(
                order, Id, ground, CardText.Of(order, Id, ground.Named("urinary.summary"), ground.Phrase), null, ConditionCard.Refer(order, "bladderScan", "due.in1To2Weeks") with { Monitors = true });
    }
}
