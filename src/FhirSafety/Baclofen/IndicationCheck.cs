using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A new start for ordinary muscle spasm or rheumatic pain (clinical page, <c>indication-check</c>). Without a reason: silence.</summary>
internal static class IndicationCheck
{
    public const string Id = "indication-check";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, Id, overrides: ["benefit-outweighs-risk", "not-relevant"]), HookSets.Sign, ConditionCard.Needs, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.Therapy.IsNewStart)
        {
            return new Verdict.Silent("no new start") { Facts = OrderFacts.Of(order) };
        }

        Meaning? reason = order.Reasons.Where(one => one is { Set: "spasticity-indications", Group: "non-spastic-spasm" or "rheumatic" }).Select(one => (Meaning?)one).FirstOrDefault();
        if (order.HasSpasticity() || (reason is null && !order.HasUnseenReason()))
        {
            return new Verdict.Silent("spasticity, or no such reason") { Facts = OrderFacts.Of(order) };
        }

        if (reason is not { } found || !order.Patient.Conditions.IsWhole)
        {
            return ConditionVerdict.None(order);
        }

        return new Verdict.Found(
            order.Policy.Level(Id, "note"),
            CardText.Of(order, Id, new("indication-check.summary"), new Phrase("order.reason") { Terms = [("purpose", $"name.{found.Set}.{found.Group}")] }))
        {
            Facts = [new Fact("reason", found.Group, null, order.Order.Source), .. OrderFacts.Of(order)],
        };
    }
}
