using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Cards;

/// <summary>A taper as people read it: a list in Markdown that also reads as plain text.</summary>
internal static class TaperText
{
    /// <summary>Most rows of a list; what follows is told in one line.</summary>
    public const int MostRows = 5;

    /// <summary>The first rows, and where they lead to.</summary>
    public static string List(Words words, Act.Taper taper)
    {
        ImmutableArray<TaperStep> steps = taper.Steps;
        List<string> lines = [.. steps.Take(MostRows).Select(step => Row(words, step))];
        if (steps.Length > MostRows)
        {
            string further = steps.Length == MostRows + 1 ? "taper.furtherOne" : "taper.further";
            lines.Add(words.Plain(new(further, ("n", Number(steps.Length - MostRows)), ("day", Number(steps[^1].FirstDay)), ("dose", RegimenWords.Amount(steps[^1].Regimen.MgADay)))));
        }

        if (steps[^1].LastDay is { } last)
        {
            lines.Add(words.Plain(new("taper.stop", ("day", Number(last + 1)))));
        }

        return string.Join('\n', lines.Select(line => $"- {line}"));
    }

    /// <summary>One row: "Day 1-3: 50 mg/day (15-17.5-17.5)", the parts from morning to night.</summary>
    public static string Row(Words words, TaperStep step)
    {
        (string, string)[] dose = [("dose", RegimenWords.Amount(step.Regimen.MgADay)), ("parts", string.Join('-', step.Regimen.Parts.Select(RegimenWords.Amount)))];
        return step.LastDay is { } last
            ? words.Plain(new("taper.row", [("days", last == step.FirstDay ? Number(last) : $"{Number(step.FirstDay)}-{Number(last)}"), .. dose]))
            : words.Plain(new("taper.stay", [("day", Number(step.FirstDay)), .. dose]));
    }

    /// <summary>What accepting it does.</summary>
    public static string Label(Words words, Act.Taper taper)
    {
        (string, string)[] course = [("from", RegimenWords.Amount(taper.FromMg)), ("to", RegimenWords.Amount(taper.ToMg))];
        return taper.Steps.Sum(step => step.Days ?? 0) is > 0 and var days
            ? words.Plain(new("suggest.taper", [.. course, ("days", Number(days))]))
            : words.Plain(new("suggest.taperAtOnce", [.. course]));
    }

    /// <summary>What accepting a titration does.</summary>
    public static string Label(Words words, Act.Titration titration) => words.Plain(new(
        "suggest.titration",
        ("doses", string.Join(", ", titration.Steps.Select(step => RegimenWords.Amount(step.Regimen.MgADay)))),
        ("days", Number(titration.Steps[0].Days!.Value))));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
