using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Parkinson's disease, or levodopa (clinical page, <c>parkinson-levodopa</c>). Its alias <c>levodopa</c> is never said.</summary>
internal static class ParkinsonLevodopa
{
    public const string Id = "parkinson-levodopa";

    private const string Levodopa = "levodopa";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["specialist-advice", "will-monitor"]),
        ConditionCard.SignAndRecord,
        ConditionCard.Needs,
        Judge)
    {
        Levels = ["withLevodopa", "otherwise"],
        Roles = [.. ConditionCard.DraftAndRunning, OrderRole.Paired],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ActiveMedication? drug = order.Drugs(Levodopa).FirstOrDefault();
        if (order.Role == OrderRole.Paired && drug is not { IsDraft: true })
        {
            return new Verdict.Silent("levodopa is not being ordered") { Facts = OrderFacts.Of(order) };
        }

        Indicator level = order.Policy.Level(Id, drug is null ? "otherwise" : "withLevodopa");
        Ground? taken = drug is null ? null : Ground.Of(drug, Levodopa, level, order.Patient.Today);

        // Where a diagnosis is being recorded the drug speaks only together with it.
        Ground[] drugs = taken is null || order.Role == OrderRole.Running ? [] : [taken];
        Ground? ground = Ground.Deciding(order, [.. order.Conditions("parkinson").Select(hit => Ground.Of(hit, level)), .. drugs]);
        if (ground is null)
        {
            return ConditionVerdict.IfDrugsSeen(order, ConditionVerdict.None(order));
        }

        Phrase summary = new(taken is null ? "parkinson-levodopa.summary" : "parkinson-levodopa.summaryLevodopa");
        Phrase[] found = taken is null || taken == ground ? [ground.Phrase] : [ground.Phrase, taken.Phrase];
        Verdict verdict = ConditionVerdict.Of(
            order,
            Id,
            ground,
            ConditionCard.WithStart(order, Id, summary, found),
            order.Policy.Conditions.Start,
            ConditionCard.Refer(order, "neurology", "due.in1To2Weeks"));
        return verdict is Verdict.Found said ? said with { Group = PsychosisConfusion.CardOf(order) } : ConditionVerdict.IfDrugsSeen(order, verdict);
    }
}
