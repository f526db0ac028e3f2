using System.Collections.Immutable;
using System.Globalization;

namespace FhirSafety.Cards;

/// <summary>
/// The Markdown of a card, in the order of the clinical page: what was found, why it matters, what to do, source. Also reads
/// as plain text.
/// </summary>
internal static class CardDetail
{
    /// <summary>Most characters of a detail.</summary>
    public const int Longest = 1200;

    /// <summary>The detail of a card with its chief finding first.</summary>
    public static string Of(Words words, ImmutableArray<Finding> findings, ImmutableArray<Gap> gaps)
    {
        FindingMessage chief = findings[0].Message;
        string found = Paragraph(words, chief.Found);
        string why = Paragraph(words, chief.Why);
        string act = $"**{Paragraph(words, chief.Act)}**";
        string steps = findings.SelectMany(finding => finding.Acts).OfType<Act.Taper>().FirstOrDefault() is { } taper ? TaperText.List(words, taper) : "";
        ImmutableArray<string> lines = Lines(words, findings.AsSpan()[1..]);
        string others = string.Join('\n', lines);
        string unchecked_ = NotChecked(words, gaps);
        string source = Paragraph(words, [chief.Sources]);

        // What falls away first when there is too much: the reason why, then the source, then the steps, then the mildest lines, which the
        // card's findings name all the same. Never a gap, and never half a sentence.
        return Fit([found, why, act, steps, others, unchecked_, source])
            ?? Fit([found, act, steps, others, unchecked_, source])
            ?? Fit([act, steps, others, unchecked_])
            ?? Fit([act, others, unchecked_])
            ?? Fewer(words, [act], lines, unchecked_)
            ?? Fewer(words, [], lines, unchecked_)
            ?? unchecked_;
    }

    /// <summary>The detail of a card that only lists findings.</summary>
    public static string Of(Words words, ReadOnlySpan<Finding> findings, ImmutableArray<Gap> gaps) =>
        Fit([NotChecked(words, gaps), string.Join('\n', Lines(words, findings))]) ?? Fewer(words, [], Lines(words, findings), NotChecked(words, gaps)) ?? NotChecked(words, gaps);

    /// <summary>The detail of a card on what was not checked.</summary>
    public static string Of(Words words, ImmutableArray<Gap> gaps) =>
        Fit([NotChecked(words, gaps), words[gaps.All(gap => gap.Remedy is not null) ? "notChecked.actOrder" : "notChecked.act"]]) ?? ShownText.Cut(NotChecked(words, gaps), Longest);

    private static ImmutableArray<string> Lines(Words words, ReadOnlySpan<Finding> findings)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>(findings.Length);
        foreach (Finding finding in findings)
        {
            lines.Add($"- {words.Markdown(finding.Message.Summary)}");
        }

        return lines.MoveToImmutable();
    }

    private static string? Fewer(Words words, string[] before, ImmutableArray<string> lines, string after)
    {
        for (int kept = lines.Length - 1; kept >= 0; kept--)
        {
            string rest = $"- {words.Plain(new("further.more", ("n", (lines.Length - kept).ToString(CultureInfo.InvariantCulture))))}";
            if (Fit([.. before, string.Join('\n', [.. lines.Take(kept), rest]), after]) is { } detail)
            {
                return detail;
            }
        }

        return null;
    }

    private static string NotChecked(Words words, ImmutableArray<Gap> gaps) => gaps.IsEmpty
        ? ""
        : words["notChecked.line"].Replace("{what}", string.Join("; ", gaps.Select(gap => gap.Text(words))), StringComparison.Ordinal);

    private static string Paragraph(Words words, ImmutableArray<Phrase> phrases) =>
        string.Join(' ', phrases.Select(words.Markdown));

    private static string? Fit(string[] parts) => Join(parts) is { Length: <= Longest } detail ? detail : null;

    private static string Join(string[] parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));
}
