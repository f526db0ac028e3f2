using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>A stroke and what it left (clinical page, <c>stroke</c>). A transient attack, or history alone, is silent.</summary>
internal static class Stroke
{
    public const string Id = "stroke";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, ConditionCard.Start, overrides: ["specialist-advice", "benefit-outweighs-risk"]),
        ConditionCard.SignAndRecord,
        ConditionCard.Needs,
        Judge)
    {
        Levels = ["startOrRaise", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions("stroke", "stroke", "stroke-sequela").Select(hit => Ground.Of(hit, Level(order, hit))));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        string summary = order.Therapy.IsNewStart || order.IsRaised ? "stroke.summary" : "stroke.summaryRunning";
        Verdict verdict = ConditionVerdict.Of(
            order, Id, ground, ConditionCard.WithStart(order, Id, ground.Named(summary), ground.Phrase), order.Policy.Conditions.Start);
        return verdict is Verdict.Found found ? found with { Group = ConditionCard.StartGroup(order) } : verdict;
    }

    private static Indicator Level(OrderUnderCheck order, ConditionHit hit)
    {
        bool counts = order.Policy.Jurisdiction == Jurisdiction.US
            || !(hit.Date < order.Patient.Today.AddMonths(-order.Policy.Conditions.StrokeMonths));
        return order.Policy.Level(Id, counts && (order.Therapy.IsNewStart || order.IsRaised) ? "startOrRaise" : "otherwise");
    }
}
