namespace FhirSafety.Baclofen;

/// <summary>A monoamine oxidase inhibitor with baclofen (clinical page, <c>maoi</c>).</summary>
internal static class Maoi
{
    public const string Id = "maoi";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "antidepressant", "parkinson");

    private static Verdict Judge(OrderUnderCheck order) => PairVerdict.Of(order, new PairFinding(
        Id,
        PairedDrug.Of(order, "monoamine-oxidase-inhibitors"),
        drug => order.Policy.Level(Id, drug.Group == "mao-b-parkinson" ? "parkinson" : "antidepressant")));
}
