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
        Ground[] diseases = [.. order.Conditions("parkinson").Select(hit => Ground.Of(hit, level))];
        bool drugCounts = drug is not null && order.Role != OrderRole.Running;
        Ground? ground = Ground.Deciding(order, [.. diseases, .. drugCounts ? (Ground[])[Ground.Of(drug!, Levodopa, level, order.Patient.Today)] : []]);
        if (ground is null)
        {
            return ConditionVerdict.NoneNorDrug(order);
        }

        string summary = drug is null ? "parkinson-levodopa.summary" : "parkinson-levodopa.summaryLevodopa";
        Verdict verdict = ConditionVerdict.Of(
            order,
            Id,
            ground,
            ConditionCard.WithStart(order, Id, new(summary), ground.Phrase),
            order.Policy.Conditions.Start,
            new Act.OrderService("neurology", "due.in1To2Weeks"));
        return verdict is Verdict.Found found ? found with { Group = PsychosisConfusion.CardOf(order) } : verdict;
    }
}
