using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>eGFR 30 to under 60: keep under the ceiling (clinical page, <c>renal-moderate</c>).</summary>
internal static class RenalModerate
{
    public const string Id = "renal-moderate";

    public static BaclofenPrecaution Precaution { get; } = new(Kidney.Info(Id), HookSets.All, PrecautionNeeds.TherapyAndKidneys, order => Kidney.OnChange(order, Judge))
    {
        Levels = ["harmDose", "aboveLimitOrOlder", "otherwise"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        return order.Band is RenalBand.G3a or RenalBand.G3b
            ? Kidney.Found(order, Id, Level(order, order.Band.Value), order.Band.Value)
            : Kidney.Silent(order, "eGFR not 30 to 59");
    }

    /// <summary>The level before what softens it; the same for a band assumed from the problem list.</summary>
    internal static Indicator Level(OrderUnderCheck order, RenalBand band)
    {
        bool atHarmDose = order.KnownMg >= order.Policy.Renal.HarmDose;
        bool newOrRaisedToHarm = atHarmDose && (order.Therapy.IsNewStart || order.IsRaised);
        if (band == RenalBand.G3b && atHarmDose)
        {
            return order.Policy.Level(Id, "harmDose");
        }

        // The dose table is for adults; under 18 any dose needs a specialist's look.
        return order.IsOlder || newOrRaisedToHarm || order.IsChild || DoseAdvice.IsAboveLimit(order, band)
            ? order.Policy.Level(Id, "aboveLimitOrOlder")
            : order.Policy.Level(Id, "otherwise");
    }
}
