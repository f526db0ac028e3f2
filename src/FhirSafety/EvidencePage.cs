using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FhirSafety.Terminology;

namespace FhirSafety;

/// <summary>
/// Why a precaution says what it says, in Markdown, with the policy entries and value sets it names in backticks. How a page
/// is written is told in the README beside the pages.
/// </summary>
/// <param name="Id">The precaution; empty for the page about all of them.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Markdown">What follows the first line.</param>
/// <param name="Numbers">The entries it names, and all indicators of the precaution, in the order of the policy.</param>
/// <param name="ValueSets">The value sets it names.</param>
/// <param name="Unknown">Names on the page that no entry and no value set answers to; shown as they stand.</param>
public sealed partial record EvidencePage(
    string Id, string Title, string Markdown, ImmutableArray<PolicyEntry> Numbers, ImmutableArray<string> ValueSets, ImmutableArray<string> Unknown)
{
    private const string IndexFile = "README";
    private const string ValueSetEnd = ".csv";

    // The rest of the README is for those who write pages, not for those who read them.
    private const string ForWriters = "\n## Writing a page";

    /// <summary>Reads every page of a folder, the one about all of them first, then by id.</summary>
    public static ImmutableArray<EvidencePage> ReadAll(string folder, ImmutableArray<PolicyEntry> entries, ValueSets terms)
    {
        HashSet<string> sets = [.. terms.Names];
        return
        [
            .. Directory.GetFiles(folder, "*.md")
                .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file), entries, sets))
                .OrderBy(page => page.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a name on a page, such as <c>renal.bands.*.start</c> or <c>renal.windows.*</c>, names an entry.</summary>
    /// <remarks>A <c>*</c> stands for one part; at the end for all below.</remarks>
    public static bool Covers(string name, string path)
    {
        string[] wanted = name.Split('.');
        string[] parts = path.Split('.');
        bool open = wanted[^1] == "*" && parts.Length > wanted.Length;
        return (open || parts.Length == wanted.Length) && !wanted.Where((part, place) => part != "*" && part != parts[place]).Any();
    }

    private static EvidencePage Read(string file, string text, ImmutableArray<PolicyEntry> entries, HashSet<string> sets)
    {
        string id = file == IndexFile ? "" : file;
        string shown = text.ReplaceLineEndings("\n").Split(ForWriters)[0];
        string[] halves = shown.TrimStart('#', ' ').Split('\n', 2);
        string[] names = [.. CodeSpan().Matches(shown).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
        string[] paths = [.. names.Where(name => PolicyPath().IsMatch(name) || entries.Any(entry => entry.Path == name))];
        string[] files = [.. names.Where(name => name.EndsWith(ValueSetEnd, StringComparison.Ordinal)).Select(name => name[..^ValueSetEnd.Length])];
        return new EvidencePage(
            id,
            halves[0],
            halves.Length > 1 ? halves[1] : "",
            [.. entries.Where(entry => entry.Path.StartsWith($"indicators.{id}.", StringComparison.Ordinal) || paths.Any(path => Covers(path, entry.Path)))],
            [.. files.Where(sets.Contains)],
            [.. paths.Where(path => !entries.Any(entry => Covers(path, entry.Path))), .. files.Where(set => !sets.Contains(set))]);
    }

    [GeneratedRegex("`(?<name>[^`\n]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeSpan();

    // Files are no paths, and neither is what begins with a capital, such as Observation.value.
    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*(\.([A-Za-z0-9-]+|\*))+(?<!\.csv|\.json|\.md)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PolicyPath();
}
