using System.Text;

namespace FhirSafety.Terminology;

/// <summary>Text in the form names are looked for in: upper case, one space for any white space, one dash for any dash.</summary>
internal static class FoldedText
{
    /// <summary>How many characters of a text are searched. A medicine's name stands at the front; a hostile text costs no more.</summary>
    public const int Longest = 1000;

    /// <summary>Writes the first <see cref="Longest"/> characters of a text in folded form, and returns what was written.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> into)
    {
        text = text.Length > Longest ? text[..Longest] : text;
        if (IsPlain(text))
        {
            Ascii.ToUpper(text, into, out int written);
            return into[..written];
        }

        int length = 0;
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                into[length++] = IsDash(c) ? '-' : char.ToUpperInvariant(c);
            }
            else if (length > 0 && into[length - 1] != ' ')
            {
                into[length++] = ' ';
            }
        }

        return into[..length];
    }

    public static string Fold(ReadOnlySpan<char> text) =>
        text.IsEmpty ? string.Empty : Fold(text, stackalloc char[Math.Min(text.Length, Longest)]).TrimEnd(' ').ToString();

    /// <summary>Whether anything but white space stands in what is searched of a text. A megabyte of spaces is not walked.</summary>
    public static bool HasWords(ReadOnlySpan<char> text) => !(text.Length > Longest ? text[..Longest] : text).IsWhiteSpace();

    /// <summary>Whether a phrase begins at a place and is not part of a longer word.</summary>
    public static bool StandsAt(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> phrase)
    {
        int end = start + phrase.Length;
        return start >= 0
            && text[start..].StartsWith(phrase, StringComparison.Ordinal)
            && (start == 0 || !char.IsLetter(text[start - 1]))
            && (end == text.Length || !char.IsLetter(text[end]));
    }

    /// <summary>Whether a phrase stands anywhere in a text as whole words.</summary>
    public static bool Says(ReadOnlySpan<char> text, ReadOnlySpan<char> phrase)
    {
        for (int from = 0; ;)
        {
            int found = text[from..].IndexOf(phrase, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            if (StandsAt(text, from + found, phrase))
            {
                return true;
            }

            from += found + 1;
        }
    }

    // Nearly every text: only its case differs from the folded form, which costs a tenth of going through it character by character.
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        Ascii.IsValid(text)
        && !text.StartsWith(' ')
        && !text.ContainsAnyInRange('\t', '\r')
        && !text.Contains("  ", StringComparison.Ordinal);

    // Word processors write co-codamol with any of these.
    private static bool IsDash(char c) => c is >= '\u2010' and <= '\u2015' or '\u2212' or '\uFE63' or '\uFF0D';
}
