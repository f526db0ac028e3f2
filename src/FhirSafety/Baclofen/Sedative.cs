using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Another sedative with baclofen, herbal ones apart (clinical page, <c>sedative</c>).</summary>
internal static class Sedative
{
    public const string Id = "sedative";

    /// <summary>The value set.</summary>
    public const string Set = "other-sedatives";

    private static readonly ImmutableArray<string> Counted = ["antipsychotic", "barbiturate", "sedating-antidepressant", "sedating-antiepileptic"];

    private static readonly ImmutableArray<string> Weak = ["sedating-antihistamine", "orexin-melatonin-agonist", "cannabinoid"];

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "singleWeak", "otherwise", "critical");

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> drugs = PairedDrug.Of(order, Set, [.. Counted, .. Weak, "oxybate", "other-hypnotic-sedative", "ketamine"]);
        bool single = drugs is [var one] && Weak.Contains(one.Group);
        Verdict verdict = SedativeClass.Of(order, Id, drugs, _ => single ? "singleWeak" : "otherwise");

        // What the count of drugs leaves out would be lost in it.
        return verdict is Verdict.Found found && drugs.Any(drug => !Counted.Contains(drug.Group)) ? found with { YieldsTo = null } : verdict;
    }
}
