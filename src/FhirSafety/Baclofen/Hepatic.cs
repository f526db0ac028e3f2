using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Liver disease (clinical page, <c>hepatic</c>). Liver tests are not judged yet.</summary>
internal static class Hepatic
{
    public const string Id = "hepatic";

    private const string Encephalopathy = "hepatic-encephalopathy";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["will-monitor"]), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["encephalopathy", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions("hepatic", "cirrhosis", "hepatic-failure", Encephalopathy, "liver-disease")
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, hit.Group == Encephalopathy ? "encephalopathy" : "otherwise"))));
        return ground is null
            ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(
                order, Id, ground, CardText.Of(order, Id, ground.Named("hepatic.summary"), ground.Phrase), null, new Act.OrderService("liverPanel", "due.in1To2Weeks") { Monitors = true });
    }
}
