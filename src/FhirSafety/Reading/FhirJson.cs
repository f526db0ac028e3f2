using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
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

    /// <summary>
    /// The resource with only the members a reader uses; null when not even its type can be told. Firely's cost goes by
    /// members, and one that nobody reads cannot spoil the rest.
    /// </summary>
    /// <param name="json">The resource.</param>
    /// <param name="members">Their names; for a choice of types the part before the type, as <c>effective</c>.</param>
    public static T? Read<T>(JsonElement json, params ReadOnlySpan<string> members)
        where T : Resource
    {
        ArrayBufferWriter<byte> slim = new(512);
        slim.Write("{\"resourceType\":\""u8);
        slim.Write(Encoding.ASCII.GetBytes(typeof(T).Name));
        slim.Write("\""u8);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (IsWanted(member, members))
            {
                slim.Write(",\""u8);
                slim.Write(JsonMarshal.GetRawUtf8PropertyName(member));
                slim.Write("\":"u8);
                slim.Write(JsonMarshal.GetRawUtf8Value(member.Value));
            }
        }

        slim.Write("}"u8);
        return Read<T>(slim.WrittenSpan);
    }

    /// <summary>A member's name; a string is made only for one written with escapes.</summary>
    public static ReadOnlySpan<byte> NameOf(JsonProperty member)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }

    /// <summary>Whether a member is one that a reader uses.</summary>
    public static bool IsWanted(JsonProperty member, ReadOnlySpan<string> members)
    {
        ReadOnlySpan<byte> name = NameOf(member);
        foreach (string wanted in members)
        {
            if (name.Length >= wanted.Length && Ascii.Equals(name[..wanted.Length], wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The resource, or null when not even its type can be told.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> utf8)
        where T : Resource
    {
        Utf8JsonReader reader = new(utf8);
        return Read<T>(ref reader);
    }

    /// <summary>A data type, such as a Quantity; null when the JSON is no object.</summary>
    public static T? ReadDataType<T>(JsonElement json)
        where T : DataType
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(json));
        reader.Read();
        try
        {
            Deserializer.TryDeserializeObject(typeof(T), ref reader, out Base? read, out _);
            return read as T;
        }
        catch (Exception fault) when (IsOfTheJson(fault))
        {
            return null;
        }
    }

    // Firely 6.8 throws in spite of "Try" where a contained resource is no object, and over "_coding" or another companion of what
    // is no primitive. Well-formed JSON is enough for either.
    private static bool IsOfTheJson(Exception fault) => fault is JsonException or InvalidOperationException;

    private static T? Read<T>(ref Utf8JsonReader reader)
        where T : Resource
    {
        try
        {
            Deserializer.TryDeserializeResource(ref reader, out Resource? resource, out _);
            return resource as T;
        }
        catch (Exception fault) when (IsOfTheJson(fault))
        {
            return null;
        }
    }
}
