using System.Collections.Frozen;

namespace FhirSafety.Clinical;

/// <summary>What an amount is counted in: the closed table of the clinical page, section 6.</summary>
public enum DoseUnit
{
    /// <summary>No unit was given.</summary>
    None,

    /// <summary>A unit outside the table, a spoon among them, or a code and a word that contradict each other.</summary>
    NotUnderstood,

    /// <summary>Milligrams.</summary>
    Milligram,

    /// <summary>Micrograms.</summary>
    Microgram,

    /// <summary>Grams.</summary>
    Gram,

    /// <summary>Millilitres.</summary>
    Millilitre,

    /// <summary>Tablets, capsules or packets.</summary>
    Piece,
}

/// <summary>Reads units. Nothing is guessed: what is not in the tables is not understood.</summary>
internal static class DoseUnits
{
    private static readonly FrozenDictionary<string, DoseUnit> Amounts = Table(
        (DoseUnit.Milligram, ["mg", "mgs", "milligram", "milligrams", "milligram(s)"]),
        // Both signs for micro (U+00B5 and U+03BC) are this one when letter case is ignored.
        (DoseUnit.Microgram, ["mcg", "mcgs", "ug", "\u00B5g", "microgram", "micrograms", "microgram(s)"]),
        (DoseUnit.Gram, ["g", "gm", "gram", "grams", "gram(s)"]),
        (DoseUnit.Millilitre, ["ml", "mls", "millilitre", "millilitres", "milliliter", "milliliters", "millilitre(s)", "milliliter(s)"]),
        (DoseUnit.Piece,
        [
            "1", "{tablet}", "{tablets}", "{tbl}", "{tab}", "{pill}", "{capsule}", "{cap}", "{packet}",
            "tab", "tabs", "tab(s)", "tablet", "tablets", "tablet(s)", "pill", "pills", "pill(s)",
            "cap", "caps", "cap(s)", "capsule", "capsules", "capsule(s)", "packet", "packets", "packet(s)",
            "tablette", "tabletten", "kapsel", "kapseln", "comprimé", "comprimés", "gélule", "gélules", "compressa", "compresse", "comprimido", "comprimidos",
            // SNOMED CT "Tablet", the form UK systems count by.
            "428673006",
        ]));

    // FHIR's unit codes and the words senders put in their place ("Day", "days").
    private static readonly FrozenDictionary<string, TimeUnit> Times = new Dictionary<string, TimeUnit>(StringComparer.OrdinalIgnoreCase)
    {
        ["min"] = new(1440, 1),
        ["h"] = new(24, 1),
        ["hr"] = new(24, 1),
        ["hour"] = new(24, 1),
        ["hours"] = new(24, 1),
        ["24h"] = new(1, 1),
        ["24hr"] = new(1, 1),
        ["d"] = new(1, 1),
        ["day"] = new(1, 1),
        ["days"] = new(1, 1),
        ["wk"] = new(1, 7),
        ["week"] = new(1, 7),
        ["weeks"] = new(1, 7),
        ["mo"] = new(1, 30),
        ["month"] = new(1, 30),
        ["months"] = new(1, 30),
        ["a"] = new(1, 365),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The unit that a quantity's code and word give together.</summary>
    /// <remarks>Code mg beside the word mcg is a thousandfold error one way or the other, so neither is believed.</remarks>
    public static DoseUnit Read(string? code, string? word)
    {
        if (string.IsNullOrWhiteSpace(code) && string.IsNullOrWhiteSpace(word))
        {
            return DoseUnit.None;
        }

        DoseUnit byCode = Read(code);
        DoseUnit byWord = Read(word);
        if (byCode == DoseUnit.NotUnderstood || byCode == byWord)
        {
            return byWord;
        }

        return byWord == DoseUnit.NotUnderstood ? byCode : DoseUnit.NotUnderstood;
    }

    /// <summary>A time unit, by its FHIR code or an English word; null when it is neither.</summary>
    public static TimeUnit? ReadTime(string? unit) =>
        unit is not null && Times.TryGetValue(unit.Trim(), out TimeUnit time) ? time : null;

    private static DoseUnit Read(string? unit) =>
        unit is not null && Amounts.TryGetValue(unit.Trim(), out DoseUnit known) ? known : DoseUnit.NotUnderstood;

    private static FrozenDictionary<string, DoseUnit> Table(params ReadOnlySpan<(DoseUnit Unit, string[] Names)> rows)
    {
        Dictionary<string, DoseUnit> table = new(StringComparer.OrdinalIgnoreCase);
        foreach ((DoseUnit unit, string[] names) in rows)
        {
            foreach (string name in names)
            {
                table.Add(name, unit);
            }
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>A unit of time as a fraction of a day, kept as two whole numbers because 1/24 has no exact decimal.</summary>
/// <param name="PerDays">How many of it make up <paramref name="Days"/>.</param>
/// <param name="Days">Days.</param>
internal readonly record struct TimeUnit(decimal PerDays, decimal Days);
