using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace FhirSafety.CdsHooks;

/// <summary>Turns the bytes of a hook call into JSON that the rest of the check can read without surprises.</summary>
/// <remarks>
/// Stricter than JSON asks: a repeated member has no single meaning, and text that is not Unicode would throw wherever it
/// is first read, long after the caller could be told.
/// </remarks>
public static class HookBody
{
    private const string Advice = "Send one JSON object in UTF-8 without comments, trailing commas or repeated members, nested at most 64 deep.";

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 64,
    };

    /// <summary>Parses a body.</summary>
    /// <param name="utf8">The bytes; the document reads them in place, so they must outlive it.</param>
    /// <param name="document">The document, which the caller disposes of.</param>
    /// <param name="refusal">Where the body is broken, without any of its content.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        document = null;
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (!Utf8.IsValid(utf8.Span) || HalvesACharacter(utf8.Span))
        {
            refusal = Malformed("The body holds text that is not valid Unicode.");
            return false;
        }

        try
        {
            document = JsonDocument.Parse(utf8, Strict);
            refusal = null;
            return true;
        }
        catch (JsonException fault)
        {
            // The exception's own message may quote the body.
            refusal = Malformed(Where(fault));
            return false;
        }
    }

    private static Refusal Malformed(string what) => new(400, RefusalCodes.MalformedJson, $"{what} {Advice}");

    private static string Where(JsonException fault) =>
        fault is { LineNumber: { } line, BytePositionInLine: { } position }
            ? string.Create(CultureInfo.InvariantCulture, $"The body stops being JSON this service reads at line {line + 1}, byte {position + 1}.")
            : "The body is not JSON this service reads.";

    /// <summary>Whether an escape such as <c>\ud83d</c> stands without its other half.</summary>
    private static bool HalvesACharacter(ReadOnlySpan<byte> json)
    {
        for (int at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length; at = json.IndexOf((byte)'\\'))
        {
            json = json[at..];
            int length = 2;
            if (Escaped(json) is { } unit && char.IsSurrogate(unit))
            {
                if (!char.IsHighSurrogate(unit) || Escaped(json[6..]) is not { } next || !char.IsLowSurrogate(next))
                {
                    return true;
                }

                length = 12;
            }

            json = json[length..];
        }

        return false;
    }

    private static char? Escaped(ReadOnlySpan<byte> json) =>
        json.StartsWith("\\u"u8) && json.Length >= 6
            && Utf8Parser.TryParse(json[2..6], out ushort unit, out int used, 'x') && used == 4
            ? (char)unit
            : null;
}
