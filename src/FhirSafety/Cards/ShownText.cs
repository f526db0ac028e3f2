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
        Span<char> units = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                continue;
            }

            // One rune over the limit is enough to know that it must be cut.
            if (clean.Length > Longest)
            {
                break;
            }

            clean.Append(Rune.IsWhiteSpace(rune) ? " " : units[..rune.EncodeToUtf16(units)]);
        }

        return Cut(clean.ToString().Trim(), Longest);
    }

    /// <summary>A text of at most some UTF-16 units; what is cut ends in an ellipsis and never inside a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Cleaned, cut, and with the marks of Markdown and HTML escaped.</summary>
    public static string Markdown(string text)
    {
        string plain = Plain(text);
        StringBuilder escaped = new(plain.Length + 8);
        for (int i = 0; i < plain.Length; i++)
        {
            char one = plain[i];
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
                    if (MarkdownMarks.Contains(one, StringComparison.Ordinal) || StartsLink(plain, i))
                    {
                        escaped.Append('\\');
                    }

                    escaped.Append(one);
                    break;
            }
        }

        return escaped.ToString();
    }

    // GitHub Flavored Markdown makes links of bare addresses; a number's point stays as it is.
    private static bool StartsLink(string text, int at) => text[at] switch
    {
        '@' => true,
        ':' => at + 1 < text.Length && text[at + 1] == '/',
        '.' => at >= 3 && text.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    // Bidirectional controls can make a dose read backwards.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        && !Rune.IsWhiteSpace(rune);
}
