using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>
/// Autonomic dysreflexia, or a spinal injury high enough for it (clinical page, <c>autonomic-dysreflexia</c>). What it adds to a
/// sudden stop is said by the precautions on stopping.
/// </summary>
internal static class AutonomicDysreflexia
{
    public const string Id = "autonomic-dysreflexia";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["pumpStart", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool isPumpStart = !order.IsOral && order.Therapy.IsNewStart;
        Ground? ground = Ground.Deciding(order, order.Conditions("autonomic-dysreflexia-sci", Id, "sci-cervical", "sci-thoracic")
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, isPumpStart && hit.Group == Id ? "pumpStart" : "otherwise"))));
        return ground is null
            ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(order, Id, ground, CardText.Of(order, Id, ground.Named("autonomic-dysreflexia.summary"), ground.Phrase));
    }
}
