using System.Collections.Immutable;

namespace FhirSafety.Baclofen;

/// <summary>Other drugs that act on the brain, by active ingredient (clinical page, <c>cns-load</c>).</summary>
internal static class CnsDrugs
{
    private static readonly (string Set, ImmutableArray<string> Groups)[] Counted =
    [
        (Opioid.Set, []),
        ("benzodiazepines", []),
        ("z-drugs", []),
        ("gabapentinoids", []),
        ("tricyclic-antidepressants", []),
        ("muscle-relaxants", ["centrally-acting"]),
        (Sedative.Set, ["antipsychotic", "barbiturate", "sedating-antidepressant", "sedating-antiepileptic"]),
        ("cns-load-other", ["ssri-snri", "antiepileptic"]),
    ];

    /// <summary>The ingredients that run or are drafted, in the order of the alphabet. One that stands in two sets is one.</summary>
    public static ImmutableArray<PairedDrug> Of(OrderUnderCheck order)
    {
        List<PairedDrug> drugs = [];
        foreach ((string set, ImmutableArray<string> groups) in Counted)
        {
            foreach (PairedDrug drug in PairedDrug.Of(order, set, groups))
            {
                if (!drugs.Exists(known => known.Ingredient == drug.Ingredient))
                {
                    drugs.Add(drug);
                }
            }
        }

        drugs.Sort(static (one, other) => string.CompareOrdinal(one.Ingredient, other.Ingredient));
        return [.. drugs];
    }
}
