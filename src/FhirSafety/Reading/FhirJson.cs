using System.Runtime.InteropServices;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirSafety.Reading;

/// <summary>Turns raw FHIR JSON into Firely objects, overlooking what is wrong with it.</summary>
/// <remarks>
/// A typed getter of a Firely object may still throw where the JSON had the wrong shape (a status that is no code, an object
/// where R4 wants an array, a number as text). Read through the <c>…Element</c> members, or mend the JSON first.
/// </remarks>
internal static class FhirJson
{
    private static readonly FhirJsonDeserializer Deserializer =
        new(new DeserializerSettings().UsingMode(DeserializationMode.Ostrich));

    /// <summary>The resource, or null when not even its type can be told.</summary>
    public static T? Read<T>(JsonElement json)
        where T : Resource
    {
        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(json));
        return Read<T>(ref reader);
    }

    /// <summary>The resource, or null when not even its type can be told.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> utf8)
        where T : Resource
    {
        Utf8JsonReader reader = new(utf8);
        return Read<T>(ref reader);
    }

    private static T? Read<T>(ref Utf8JsonReader reader)
        where T : Resource
    {
        try
        {
            Deserializer.TryDeserializeResource(ref reader, out Resource? resource, out _);
            return resource as T;
        }
        catch (JsonException)
        {
            // Firely 6.8 throws in spite of "Try" where a contained resource is no object; well-formed JSON is enough for it.
            return null;
        }
    }
}
