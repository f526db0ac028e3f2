namespace FhirSafety.Baclofen;

/// <summary>A z-drug with baclofen (clinical page, <c>z-drug</c>).</summary>
internal static class ZDrug
{
    public const string Id = "z-drug";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "alone", "critical");

    private static Verdict Judge(OrderUnderCheck order) => SedativeClass.Of(order, Id, PairedDrug.Of(order, "z-drugs"), _ => "alone");
}
