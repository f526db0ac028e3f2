using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>FHIR references and ids on raw JSON.</summary>
internal static class References
{
    /// <summary><c>Type/id</c> of a resource; null without type or id.</summary>
    public static string? SourceOf(JsonElement resource) =>
        RequestData.TypeOf(resource) is { } type && Text(resource, "id"u8) is { Length: > 0 } id ? $"{type}/{id}" : null;

    /// <summary>A text member; null when it is absent or no text.</summary>
    public static string? Text(JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Whether a text member is a certain one.</summary>
    public static bool Says(JsonElement json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.ValueEquals(text);

    /// <summary>A member that is a number; null otherwise, a number written as text among it.</summary>
    public static decimal? Number(JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out decimal number)
            ? number
            : null;

    /// <summary>A member that is an object; null otherwise.</summary>
    public static JsonElement? Object(JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Object
            ? value
            : null;

    /// <summary>The objects of a member: of a list, or one where R4 wants a list. Whatever else stands there is passed over.</summary>
    public static ObjectElements Objects(JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? new(value) : default;

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool IsTrue(JsonElement json, ReadOnlySpan<byte> name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>
    /// Whether a resource says it is about somebody else. What names nobody, or names somebody in a way that cannot be
    /// resolved (a <c>urn:uuid</c>, a contained resource), is taken to be about the patient of the call.
    /// </summary>
    public static bool IsAboutAnother(JsonElement resource, string patientId)
    {
        if ((Object(resource, "subject"u8) ?? Object(resource, "patient"u8)) is { } subject)
        {
            return NamesAnother(subject, patientId);
        }

        if (RequestData.TypeOf(resource) == "Appointment")
        {
            return IsOfOthersOnly(resource, patientId);
        }

        return RequestData.TypeOf(resource) == "Patient" && Text(resource, "id"u8) is { } id && id != patientId;
    }

    private static bool NamesAnother(JsonElement subject, string patientId)
    {
        if (!subject.TryGetProperty("reference"u8, out JsonElement reference) || reference.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        // Nearly all of a call name its own patient in this one form, which is told without making a text of it.
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(reference)[1..^1];
        if (raw.StartsWith("Patient/"u8) && Ascii.Equals(raw["Patient/".Length..], patientId) && !patientId.AsSpan().ContainsAny('/', '\\'))
        {
            return false;
        }

        ReadOnlySpan<char> named = IdSpanIn(reference.GetString(), "Patient");
        return !named.IsEmpty && !named.SequenceEqual(patientId);
    }

    // An appointment names its patients among its participants; a group's names several.
    private static bool IsOfOthersOnly(JsonElement appointment, string patientId)
    {
        string[] patients =
        [
            .. Objects(appointment, "participant"u8)
                .Select(participant => Object(participant, "actor"u8) is { } actor ? IdIn(Text(actor, "reference"u8), "Patient") : null)
                .OfType<string>(),
        ];
        return patients.Length > 0 && !patients.Contains(patientId);
    }

    /// <summary>The orders for drugs that an order names in <c>basedOn</c> or <c>priorPrescription</c>, as <c>Type/id</c>.</summary>
    public static ImmutableArray<string> Replaced(JsonElement order)
    {
        ImmutableArray<string> replaced = [];
        foreach (JsonElement reference in Objects(order, "basedOn"u8))
        {
            Add(reference);
        }

        if (Object(order, "priorPrescription"u8) is { } prior)
        {
            Add(prior);
        }

        return replaced;

        void Add(JsonElement reference)
        {
            if (IdIn(Text(reference, "reference"u8), "MedicationRequest") is { } id)
            {
                replaced = replaced.Add($"MedicationRequest/{id}");
            }
        }
    }

    /// <summary>The id a literal reference names, relative or absolute, with or without a version; null for another type or form.</summary>
    public static string? IdIn(string? reference, string type) =>
        IdSpanIn(reference, type) is { IsEmpty: false } id ? id.ToString() : null;

    private static ReadOnlySpan<char> IdSpanIn(ReadOnlySpan<char> reference, ReadOnlySpan<char> type)
    {
        ReadOnlySpan<char> id = [];
        int sinceType = -1;
        foreach (Range place in reference.Split('/'))
        {
            ReadOnlySpan<char> part = reference[place];
            if (part.SequenceEqual(type))
            {
                id = [];
                sinceType = 0;
            }
            else if (sinceType >= 0)
            {
                sinceType++;
                if (sinceType == 1)
                {
                    id = part;
                }
                else if (sinceType == 2 && part is not "_history")
                {
                    id = [];
                }
            }
        }

        return id;
    }
}
