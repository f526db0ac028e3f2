using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FhirSafety.Scenarios;

/// <summary>
/// A worked example: a folder under <c>cds-hooks/scenarios</c> with the call an EHR would send and the answer the clinical
/// page demands. Its dates are relative to the day it is used, so that no example goes stale.
/// </summary>
public static class Scenario
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a name is one that a folder can have: lower-case letters, digits and hyphens, so no path can be escaped.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The call of one scenario with its dates filled in; null when there is no scenario of that name.</summary>
    /// <param name="folder">The folder <c>cds-hooks/scenarios</c>.</param>
    /// <param name="name">The name, as a caller gave it.</param>
    /// <param name="now">The moment, in the site's zone: its date is today.</param>
    /// <exception cref="InvalidDataException">The file holds a token that is none; the message names it.</exception>
    public static byte[]? Request(string folder, string name, DateTimeOffset now)
    {
        string path = Path.Combine(folder, name, "request.json");
        return IsName(name) && File.Exists(path) ? FillInDates(File.ReadAllBytes(path), now) : null;
    }

    /// <summary>JSON with every date token replaced. All else is left as it is, numbers to the digit.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="now">The moment, in the site's zone: its date is today.</param>
    /// <exception cref="InvalidDataException">A text that begins with <c>@</c> is no token; the message names it.</exception>
    public static byte[] FillInDates(ReadOnlyMemory<byte> utf8, DateTimeOffset now)
    {
        using JsonDocument document = JsonDocument.Parse(utf8);
        ArrayBufferWriter<byte> filled = new(utf8.Length + 1024);
        using (Utf8JsonWriter writer = new(filled, Readable))
        {
            Write(document.RootElement, writer, now);
        }

        return filled.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer, DateTimeOffset now)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer, now);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, writer, now);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when element.GetString() is ['@', ..] token:
                writer.WriteStringValue(DateToken.Fill(token, now));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
