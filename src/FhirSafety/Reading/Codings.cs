using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Codings of a CodeableConcept on raw JSON, whatever shape it has.</summary>
internal static class Codings
{
    /// <summary>All codings; one given as an object where R4 wants an array is read too.</summary>
    public static List<DrugCoding> Of(JsonElement concept)
    {
        List<DrugCoding> codings = [];
        foreach (JsonElement coding in References.Objects(concept, "coding"u8))
        {
            codings.Add(new DrugCoding(SystemOf(coding), References.Text(coding, "code"u8), References.Text(coding, "display"u8)));
        }

        return codings;
    }

    /// <summary>The rows of all sets that one coding belongs to.</summary>
    public static ImmutableArray<ValueSetRow> RowsOf(JsonElement coding, ValueSets terms) =>
        terms.Match(SystemOf(coding), References.Text(coding, "code"u8));

    /// <summary>Codings of a Medication's ingredients, its text as a coding's display.</summary>
    public static List<DrugCoding> OfIngredients(JsonElement medication)
    {
        List<DrugCoding> codings = [];
        if (medication.TryGetProperty("ingredient"u8, out JsonElement ingredients) && ingredients.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement ingredient in ingredients.EnumerateArray())
            {
                if (References.Object(ingredient, "itemCodeableConcept"u8) is { } item)
                {
                    codings.AddRange(Of(item));
                    if (References.Text(item, "text"u8) is { } text)
                    {
                        codings.Add(new DrugCoding(null, null, text));
                    }
                }
            }
        }

        return codings;
    }

    /// <summary>Whether a status is one of some codes: that of a concept, or the bare code that STU3 writes.</summary>
    public static bool HasStatus(JsonElement json, ReadOnlySpan<byte> name, params ReadOnlySpan<string> codes) =>
        json.TryGetProperty(name, out JsonElement status) && (IsAny(status, codes) || Has(status, codes));

    /// <summary>Whether a concept has one of some codes, of whatever system.</summary>
    public static bool Has(JsonElement concept, params ReadOnlySpan<string> codes)
    {
        foreach (JsonElement coding in References.Objects(concept, "coding"u8))
        {
            if (coding.TryGetProperty("code"u8, out JsonElement code) && IsAny(code, codes))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Text and displays of a concept, for words alone.</summary>
    public static string WordsOf(JsonElement concept) =>
        string.Join(' ', Of(concept).Select(coding => coding.Display).Append(References.Text(concept, "text"u8)).Where(words => words is not null));

    private static bool IsAny(JsonElement code, ReadOnlySpan<string> codes)
    {
        if (code.ValueKind == JsonValueKind.String)
        {
            foreach (string one in codes)
            {
                if (code.ValueEquals(one))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The systems met many times a call need no new string each time.
    private static string? SystemOf(JsonElement coding) =>
        coding.ValueKind != JsonValueKind.Object || !coding.TryGetProperty("system"u8, out JsonElement system) || system.ValueKind != JsonValueKind.String ? null
        : system.ValueEquals("http://loinc.org"u8) ? "http://loinc.org"
        : system.ValueEquals("http://snomed.info/sct"u8) ? "http://snomed.info/sct"
        : system.ValueEquals("http://www.nlm.nih.gov/research/umls/rxnorm"u8) ? "http://www.nlm.nih.gov/research/umls/rxnorm"
        : system.GetString();
}
