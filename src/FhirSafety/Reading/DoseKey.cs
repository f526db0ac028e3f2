using System.Globalization;
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
    private static readonly string[] Repeats =
        ["frequency", "frequencyMax", "period", "periodMax", "periodUnit", "timeOfDay", "when", "dayOfWeek", "duration", "durationUnit"];

    /// <summary>The text; null without a dosage.</summary>
    /// <param name="record">The order, statement or supply.</param>
    /// <param name="product">What the record calls its product.</param>
    public static string? Of(JsonElement record, string? product)
    {
        string[] dosages = [.. Dosages(record).Select(Of).Where(key => key.Length > 0).Order(StringComparer.Ordinal)];
        return dosages.Length == 0 ? null : FoldedText.Fold(product) + " | " + string.Join(" | ", dosages);
    }

    /// <summary>Whether every dosage is "as needed".</summary>
    public static bool IsAsNeeded(JsonElement record)
    {
        JsonElement[] dosages = [.. Dosages(record)];
        return dosages.Length > 0 && Array.TrueForAll(dosages, dosage =>
            References.IsTrue(dosage, "asNeededBoolean") || References.Object(dosage, "asNeededCodeableConcept") is not null);
    }

    private static IEnumerable<JsonElement> Dosages(JsonElement record) =>
        References.Objects(record, "dosageInstruction").Concat(References.Objects(record, "dosage"));

    private static string Of(JsonElement dosage)
    {
        StringBuilder key = new();
        foreach (JsonElement rate in References.Objects(dosage, "doseAndRate").Prepend(dosage))
        {
            foreach (JsonProperty member in rate.EnumerateObject().Where(member => IsAmount(member.Name)))
            {
                Write(member.Value, key);
            }
        }

        if (key.Length == 0)
        {
            return FoldedText.Fold(References.Text(dosage, "text"));
        }

        if (References.Object(dosage, "timing") is { } timing)
        {
            WriteTiming(timing, key);
        }

        if (References.Object(dosage, "maxDosePerPeriod") is { } most)
        {
            Write(most, key);
        }

        return key.ToString();
    }

    private static bool IsAmount(string name) =>
        name.StartsWith("dose", StringComparison.Ordinal) && name != "doseAndRate" || name.StartsWith("rate", StringComparison.Ordinal);

    private static void WriteTiming(JsonElement timing, StringBuilder key)
    {
        if (References.Object(timing, "repeat") is { } repeat)
        {
            foreach (string name in Repeats)
            {
                if (repeat.TryGetProperty(name, out JsonElement value))
                {
                    Write(value, key.Append(name));
                }
            }
        }
        else if (References.Object(timing, "code") is { } code)
        {
            key.Append(FoldedText.Fold(Codings.WordsOf(code))).AppendJoin(',', Codings.CodesOf(code).Select(coding => coding.Code));
        }
    }

    // Numbers without trailing zeros, and of a Quantity its unit once: systems and extensions make no other dose.
    private static void Write(JsonElement value, StringBuilder key)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.TryGetProperty("value", out JsonElement number):
                Write(number, key);
                key.Append(FoldedText.Fold(References.Text(value, "unit") ?? References.Text(value, "code"))).Append(';');
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
                key.Append((amount / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)).Append(' ');
                break;
            case JsonValueKind.String:
                key.Append(FoldedText.Fold(value.GetString())).Append(' ');
                break;
            default:
                break;
        }
    }
}
