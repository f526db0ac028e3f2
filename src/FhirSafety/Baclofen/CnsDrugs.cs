using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Other drugs that act on the brain, by active ingredient (clinical page, <c>cns-load</c>).</summary>
internal static class CnsDrugs
{
    /// <summary>The ingredients that run or are drafted, each once, with the name to show, in the order of the alphabet.</summary>
    public static ImmutableArray<(string Ingredient, string Name)> Of(OrderUnderCheck order) =>
    [
        .. order.Patient.Medications.Items
            .SelectMany(drug => Ingredients(drug).Select(ingredient => (Ingredient: ingredient, Name: drug.Name ?? ingredient.ToLowerInvariant(), drug.Source)))
            .GroupBy(one => one.Ingredient, StringComparer.Ordinal)
            .Select(group => (group.Key, group.OrderBy(one => one.Name.Length).ThenBy(one => one.Name, StringComparer.Ordinal).First().Name))
            .OrderBy(one => one.Key, StringComparer.Ordinal),
    ];

    /// <summary>Whether a drug is one of them.</summary>
    public static bool Includes(ActiveMedication drug) => Ingredients(drug).Any();

    /// <summary>Whether one of them is ordered that is more than the renewal of a pair the prescriber knows.</summary>
    public static bool OrdersNews(OrderUnderCheck order) => order.Patient.Medications.Items
        .Where(drug => drug.IsDraft && Includes(drug))
        .SelectMany(drug => drug.Meanings.Where(IsCounted).Select(meaning => meaning.Set))
        .Distinct(StringComparer.Ordinal)
        .SelectMany(set => PairedDrug.Of(order, set))
        .Any(drug => drug.IsOrdered && !Pairs.IsStable(order, drug));

    private static IEnumerable<string> Ingredients(ActiveMedication drug) => drug.Meanings
        .Where(IsCounted)
        .SelectMany(meaning => drug.Ingredients.Where(ingredient => ingredient.Set == meaning.Set).Select(ingredient => ingredient.Name))
        .Distinct(StringComparer.Ordinal);

    private static bool IsCounted(Meaning meaning) => meaning switch
    {
        { Set: "opioids" or "benzodiazepines" or "z-drugs" or "gabapentinoids" or "tricyclic-antidepressants" } => true,
        { Set: "muscle-relaxants", Group: "centrally-acting" } => true,
        { Set: "other-sedatives", Group: "antipsychotic" or "barbiturate" or "sedating-antidepressant" or "sedating-antiepileptic" } => true,
        { Set: "cns-load-other", Group: "ssri-snri" or "antiepileptic" } => true,
        _ => false,
    };
}
