using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Epilepsy or seizures (clinical page, <c>epilepsy</c>).</summary>
internal static class Epilepsy
{
    public const string Id = "epilepsy";

    private const string Set = "epilepsy-seizure";

    private const string Seizure = "seizure";

    private const string History = "history";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, critical: 9, overrides: ["specialist-advice", "will-monitor", "established-tolerated"]),
        HookSets.SelectAndSign.And(HookSets.ProblemList),
        ConditionCard.Needs,
        ConditionCard.Alone(Id, Judge))
    {
        Levels = ["controlled", "uncontrolled", "contraindicated"],
        Roles = ConditionCard.DraftAndRunning,
    };

    /// <summary>Whether a seizure is recorded within the policy's days.</summary>
    internal static bool IsUncontrolled(OrderUnderCheck order) =>
        order.ConditionsWithHistory(Set, Seizure).Any(hit => IsRecentSeizure(order, hit));

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.ConditionsWithHistory(Set, Id, Seizure, History)
            .Where(hit => Counts(order, hit))
            .Select(hit => Ground.Of(hit, Level(order, hit))));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        FindingMessage message = ConditionCard.WithStart(order, Id, ground.Named("epilepsy.summary"), ground.Phrase);
        return ConditionVerdict.Of(
            order,
            Id,
            ground,
            IsContraindicated(order) ? message with { Why = [new("epilepsy.whyContraindicated")] } : message,
            order.Policy.Conditions.Start,
            ConditionCard.Refer(order, "neurology", "due.in1To2Weeks"));
    }

    private static bool IsContraindicated(OrderUnderCheck order) => order.Policy.Jurisdiction is Jurisdiction.DE or Jurisdiction.AT;

    // Over, or recorded as history: it counts for some years from its end.
    private static bool Counts(OrderUnderCheck order, ConditionHit hit)
    {
        DateOnly today = order.Patient.Today;
        return (hit.Group != History && hit.Condition.IsCurrent(today))
            || !(hit.LastDate < today.AddYears(-order.Policy.Conditions.SeizureHistoryYears));
    }

    private static Indicator Level(OrderUnderCheck order, ConditionHit hit)
    {
        Indicator level = order.Policy.Level(Id, IsRecentSeizure(order, hit) ? "uncontrolled" : "controlled");
        return IsContraindicated(order) ? level.Or(order.Policy.Level(Id, "contraindicated")) : level;
    }

    // One without a date is of now only while it is recorded as current.
    private static bool IsRecentSeizure(OrderUnderCheck order, ConditionHit hit) =>
        hit.Group == Seizure
        && (hit.Date is not null || hit.Condition.IsCurrent(order.Patient.Today))
        && hit.IsWithin(order.Policy.Conditions.SeizureRecentDays, order.Patient.Today);
}
