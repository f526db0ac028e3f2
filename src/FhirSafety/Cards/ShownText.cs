using System.Buffers;
using System.Globalization;
using System.Text;

namespace FhirSafety.Cards;

/// <summary>Text from a request made safe to show: no control, bidirectional or invisible characters, at most 40 characters, escaped.</summary>
internal static class ShownText
{
    private const int Longest = 40;

    // More combining marks on one letter cover the lines above and below.
    private const int MostMarks = 3;

    private const string MarkdownMarks = "\\`*_{}[]#|~$^=";

    // All that can need an escape anywhere in a text.
    private static readonly SearchValues<char> Escaped = SearchValues.Create($"<>&{MarkdownMarks}.)@/");

    /// <summary>Cleaned and cut, for places that show plain text.</summary>
    public static string Plain(string text)
    {
        // Of most values, dates and numbers among them, nothing is to be cleaned.
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return text;
        }

        StringBuilder clean = new(Math.Min(text.Length, Longest + 2));
        Span<char> units = stackalloc char[2];
        int marks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            // One rune over the limit is enough to know that it must be cut.
            if (clean.Length > Longest)
            {
                break;
            }

            marks = IsMark(rune) ? marks + 1 : 0;
            if (Rune.IsWhiteSpace(rune))
            {
                AppendSpace(clean);
            }
            else if (!IsHidden(rune) && marks <= MostMarks)
            {
                clean.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return Cut(clean.ToString().TrimEnd(), Longest);
    }

    /// <summary>A text of at most some UTF-16 units; what is cut ends in an ellipsis and never inside a character as people see it.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) is var next && next < longest)
        {
            end = next;
        }

        // One character of many parts that is longer than the whole limit: its first parts are better than nothing.
        end = end > 0 ? end : char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Cleaned, cut, and with the marks of Markdown and HTML escaped.</summary>
    public static string Markdown(string text) => Escape(Plain(text));

    /// <summary>Plain text with the marks of Markdown and HTML escaped.</summary>
    public static string Escape(string plain)
    {
        if (!plain.AsSpan().ContainsAny(Escaped) && plain is not ['-' or '+' or ':', ..])
        {
            return plain;
        }

        StringBuilder escaped = new(plain.Length + 8);
        for (int at = 0; at < plain.Length; at++)
        {
            _ = plain[at] switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                var one when MarkdownMarks.Contains(one, StringComparison.Ordinal) || StartsBlock(plain, at) => escaped.Append('\\').Append(one),
                var one => escaped.Append(one),
            };
            if (IsInsideLink(plain, at))
            {
                escaped.Append(' ');
            }
        }

        return escaped.ToString();
    }

    // A list or a renderer's own block, when the text begins a line.
    private static bool StartsBlock(string text, int at) => text[at] switch
    {
        '-' or '+' or ':' => at == 0,
        '.' or ')' => at is > 0 and < 10 && !text.AsSpan(0, at).ContainsAnyExceptInRange('0', '9') && (at + 1 == text.Length || text[at + 1] == ' '),
        _ => false,
    };

    // Bare addresses become links after escapes are resolved, so only a space stops them; a number's point stays as it is.
    private static bool IsInsideLink(string text, int at)
    {
        if (at == 0 || at + 1 == text.Length || text[at + 1] == ' ')
        {
            return text[at] == '@' && at + 1 < text.Length && text[at + 1] != ' ';
        }

        return text[at] switch
        {
            '@' => true,
            '/' => text[at + 1] == '/',
            '.' => (char.IsLetter(text[at + 1]) && char.IsLetterOrDigit(text[at - 1])) || text.AsSpan(0, at).EndsWith("www", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static void AppendSpace(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] != ' ')
        {
            clean.Append(' ');
        }
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // Bidirectional controls can make a dose read backwards; what cannot be seen can make two names look alike.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || IsBlank(rune.Value);

    // Letters and marks that Unicode lists as default-ignorable, and the empty Braille cell.
    private static bool IsBlank(int rune) => rune is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
