using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Another muscle relaxant with baclofen (clinical page, <c>muscle-relaxant</c>).</summary>
internal static class MuscleRelaxant
{
    public const string Id = "muscle-relaxant";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "central", "direct");

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> drugs = PairedDrug.Of(order, "muscle-relaxants");
        bool direct = drugs.All(drug => drug.Group == "direct-acting");
        return PairVerdict.Of(order, new PairFinding(Id, drugs, drug => order.Policy.Level(Id, drug.Group == "direct-acting" ? "direct" : "central"))
        {
            Acts = direct ? [] : [new Act.CreateTask("crossTaper", "due.in1To2Weeks")],
            YieldsTo = direct ? null : PairCard.YieldsToCount(order),
        });
    }
}
