using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FhirSafety.Terminology;

/// <summary>Which active ingredients a medicine's place in a value set stands for, by names that are the same in all sets.</summary>
/// <remarks>
/// Rows carry no ingredient of their own, but their displays name it: the names of a set's ingredient rows are looked for in them. The row
/// of a class (an ATC prefix) names none; then the medicine's own words and ATC code do.
/// </remarks>
internal sealed class IngredientNames(DrugNames names)
{
    // One drug, two names: international against American, a salt or a precursor against its base. Left is what the sets list under either name.
    private static readonly FrozenDictionary<string, string> SameAs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CHLORTALIDONE"] = "CHLORTHALIDONE",
        ["DEXTROPROPOXYPHENE"] = "PROPOXYPHENE",
        ["DIAMORPHINE"] = "HEROIN",
        ["DIVALPROEX SODIUM"] = "VALPROATE",
        ["GLYCERYL TRINITRATE"] = "NITROGLYCERIN",
        ["INDOMETACIN"] = "INDOMETHACIN",
        ["MECLOZINE"] = "MECLIZINE",
        ["METHYLPHENOBARBITAL"] = "MEPHOBARBITAL",
        ["PETHIDINE"] = "MEPERIDINE",
        ["TETRAHYDROCANNABINOL"] = "DRONABINOL",
        ["TORASEMIDE"] = "TORSEMIDE",
        ["VALERIANAE RADIX"] = "VALERIAN",
        ["VALPROIC ACID"] = "VALPROATE",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // At most one entry a row, and rows are fixed at the start; so are the names of a set.
    private readonly ConcurrentDictionary<ValueSetRow, ImmutableArray<string>> _ofRows = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(string Set, string Name), string?> _groups = new();

    /// <summary>The ingredients that a hit stands for: one, or those of a combination that belong to the hit's set.</summary>
    /// <param name="row">The row that was hit.</param>
    /// <param name="codings">The medicine's codings.</param>
    /// <param name="text">The medicine's text.</param>
    /// <returns>Folded names, never empty: where no name is found the ATC code, else what the row's product begins with, else its code.</returns>
    public ImmutableArray<string> Of(ValueSetRow row, IReadOnlyList<DrugCoding> codings, string? text)
    {
        ImmutableArray<string> named = _ofRows.TryGetValue(row, out ImmutableArray<string> known) ? known : _ofRows.GetOrAdd(row, OfRow);
        if (!named.IsEmpty)
        {
            return named;
        }

        ImmutableArray<string> said = [.. codings.Select(coding => coding.Display).Append(text).SelectMany(words => In(words, row.Set)).Distinct(StringComparer.Ordinal)];
        return UnderOneName(said.IsEmpty ? [AtcOf(codings) ?? Beginning(row) ?? row.Code] : said);
    }

    /// <summary>The group in which an ingredient of a row counts.</summary>
    /// <remarks>
    /// Of a combination the row's group is that of the whole, so each has its own. A product of one ingredient keeps the row's: its form may
    /// decide, as of selegiline, against Parkinson's disease by mouth and an antidepressant as a patch.
    /// </remarks>
    public string GroupOf(ValueSetRow row, string name) =>
        (IsOneProduct(row) ? null : GroupOf(row.Set, name)) ?? row.Group;

    private bool IsOneProduct(ValueSetRow row) =>
        row is { IsPrefix: false, Level: not ("IN" or "substance") } && _ofRows.TryGetValue(row, out ImmutableArray<string> named) && named.Length == 1;

    // Null where the set has no row of that name.
    private string? GroupOf(string set, string name)
    {
        if (_groups.TryGetValue((set, name), out string? group))
        {
            return group;
        }

        group = names.Find(name).FirstOrDefault(row => row.Set == set && DrugNames.NameIn(row.Display) == name)?.Group;
        if (group is not null)
        {
            // Only names of rows are kept: a code that a request made up is not.
            _groups[(set, name)] = group;
        }

        return group;
    }

    private ImmutableArray<string> OfRow(ValueSetRow row) => UnderOneName(In(WithoutBrand(row.Display), row.Set));

    private static ImmutableArray<string> UnderOneName(ImmutableArray<string> names) =>
        [.. names.Select(name => SameAs.GetValueOrDefault(name, name)).Distinct(StringComparer.Ordinal)];

    private ImmutableArray<string> In(string? words, string set)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return [];
        }

        List<string> found = [];
        foreach (ValueSetRow row in names.Find(FoldedText.Fold(words)))
        {
            if (row.Set == set)
            {
                // A brand is not the name of an ingredient; its row says what is in it.
                found.AddRange(row.Level == "SBD" ? In(WithoutBrand(row.Display), set) : [DrugNames.NameIn(row.Display)]);
            }
        }

        // Where the salt is listed beside its base ("lithium carbonate", "lithium") both are the base.
        return [.. found.Where(name => !found.Exists(other => other != name && FoldedText.Says(name, other))).Distinct(StringComparer.Ordinal)];
    }

    // A brand in brackets may hold the name of another drug: [Soma Compound with Codeine].
    private static string WithoutBrand(string display)
    {
        int open = display.LastIndexOf('[');
        return open > 0 ? display[..open] : display;
    }

    // "24 HR divalproex sodium 250 MG ..." of a set that has no row for the ingredient: the words before the strength.
    private static string? Beginning(ValueSetRow row)
    {
        string[] parts =
        [
            .. WithoutBrand(row.Display).Split(" / ").Select(part =>
            {
                string[] words = FoldedText.Fold(part).Split(' ');
                bool leads = words is [[>= '0' and <= '9', ..], "HR" or "ML", ..];
                return string.Join(' ', words.Skip(leads ? 2 : 0).TakeWhile(word => word.All(c => char.IsLetter(c) || c == '-')));
            }),
        ];
        return row.IsPrefix || Array.Exists(parts, part => part.Length == 0) ? null : string.Join(" / ", parts);
    }

    private static string? AtcOf(IReadOnlyList<DrugCoding> codings) => codings
        .Where(coding => CodeSystems.Of(coding.System) == CodeSystem.Atc && coding.Code is { Length: 7 })
        .Select(coding => coding.Code!.ToUpperInvariant())
        .FirstOrDefault();
}
