using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>eGFR under 30 without dialysis: avoid (clinical page, <c>renal-severe</c>).</summary>
internal static class RenalSevere
{
    public const string Id = "renal-severe";

    public static BaclofenPrecaution Precaution { get; } = new(Kidney.Info(Id), HookSets.All, PrecautionNeeds.TherapyAndKidneys, order => Kidney.OnChange(order, Judge))
    {
        Levels = ["avoid"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        return order.Band is RenalBand.G4 or RenalBand.G5
            ? Kidney.Found(order, Id, order.Policy.Level(Id, "avoid"), order.Band.Value)
            : Kidney.Silent(order, "eGFR not under 30");
    }
}
