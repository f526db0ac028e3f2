using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>FHIR references and ids on raw JSON.</summary>
internal static class References
{
    /// <summary><c>Type/id</c> of a resource; null without type or id.</summary>
    public static string? SourceOf(JsonElement resource) =>
        RequestData.TypeOf(resource) is { } type && Text(resource, "id") is { Length: > 0 } id ? $"{type}/{id}" : null;

    /// <summary>A text member; null when it is absent or no text.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A member that is a number; null otherwise, a number written as text among it.</summary>
    public static decimal? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out decimal number)
            ? number
            : null;

    /// <summary>A member that is an object; null otherwise.</summary>
    public static JsonElement? Object(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    /// <summary>The objects of a member: of a list, or one where R4 wants a list. Whatever else stands there is passed over.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => [value],
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
            _ => [],
        };
    }

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool IsTrue(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>
    /// Whether a resource says it is about somebody else. What names nobody, or names somebody in a way that cannot be
    /// resolved (a <c>urn:uuid</c>, a contained resource), is taken to be about the patient of the call.
    /// </summary>
    public static bool IsAboutAnother(JsonElement resource, string patientId)
    {
        if ((Object(resource, "subject") ?? Object(resource, "patient")) is { } subject)
        {
            return IdIn(Text(subject, "reference"), "Patient") is { } named && named != patientId;
        }

        if (RequestData.TypeOf(resource) == "Appointment")
        {
            return IsOfOthersOnly(resource, patientId);
        }

        return RequestData.TypeOf(resource) == "Patient" && Text(resource, "id") is { } id && id != patientId;
    }

    // An appointment names its patients among its participants; a group's names several.
    private static bool IsOfOthersOnly(JsonElement appointment, string patientId)
    {
        string[] patients =
        [
            .. Objects(appointment, "participant")
                .Select(participant => Object(participant, "actor") is { } actor ? IdIn(Text(actor, "reference"), "Patient") : null)
                .OfType<string>(),
        ];
        return patients.Length > 0 && !patients.Contains(patientId);
    }

    /// <summary>The orders for drugs that an order names in <c>basedOn</c> or <c>priorPrescription</c>, as <c>Type/id</c>.</summary>
    public static IEnumerable<string> Replaced(JsonElement order) =>
        Objects(order, "basedOn")
            .Select(reference => (JsonElement?)reference).Append(Object(order, "priorPrescription"))
            .Select(reference => reference is { } named ? IdIn(Text(named, "reference"), "MedicationRequest") : null)
            .OfType<string>()
            .Select(id => $"MedicationRequest/{id}");

    /// <summary>The id a literal reference names, relative or absolute, with or without a version; null for another type or form.</summary>
    public static string? IdIn(string? reference, string type)
    {
        if (reference is null)
        {
            return null;
        }

        if (!reference.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = reference.Split('/');
        int at = Array.LastIndexOf(parts, type);
        return at >= 0 && at + 1 < parts.Length && parts[at + 1].Length > 0
            && (at + 2 == parts.Length || parts[at + 2] == "_history")
            ? parts[at + 1]
            : null;
    }
}
