using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>
/// An active ingredient of another drug, with all drafts and records of it that count today (clinical page, section 3, "Active
/// interacting drug"). Two drugs of one class are two, one drug under two codes is one. As needed counts as active.
/// </summary>
/// <param name="Set">The value set.</param>
/// <param name="Group">Its group in the set.</param>
/// <param name="Ingredient">Its name in the value sets, upper case; may be a code, so not for showing where the record has a name.</param>
/// <param name="Records">The drafts, orders, statements and supplies of it, in an order that does not depend on that of the data.</param>
internal sealed record PairedDrug(string Set, string Group, string Ingredient, ImmutableArray<ActiveMedication> Records)
{
    /// <summary>Whether the session orders it.</summary>
    public bool IsOrdered => Records.Any(record => record.IsDraft);

    /// <summary>Whether it only stands in the session and nothing of it runs.</summary>
    public bool IsNew => Records.All(record => record.IsDraft);

    /// <summary>Whether only free text says what it is.</summary>
    public bool ByFreeTextOnly => Records.All(record => record.Ingredients.All(one => one.Set != Set || one.Name != Ingredient || one.ByFreeTextOnly));

    /// <summary>Since when it is on record; null when it is new, or no record is dated.</summary>
    public DateOnly? Since => Records.Where(record => !record.IsDraft).Min(record => record.Since);

    /// <summary>What its record calls it; the shortest name where records differ.</summary>
    public string FullName => (Records is [var only] ? only.Name : ShortestName) ?? Ingredient.ToLowerInvariant();

    private string? ShortestName => Records
        .Select(record => record.Name).OfType<string>()
        .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The ingredient where its name stands in the record's own, else the whole of that.</summary>
    public string ShortName => FullName.Contains(Ingredient, StringComparison.OrdinalIgnoreCase) ? Ingredient.ToLowerInvariant() : FullName;

    /// <summary>The fact for the trace.</summary>
    public Fact Fact => new("paired drug", $"{Set}: {Ingredient}", Since, Records[0].Source);

    /// <summary>The fact with the doses: who accepted a drug at one dose has not accepted it at four times that.</summary>
    public Fact FactWithDoses => Fact with { Compared = Doses };

    /// <summary>The doses of all its records, to be compared; null when none was read.</summary>
    public string? Doses =>
        Records.Select(record => record.DoseKey).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } doses
            ? " " + string.Join('\n', doses)
            : null;

    /// <summary>The first day of its being taken: today where it is new, null when not recorded.</summary>
    public DateOnly? Start(DateOnly today) => IsNew ? today : Since;

    /// <summary>Whether it is known only by orders so old that somebody must confirm that it is still taken.</summary>
    public bool IsOld(OrderUnderCheck order)
    {
        DateOnly oldest = order.Patient.Today.AddDays(-order.Policy.Therapy.OldOrderDays);
        return Records.All(record => !record.IsDraft
            && record.Source?.StartsWith("MedicationRequest/", StringComparison.Ordinal) != false
            && record.AuthoredOn < oldest
            && !(record.LastSeenOn >= oldest));
    }

    /// <summary>Whether it is certain that it is taken: not by free text alone, nor by an order that somebody must confirm.</summary>
    public bool IsSure(OrderUnderCheck order) => !ByFreeTextOnly && !IsOld(order);

    /// <summary>
    /// Whether it has been taken since before a day and its dose is the same since: every draft and order from that day on has the
    /// dose of one before it. What is not dated is not known to be so.
    /// </summary>
    public bool IsUnchangedSince(DateOnly day)
    {
        bool IsBefore(ActiveMedication record) => !record.IsDraft && record.AuthoredOn < day;
        return Since < day
            && Records.All(record => IsBefore(record)
                || (record.DoseKey is { } dose && Records.Any(earlier => IsBefore(earlier) && earlier.DoseKey == dose)));
    }

    /// <summary>The ingredients of a set that run or are drafted, in the order of the alphabet.</summary>
    /// <param name="order">The order under check.</param>
    /// <param name="set">The value set.</param>
    /// <param name="groups">The groups that count; none means all.</param>
    public static ImmutableArray<PairedDrug> Of(OrderUnderCheck order, string set, params ImmutableArray<string> groups)
    {
        if (!order.PairedSets.Contains(set))
        {
            return [];
        }

        List<(string Ingredient, string Group, List<ActiveMedication> Records)> found = [];
        foreach (ActiveMedication drug in order.Patient.Medications.Items)
        {
            if (!drug.IsActive)
            {
                continue;
            }

            foreach (DrugIngredient one in drug.Ingredients)
            {
                if (one.Set != set || !(groups.IsEmpty || groups.Contains(one.Group)))
                {
                    continue;
                }

                Add(found, one, drug);
            }
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Ingredient, other.Ingredient));
        return [.. found.Select(one => new PairedDrug(set, one.Group, one.Ingredient, InOrder(one.Records)))];
    }

    private static void Add(List<(string Ingredient, string Group, List<ActiveMedication> Records)> found, DrugIngredient ingredient, ActiveMedication drug)
    {
        int place = found.FindIndex(known => known.Ingredient == ingredient.Name);
        if (place < 0)
        {
            found.Add((ingredient.Name, ingredient.Group, [drug]));
            return;
        }

        (string name, string group, List<ActiveMedication> records) = found[place];
        if (!ReferenceEquals(records[^1], drug))
        {
            records.Add(drug);
        }

        found[place] = (name, string.CompareOrdinal(group, ingredient.Group) <= 0 ? group : ingredient.Group, records);
    }

    private static ImmutableArray<ActiveMedication> InOrder(List<ActiveMedication> records) => records.Count == 1
        ? [records[0]]
        : [.. records.OrderByDescending(drug => drug.IsDraft).ThenBy(drug => drug.Source, StringComparer.Ordinal)];

    /// <summary>The sets that the drugs of a list belong to: most precautions on a pair need no further look.</summary>
    public static HashSet<string> SetsOf(Records<ActiveMedication> medications)
    {
        HashSet<string> sets = new(StringComparer.Ordinal);
        foreach (ActiveMedication drug in medications.Items)
        {
            foreach (DrugIngredient ingredient in drug.Ingredients)
            {
                sets.Add(ingredient.Set);
            }
        }

        return sets;
    }
}
