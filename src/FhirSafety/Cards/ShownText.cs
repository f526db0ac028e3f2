using System.Globalization;
using System.Text;

namespace FhirSafety.Cards;

/// <summary>Text from a request made safe to show: no control or bidirectional characters, at most 40 characters, escaped.</summary>
internal static class ShownText
{
    private const int Longest = 40;
    private const string MarkdownMarks = "\\`*_{}[]#|~";

    /// <summary>Cleaned and cut, for places that show plain text.</summary>
    public static string Plain(string text)
    {
        StringBuilder clean = new(Math.Min(text.Length, Longest));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                continue;
            }

            if (clean.Length + rune.Utf16SequenceLength > Longest)
            {
                return clean.ToString().TrimEnd() + "…";
            }

            clean.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>Cleaned, cut, and with the marks of Markdown and HTML escaped.</summary>
    public static string Markdown(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (char one in Plain(text))
        {
            switch (one)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                default:
                    if (MarkdownMarks.Contains(one, StringComparison.Ordinal))
                    {
                        escaped.Append('\\');
                    }

                    escaped.Append(one);
                    break;
            }
        }

        return escaped.ToString();
    }

    // Bidirectional controls can make a dose read backwards.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        && !Rune.IsWhiteSpace(rune);
}
