using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Diabetes, or a drug for it, at a new start (clinical page, <c>diabetes-glucose</c>). Its alias <c>antidiabetic</c> is never said.</summary>
internal static class DiabetesGlucose
{
    public const string Id = "diabetes-glucose";

    private const string Drugs = "antidiabetics";

    public static BaclofenPrecaution Precaution { get; } = new(ConditionCard.Info(Id, "glucose"), HookSets.Sign, ConditionCard.Needs, Judge)
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
        ActiveMedication? drug = order.Drugs(Drugs).FirstOrDefault();
        Ground? ground = Ground.Deciding(
            order,
            [
                .. order.Conditions("diabetes").Select(hit => Ground.Of(hit, level)),
                .. drug is null ? (Ground[])[] : [Ground.Of(drug, Drugs, level, order.Patient.Today)],
            ]);
        return ground is null
            ? ConditionVerdict.IfDrugsSeen(order, ConditionVerdict.None(order))
            : ConditionVerdict.Of(
                order, Id, ground, CardText.Of(order, Id, new("diabetes-glucose.summary"), ground.Phrase), null, new Act.OrderService("glucose", "due.in1To2Weeks") { Monitors = true });
    }
}
