using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>A substance use disorder (clinical page, <c>misuse</c>).</summary>
internal static class Misuse
{
    public const string Id = "misuse";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, ConditionCard.Sedation, critical: 6, warning: 13), ConditionCard.SignAndRecord, ConditionCard.Needs, Judge)
    {
        Levels = ["sedativeOrOpioid", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions("substance-misuse")
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, hit.Group is "sedative" or "opioid" ? "sedativeOrOpioid" : "otherwise"))));
        return ground is null
            ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(order, Id, ground, CardText.Of(order, Id, ground.Named("misuse.summary"), ground.Phrase));
    }
}
