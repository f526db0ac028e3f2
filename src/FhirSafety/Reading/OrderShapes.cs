using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Mends the wrong JSON shapes that real senders put in an order, before Firely sees them.</summary>
/// <remarks>
/// The CDS Hooks Sandbox sends <c>category</c> as an object, the specification's own examples an object or an STU3 quantity
/// for <c>doseAndRate</c> (conformance page, item 98), others empty codes. Only for reading: what goes back to the EHR is made
/// from the JSON as it came. A null member reads as absent. A number sent as text stays as it is; turning it into a dose would be a guess.
/// </remarks>
internal static class OrderShapes
{
    // Arrays in every resource and data type that an order can hold, whatever their place.
    private static readonly string[] Arrays =
    [
        "additionalInstruction", "basedOn", "coding", "contained", "dayOfWeek", "doseAndRate", "dosageInstruction", "event", "identifier",
        "ingredient", "note", "reasonCode", "reasonReference", "timeOfDay", "when",
    ];

    private static readonly FrozenDictionary<string, string> Stu3Doses = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["doseQuantity"] = "doseQuantity",
        ["doseSimpleQuantity"] = "doseQuantity",
        ["doseRange"] = "doseRange",
        ["rateQuantity"] = "rateQuantity",
        ["rateSimpleQuantity"] = "rateQuantity",
        ["rateRange"] = "rateRange",
        ["rateRatio"] = "rateRatio",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] DosePrefixes = ["dose", "rate"];

    /// <summary>The order, mended where needed; null when not even its type can be told.</summary>
    /// <param name="order">The order.</param>
    /// <param name="members">The members its reader uses, as for <see cref="FhirJson"/>; none for all.</param>
    public static T? Read<T>(JsonElement order, params ReadOnlySpan<string> members)
        where T : Resource
    {
        T? asSent = NeedsMending(order, Place.Resource, members) ? null
            : members.IsEmpty ? FhirJson.Read<T>(order)
            : FhirJson.Read<T>(order, members);
        if (asSent is not null)
        {
            return asSent;
        }

        ArrayBufferWriter<byte> mended = new();
        using (Utf8JsonWriter writer = new(mended))
        {
            Write(order, writer, Place.Resource, members);
        }

        return FhirJson.Read<T>(mended.WrittenSpan);
    }

    /// <summary>Whether anything in it has one of the shapes that are mended.</summary>
    public static bool NeedsMending(JsonElement order) => NeedsMending(order, Place.Resource, []);

    private static bool NeedsMending(JsonElement element, Place place, ReadOnlySpan<string> members = default)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    if (!members.IsEmpty && !FhirJson.IsWanted(member, members))
                    {
                        continue;
                    }

                    if (IsNothing(member) || IsListMissing(element, member, place) || IsStu3Dose(member, place)
                        || (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                            && NeedsMending(member.Value, PlaceOf(element, member, place))))
                    {
                        return true;
                    }
                }

                return false;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (IsNoResource(item, place) || NeedsMending(item, place))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return IsEmptyText(element);
        }
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer, Place place, ReadOnlySpan<string> members = default)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, writer, place, members);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray().Where(item => !IsEmptyText(item) && !IsNoResource(item, place)))
                {
                    Write(item, writer, place);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonElement element, Utf8JsonWriter writer, Place place, ReadOnlySpan<string> members)
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in element.EnumerateObject())
        {
            bool isWanted = members.IsEmpty || member.NameEquals("resourceType"u8) || FhirJson.IsWanted(member, members);
            if (!isWanted || IsNothing(member) || IsCompanion(member) || IsStu3Dose(member, place))
            {
                continue;
            }

            bool wrap = IsListMissing(element, member, place);
            writer.WritePropertyName(member.Name);
            if (wrap)
            {
                writer.WriteStartArray();
            }

            Write(member.Value, writer, PlaceOf(element, member, place));
            if (wrap)
            {
                writer.WriteEndArray();
            }
        }

        WriteStu3Dose(element, writer, place);
        writer.WriteEndObject();
    }

    // A dosage that has doseAndRate as well says the dose twice; the R4 member counts.
    private static void WriteStu3Dose(JsonElement dosage, Utf8JsonWriter writer, Place place)
    {
        List<JsonProperty> doses = [.. dosage.EnumerateObject().Where(member => IsStu3Dose(member, place))];
        if (doses.Count == 0 || dosage.TryGetProperty("doseAndRate"u8, out _))
        {
            return;
        }

        writer.WriteStartArray("doseAndRate");
        writer.WriteStartObject();
        foreach (JsonProperty dose in doses.DistinctBy(static dose => Stu3Doses[dose.Name], StringComparer.Ordinal))
        {
            writer.WritePropertyName(Stu3Doses[dose.Name]);
            Write(dose.Value, writer, Place.Element);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static bool IsListMissing(JsonElement parent, JsonProperty member, Place place) =>
        member.Value.ValueKind != JsonValueKind.Array
        && (IsArray(FhirJson.NameOf(member))
            || (place == Place.Resource && member.NameEquals("dosage"u8) && IsType(parent, "MedicationStatement"))
            || (place == Place.Resource && member.NameEquals("category"u8) && IsType(parent, "MedicationRequest")));

    private static bool IsArray(ReadOnlySpan<byte> name)
    {
        foreach (string array in Arrays)
        {
            if (Ascii.Equals(name, array))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStu3Dose(JsonProperty member, Place place) =>
        place == Place.Dosage && FhirJson.IsWanted(member, DosePrefixes) && Stu3Doses.ContainsKey(member.Name);

    private static bool IsType(JsonElement resource, string type) =>
        resource.TryGetProperty("resourceType"u8, out JsonElement name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(type);

    private static bool IsNothing(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Null || IsEmptyText(member.Value)
        || (member.Value.ValueKind != JsonValueKind.Array && member.NameEquals("contained"u8) && IsNoResource(member.Value, Place.Resource));

    // Firely loses the whole order over "_coding" or another companion of what is no primitive, and no reader asks for any.
    private static bool IsCompanion(JsonProperty member) => FhirJson.NameOf(member).StartsWith("_"u8);

    // Firely loses the whole order over an item of "contained" that is no resource.
    private static bool IsNoResource(JsonElement item, Place place) =>
        place == Place.Resource
        && !(item.ValueKind == JsonValueKind.Object && item.TryGetProperty("resourceType"u8, out JsonElement type) && type.ValueKind == JsonValueKind.String);

    private static bool IsEmptyText(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.ValueEquals(ReadOnlySpan<byte>.Empty);

    private static Place PlaceOf(JsonElement parent, JsonProperty member, Place place)
    {
        if (place == Place.Resource && (member.NameEquals("dosageInstruction"u8) || (member.NameEquals("dosage"u8) && IsType(parent, "MedicationStatement"))))
        {
            return Place.Dosage;
        }

        return member.NameEquals("contained"u8) ? Place.Resource : Place.Element;
    }

    private enum Place
    {
        Element,
        Resource,
        Dosage,
    }
}
