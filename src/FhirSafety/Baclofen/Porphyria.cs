using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Porphyria (clinical page, <c>porphyria</c>).</summary>
internal static class Porphyria
{
    public const string Id = "porphyria";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["specialist-advice"]), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["acute", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions("porphyria")
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, hit.Group == "acute-porphyria" ? "acute" : "otherwise"))));
        return ground is null
            ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(order, Id, ground, CardText.Of(order, Id, ground.Named("porphyria.summary"), ground.Phrase));
    }
}
