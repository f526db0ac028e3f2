using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Suicidality, and depression together with alcohol (clinical page, <c>suicide-depression</c>).</summary>
internal static class SuicideDepression
{
    public const string Id = "suicide-depression";

    private const string Set = "depression-suicide-risk";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["already-addressed"]), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["suicide", "depression"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        int days = order.Policy.Conditions.SupplyDays;
        bool isLimited = order.Order.SupplyDays <= days;
        DateOnly first = order.Patient.Today.AddMonths(-order.Policy.Conditions.SuicideMonths);
        Indicator suicide = order.Policy.Level(Id, "suicide");
        Ground? ground = Ground.Deciding(
            order,
            [
                .. order.ConditionsWithHistory(Set, "suicide").Where(hit => !(hit.LastDate < first)).Select(hit => Ground.Of(hit, isLimited ? Indicator.Info : suicide)),
                .. IsDrinking(order) ? order.Conditions(Set, "depression").Select(hit => Ground.Of(hit, order.Policy.Level(Id, "depression"))) : [],
            ]);
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        Act? limit = !isLimited && order is { Role: OrderRole.Draft, Order.Source: { } draft } ? new Act.LimitSupply(draft, days) : null;
        FindingMessage message = CardText.Of(order, Id, ground.Named("suicide-depression.summary"), ground.Phrase);
        return ConditionVerdict.Of(
            order, Id, ground, message with { Act = [new("suicide-depression.act", ("days", Shown.Number((decimal)days)))] }, null, limit);
    }

    // A drinking problem that is on file already counts where a depression is being recorded.
    private static bool IsDrinking(OrderUnderCheck order) => order.Patient.Conditions.Items.Any(condition =>
        condition.GroupIn("alcohol") is "aud" or "heavy-use" or "intoxication" or "alcohol-liver" && condition.IsCurrent(order.Patient.Today));
}
