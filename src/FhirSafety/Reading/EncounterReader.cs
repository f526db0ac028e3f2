using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Where and to what end the patient is cared for, from the encounter of the call.</summary>
internal static class EncounterReader
{
    private static readonly string[] InpatientClasses = ["IMP", "ACUTE", "NONAC", "OBSENC", "SS", "EMER"];

    /// <summary>The setting; outpatient when the call names no encounter.</summary>
    public static Known<CareSetting> Setting(NeedData data, string? encounterId)
    {
        if (Of(data, encounterId) is not { } found)
        {
            return encounterId is null
                ? new Known<CareSetting>.Value(CareSetting.Outpatient)
                : new Known<CareSetting>.Missing(data.Gap);
        }

        string? status = References.Text(found, "status"u8);
        string[] classes = [.. ClassesOf(found)];
        if (classes.Length == 0 || status is null)
        {
            return new Known<CareSetting>.Missing(MissingReason.Unreadable);
        }

        bool inpatient = status == "in-progress" && classes.Any(InpatientClasses.Contains);
        return new Known<CareSetting>.Value(inpatient ? CareSetting.Inpatient : CareSetting.Outpatient, null, References.SourceOf(found));
    }

    /// <summary>The sets that its types belong to; none without an encounter.</summary>
    public static ImmutableArray<Meaning> Types(NeedData data, string? encounterId, ReadingContext context) => Of(data, encounterId) is { } found
        ? [.. References.Objects(found, "type"u8).SelectMany(type => context.MeaningsOf(type)).Distinct()]
        : [];

    private static JsonElement? Of(NeedData data, string? encounterId) => data.Resources
        .Where(resource => encounterId is null || References.Text(resource, "id"u8) is null || References.Text(resource, "id"u8) == encounterId)
        .Select(resource => (JsonElement?)resource)
        .FirstOrDefault();

    // R4 has one Coding; other releases an array of concepts.
    private static IEnumerable<string> ClassesOf(JsonElement encounter)
    {
        if (!encounter.TryGetProperty("class"u8, out JsonElement value))
        {
            return [];
        }

        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return all.SelectMany(one => Codings.Of(one).Select(coding => coding.Code).Append(References.Text(one, "code"u8))).OfType<string>();
    }
}
