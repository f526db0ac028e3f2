using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A gabapentinoid with baclofen (clinical page, <c>gabapentinoid</c>).</summary>
internal static class Gabapentinoid
{
    public const string Id = "gabapentinoid";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "otherwise", "atRisk", "critical");

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool atRisk = SedationRisks.KidneysAreWeak(order, RenalBand.G3a) || order.IsOlder || !order.Lungs.IsEmpty;
        return SedativeClass.Of(order, Id, PairedDrug.Of(order, "gabapentinoids"), _ => atRisk ? "atRisk" : "otherwise");
    }
}
