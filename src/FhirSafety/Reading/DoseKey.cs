using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>The dosages of a drug that is no more than compared with itself: a text that changes when the dose does.</summary>
/// <remarks>
/// Structure counts, else the words. One dose written in two ways gives two texts, which says "may have been changed": the stricter
/// reading. The product is part of it, since "one tablet" of another strength is another dose.
/// </remarks>
internal static class DoseKey
{
    private static readonly (string Name, byte[] Utf8)[] Repeats =
    [
        .. ((string[])["frequency", "frequencyMax", "period", "periodMax", "periodUnit", "timeOfDay", "when", "dayOfWeek", "duration", "durationUnit"])
            .Select(name => (name, Encoding.UTF8.GetBytes(name))),
    ];

    /// <summary>The text; null without a dosage.</summary>
    /// <param name="record">The order, statement or supply.</param>
    /// <param name="product">What the record calls its product.</param>
    public static string? Of(JsonElement record, string? product)
    {
        List<string> dosages = [];
        StringBuilder key = new(128);
        AddAll(References.Objects(record, "dosageInstruction"u8), dosages, key);
        AddAll(References.Objects(record, "dosage"u8), dosages, key);
        if (dosages.Count == 0)
        {
            return null;
        }

        dosages.Sort(StringComparer.Ordinal);
        Write(product, key.Clear());
        foreach (string dosage in dosages)
        {
            key.Append(" | ").Append(dosage);
        }

        return key.ToString();
    }

    /// <summary>Whether every dosage is "as needed".</summary>
    public static bool IsAsNeeded(JsonElement record)
    {
        bool asNeeded = false;
        return Are(References.Objects(record, "dosageInstruction"u8)) && Are(References.Objects(record, "dosage"u8)) && asNeeded;

        bool Are(ObjectElements dosages)
        {
            foreach (JsonElement dosage in dosages)
            {
                asNeeded = References.IsTrue(dosage, "asNeededBoolean"u8) || References.Object(dosage, "asNeededCodeableConcept"u8) is not null;
                if (!asNeeded)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static void AddAll(ObjectElements dosages, List<string> keys, StringBuilder key)
    {
        foreach (JsonElement dosage in dosages)
        {
            WriteDosage(dosage, key.Clear());
            if (key.Length > 0)
            {
                keys.Add(key.ToString());
            }
        }
    }

    private static void WriteDosage(JsonElement dosage, StringBuilder key)
    {
        WriteAmounts(dosage, key);
        foreach (JsonElement rate in References.Objects(dosage, "doseAndRate"u8))
        {
            WriteAmounts(rate, key);
        }

        if (key.Length == 0)
        {
            Write(References.Text(dosage, "text"u8), key);
            return;
        }

        if (References.Object(dosage, "timing"u8) is { } timing)
        {
            WriteTiming(timing, key);
        }

        if (References.Object(dosage, "maxDosePerPeriod"u8) is { } most)
        {
            Write(most, key);
        }
    }

    private static void WriteAmounts(JsonElement rate, StringBuilder key)
    {
        foreach (JsonProperty member in rate.EnumerateObject())
        {
            if (IsAmount(JsonMarshal.GetRawUtf8PropertyName(member)))
            {
                Write(member.Value, key);
            }
        }
    }

    private static bool IsAmount(ReadOnlySpan<byte> name) =>
        name.StartsWith("dose"u8) && !name.SequenceEqual("doseAndRate"u8) || name.StartsWith("rate"u8);

    private static void WriteTiming(JsonElement timing, StringBuilder key)
    {
        if (References.Object(timing, "repeat"u8) is { } repeat)
        {
            foreach ((string name, byte[] utf8) in Repeats)
            {
                if (repeat.TryGetProperty(utf8, out JsonElement value))
                {
                    Write(value, key.Append(name));
                }
            }
        }
        else if (References.Object(timing, "code"u8) is { } code)
        {
            key.Append(FoldedText.Fold(Codings.WordsOf(code))).AppendJoin(',', Codings.Of(code).Select(coding => coding.Code));
        }
    }

    // Numbers without trailing zeros, and of a Quantity its unit once: systems and extensions make no other dose.
    private static void Write(JsonElement value, StringBuilder key)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.TryGetProperty("value"u8, out JsonElement number):
                Write(number, key);
                Write(References.Text(value, "unit"u8) ?? References.Text(value, "code"u8), key);
                key.Append(';');
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
                {
                    Write(member.Value, key.Append(member.Name));
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(item, key);
                }

                break;
            case JsonValueKind.Number when value.TryGetDecimal(out decimal amount):
                decimal shortest = amount.Scale == 0 ? amount : amount / 1.000000000000000000000000000m;
                key.Append(CultureInfo.InvariantCulture, $"{shortest} ");
                break;
            case JsonValueKind.String:
                Write(value.GetString(), key);
                key.Append(' ');
                break;
            default:
                break;
        }
    }

    private static void Write(ReadOnlySpan<char> text, StringBuilder key) =>
        key.Append(FoldedText.Fold(text, stackalloc char[Math.Min(text.Length, FoldedText.Longest)]).TrimEnd(' '));
}
