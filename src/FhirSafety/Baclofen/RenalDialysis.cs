using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Dialysis: any oral dose is to be avoided (clinical page, <c>renal-dialysis</c>).</summary>
internal static class RenalDialysis
{
    public const string Id = "renal-dialysis";

    public static BaclofenPrecaution Precaution { get; } = new(Kidney.Info(Id), HookSets.All, PrecautionNeeds.TherapyAndKidneys, order => Kidney.OnChange(order, Judge))
    {
        Levels = ["avoid"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Band == RenalBand.Dialysis)
        {
            return Kidney.Found(order, Id, order.Policy.Level(Id, "avoid"), RenalBand.Dialysis);
        }

        // Dialysis stands in lists of its own: a good number does not exclude it where those were not seen.
        if (!order.Patient.Conditions.IsWhole)
        {
            return new Verdict.NotChecked("conditions", order.Patient.Conditions.Gap) { Facts = order.KidneyFacts };
        }

        return order.Patient.Procedures.IsWhole
            ? new Verdict.Silent("not on dialysis") { Facts = order.KidneyFacts }
            : new Verdict.NotChecked("procedures", order.Patient.Procedures.Gap) { Facts = order.KidneyFacts };
    }
}
