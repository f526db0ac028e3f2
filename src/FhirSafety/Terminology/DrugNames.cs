using System.Collections.Immutable;

namespace FhirSafety.Terminology;

/// <summary>The names by which text is searched for medicines: the ingredients and brands of the value sets, and a few that stand for them.</summary>
internal sealed class DrugNames
{
    // British names of an opioid with paracetamol. Each stands for its opioid's row.
    private static readonly (string Name, string Ingredient)[] OpioidCompounds =
        [("CO-CODAMOL", "CODEINE"), ("CO-DYDRAMOL", "DIHYDROCODEINE"), ("CO-PROXAMOL", "PROPOXYPHENE")];

    // Herbal products seldom have a code. Each of these words, whole, is a product of the group of the one herbal row (clinical page, herbal-sedative).
    private static readonly string[] HerbalProducts =
        ["VALERIAN", "KAVA", "KRATOM", "PASSIONFLOWER", "HOPS", "SKULLCAP", "CANNABIS", "CBD", "MELATONIN"];

    private readonly Dictionary<string, List<Name>> _byFirstWord = new(StringComparer.Ordinal);

    public DrugNames(ValueSets sets, IReadOnlyList<OtherDrugName> others)
    {
        foreach (OtherDrugName other in others)
        {
            Add(FoldedText.Fold(other.Name), sets.Rows(other.Set).First(row => row.Code == other.Code));
        }

        foreach (string set in sets.Names)
        {
            ImmutableArray<ValueSetRow> rows = sets.Rows(set);
            Dictionary<string, ValueSetRow> ingredients = IngredientsOf(rows);
            foreach ((string name, ValueSetRow row) in ingredients)
            {
                Add(name, row);
            }

            AddBrands(rows, ingredients);
            if (rows.FirstOrDefault(row => row.Group == "herbal") is { } herbal)
            {
                Array.ForEach(HerbalProducts, name => Add(name, herbal with { Display = name }));
            }

            if (set == "opioids")
            {
                foreach ((string name, string ingredient) in OpioidCompounds)
                {
                    if (ingredients.TryGetValue(ingredient, out ValueSetRow? row))
                    {
                        Add(name, row);
                    }
                }
            }
        }

        // The longer name first: lithium carbonate is the better row for its text than lithium.
        foreach (List<Name> names in _byFirstWord.Values)
        {
            names.Sort((one, other) => other.Text.Length.CompareTo(one.Text.Length));
        }
    }

    /// <summary>The rows of every name that stands in a folded text as whole words, in the order of the text.</summary>
    public IReadOnlyList<ValueSetRow> Find(ReadOnlySpan<char> folded)
    {
        List<ValueSetRow>? found = null;
        Dictionary<string, List<Name>>.AlternateLookup<ReadOnlySpan<char>> names = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int at = 0; at < folded.Length; at++)
        {
            if (!char.IsLetter(folded[at]))
            {
                continue;
            }

            ReadOnlySpan<char> word = WordAt(folded, at);
            if (names.TryGetValue(word, out List<Name>? candidates))
            {
                foreach (Name name in candidates)
                {
                    if (FoldedText.StandsAt(folded, at - name.Lead, name.Text))
                    {
                        (found ??= []).Add(name.Row);
                    }
                }
            }

            at += word.Length - 1;
        }

        return found ?? [];
    }

    private static Dictionary<string, ValueSetRow> IngredientsOf(ImmutableArray<ValueSetRow> rows)
    {
        Dictionary<string, ValueSetRow> ingredients = new(StringComparer.Ordinal);
        foreach (ValueSetRow row in rows)
        {
            if ((row.Level is "IN" or "substance") && NameIn(row.Display) is { Length: > 0 } name)
            {
                ingredients.TryAdd(name, row);
            }
        }

        return ingredients;
    }

    // What stands in brackets is a remark or SNOMED CT's "(substance)", not part of the name.
    internal static string NameIn(string display)
    {
        int bracket = display.IndexOf('(', StringComparison.Ordinal);
        return FoldedText.Fold(bracket < 0 ? display : display.AsSpan(0, bracket));
    }

    // The brand that ends a branded row stands for the row, which is as much as a name alone says. In a set of one drug's products it
    // stands for the drug, because it tells neither strength nor route.
    private void AddBrands(ImmutableArray<ValueSetRow> rows, Dictionary<string, ValueSetRow> ingredients)
    {
        bool isOneDrug = !rows.All(row => row.StrengthMg is null);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ValueSetRow row in rows)
        {
            if (BrandOf(row) is not { Length: > 0 } brand)
            {
                continue;
            }

            if (isOneDrug)
            {
                string display = FoldedText.Fold(row.Display);
                foreach ((string ingredient, ValueSetRow ingredientRow) in ingredients)
                {
                    if (FoldedText.StandsAt(display, 0, ingredient))
                    {
                        Add(brand, ingredientRow);
                    }
                }
            }
            else if (seen.Add(brand))
            {
                Add(brand, row);
            }
        }
    }

    // RxNorm tells a brand's recipes apart by "Reformulated May 2009", which nobody writes.
    private static string? BrandOf(ValueSetRow row)
    {
        int open = row.Display.LastIndexOf('[');
        if (row.Level != "SBD" || open < 0 || row.Display[^1] != ']')
        {
            return null;
        }

        ReadOnlySpan<char> brand = row.Display.AsSpan(open + 1, row.Display.Length - open - 2);
        int remark = brand.IndexOf(" Reformulated ", StringComparison.Ordinal);
        return FoldedText.Fold(remark < 0 ? brand : brand[..remark]);
    }

    private void Add(string text, ValueSetRow row)
    {
        int lead = 0;
        while (lead < text.Length && !char.IsLetter(text[lead]))
        {
            lead++;
        }

        string firstWord = WordAt(text, lead).ToString();
        if (firstWord.Length == 0)
        {
            throw new InvalidDataException($"The value set {row.Set} names an ingredient '{row.Display}', which has no letter to find it by; mend the display.");
        }

        if (!_byFirstWord.TryGetValue(firstWord, out List<Name>? names))
        {
            _byFirstWord.Add(firstWord, names = []);
        }

        Name name = new(text, lead, row);
        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[start..end];
    }

    /// <param name="Text">The name, folded.</param>
    /// <param name="Lead">How many characters stand before its first letter.</param>
    /// <param name="Row">The row it stands for.</param>
    private sealed record Name(string Text, int Lead, ValueSetRow Row);
}
