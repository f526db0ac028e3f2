using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Lithium with baclofen (clinical page, <c>lithium</c>).</summary>
internal static class Lithium
{
    public const string Id = "lithium";

    public static BaclofenPrecaution Precaution { get; } = new(
        PairCard.Info(Id, "conditions", critical: 10, warning: 14), HookSets.SelectAndSign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["taken"],
        Roles = PairCard.DraftAndPaired,
        PairedHooks = HookSets.Sign,
    };

    private static Verdict Judge(OrderUnderCheck order) =>
        PairVerdict.Of(order, new PairFinding(Id, PairedDrug.Of(order, "lithium"), _ => order.Policy.Level(Id, "taken"))
        {
            OffersRemoval = false,
            Acts = [new Act.OrderService("lithiumLevel", "due.in1To2Weeks") { Monitors = true }, DoseActs.Creatinine(order, "due.in1To2Weeks")],
        });
}
