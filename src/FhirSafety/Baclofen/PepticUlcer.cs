using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A peptic ulcer, now or once (clinical page, <c>peptic-ulcer</c>).</summary>
internal static class PepticUlcer
{
    public const string Id = "peptic-ulcer";

    private const string WithFood = "withFood";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, critical: 9, overrides: ["benefit-outweighs-risk", "will-monitor"]),
        ConditionCard.SignAndRecord,
        ConditionCard.Needs,
        ConditionCard.Alone(Id, Judge))
    {
        Levels = ["active", "contraindicated", "history"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool instructed = order.Order.Instructed.Contains(WithFood);
        Ground? ground = Ground.Deciding(order, order.ConditionsWithHistory("peptic-ulcer", "ulcer", "history", "erosion")
            .Select(hit => Ground.Of(hit, Level(order, hit, instructed))));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        // What is contraindicated is not made good by a meal.
        bool contraindicated = ground.Level == Indicator.Critical;
        Act? act = contraindicated ? DoseActs.NotToStart(order)
            : !instructed && order is { Role: OrderRole.Draft, Order.Source: { } draft } ? new Act.Instruct(draft, WithFood)
            : null;
        FindingMessage message = CardText.Of(order, Id, ground.Named("peptic-ulcer.summary"), ground.Phrase);
        return ConditionVerdict.Of(order, Id, ground, contraindicated ? message with { Act = [new("peptic-ulcer.actContraindicated")] } : message, null, act);
    }

    private static Indicator Level(OrderUnderCheck order, ConditionHit hit, bool instructed)
    {
        DateOnly today = order.Patient.Today;
        int days = order.Policy.Conditions.UlcerDays;
        bool isRecent = hit.IsWithin(days, today) || (hit.Condition.EncounterDiagnosis && hit.Condition.LastSaidOn.IsWithin(days, today));
        bool isActive = hit.Group == "ulcer" && hit.Condition.IsCurrent(today) && isRecent;
        Indicator level = order.Policy.Level(Id, !isActive ? "history" : order.Policy.Jurisdiction == Jurisdiction.UK ? "contraindicated" : "active");
        return instructed && level == Indicator.Warning ? Indicator.Info : level;
    }
}
