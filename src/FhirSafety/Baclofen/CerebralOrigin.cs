using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>Spasticity that comes from the brain and may hold the patient upright, at a new start (clinical page, <c>cerebral-origin</c>).</summary>
internal static class CerebralOrigin
{
    public const string Id = "cerebral-origin";

    public static BaclofenPrecaution Precaution { get; } = new(ConditionCard.Info(Id, ConditionCard.Start), HookSets.Sign, ConditionCard.Needs, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.Therapy.IsNewStart)
        {
            return new Verdict.Silent("no new start") { Facts = OrderFacts.Of(order) };
        }

        Indicator level = order.Policy.Level(Id, "note");
        ImmutableArray<ConditionHit> hits = [.. order.Conditions("spasticity-indications", Id), .. order.Conditions("stroke", "stroke-sequela")];
        Ground? ground = Ground.Deciding(order, hits.Select(hit => Ground.Of(hit, level)));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        Verdict verdict = ConditionVerdict.Of(order, Id, ground, CardText.Of(order, Id, new("cerebral-origin.summary"), ground.Phrase));
        return verdict is Verdict.Found found ? found with { Group = ConditionCard.StartGroup(order) } : verdict;
    }
}
