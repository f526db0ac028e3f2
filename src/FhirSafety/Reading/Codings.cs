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
        if (concept.ValueKind != JsonValueKind.Object || !concept.TryGetProperty("coding", out JsonElement coding))
        {
            return codings;
        }

        if (coding.ValueKind == JsonValueKind.Object)
        {
            codings.Add(One(coding));
        }
        else if (coding.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in coding.EnumerateArray())
            {
                codings.Add(One(one));
            }
        }

        return codings;
    }

    /// <summary>System and code of every coding, without its display: what labs and conditions are told by.</summary>
    public static IEnumerable<(string? System, string? Code)> CodesOf(JsonElement concept)
    {
        if (concept.ValueKind != JsonValueKind.Object || !concept.TryGetProperty("coding", out JsonElement coding))
        {
            yield break;
        }

        if (coding.ValueKind == JsonValueKind.Object)
        {
            yield return (References.Text(coding, "system"), References.Text(coding, "code"));
        }
        else if (coding.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in coding.EnumerateArray())
            {
                yield return (References.Text(one, "system"), References.Text(one, "code"));
            }
        }
    }

    /// <summary>Codings of a Medication's ingredients, its text as a coding's display.</summary>
    public static List<DrugCoding> OfIngredients(JsonElement medication)
    {
        List<DrugCoding> codings = [];
        if (medication.TryGetProperty("ingredient", out JsonElement ingredients) && ingredients.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement ingredient in ingredients.EnumerateArray())
            {
                if (References.Object(ingredient, "itemCodeableConcept") is { } item)
                {
                    codings.AddRange(Of(item));
                    if (References.Text(item, "text") is { } text)
                    {
                        codings.Add(new DrugCoding(null, null, text));
                    }
                }
            }
        }

        return codings;
    }

    /// <summary>Codes of a status: of a concept, or the bare code that STU3 writes.</summary>
    public static IEnumerable<string> OfStatus(JsonElement json, string name) =>
        References.Text(json, name) is { } bare ? [bare]
        : References.Object(json, name) is { } concept ? Of(concept).Select(coding => coding.Code).OfType<string>()
        : [];

    /// <summary>Text and displays of a concept, for words alone.</summary>
    public static string WordsOf(JsonElement concept) =>
        string.Join(' ', Of(concept).Select(coding => coding.Display).Append(References.Text(concept, "text")).Where(words => words is not null));

    private static DrugCoding One(JsonElement coding) =>
        new(References.Text(coding, "system"), References.Text(coding, "code"), References.Text(coding, "display"));
}
