using System.Collections.Immutable;

namespace FhirSafety.Baclofen;

/// <summary>A herbal product or a cannabinoid with baclofen (clinical page, <c>herbal-sedative</c>).</summary>
internal static class HerbalSedative
{
    public const string Id = "herbal-sedative";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "taken");

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> products = PairedDrug.Of(order, Sedative.Set, "herbal", "cannabinoid");
        return PairVerdict.Of(order, new PairFinding(Id, products, _ => order.Policy.Level(Id, "taken"))
        {
            // Cannabinoids are sedatives by their own right.
            YieldsTo = products.All(product => product.Group == "cannabinoid") ? Sedative.Id : null,
        });
    }
}
