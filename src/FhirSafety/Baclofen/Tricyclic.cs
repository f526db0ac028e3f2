namespace FhirSafety.Baclofen;

/// <summary>A tricyclic antidepressant with baclofen (clinical page, <c>tricyclic</c>).</summary>
internal static class Tricyclic
{
    public const string Id = "tricyclic";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "taken");

    private static Verdict Judge(OrderUnderCheck order) =>
        PairVerdict.Of(order, new PairFinding(Id, PairedDrug.Of(order, "tricyclic-antidepressants"), _ => order.Policy.Level(Id, "taken"))
        {
            YieldsTo = PairCard.YieldsToCount(order),
        });
}
