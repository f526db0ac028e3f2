using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Where and to what end the patient is cared for, from the encounter of the call.</summary>
internal static class EncounterReader
{
    private static readonly string[] InpatientClasses = ["IMP", "ACUTE", "NONAC", "OBSENC", "SS", "EMER"];

    /// <summary>The encounter of the call; missing where the call names none.</summary>
    public static Known<PatientEncounter> Read(NeedData data, HookRequest request, TimeZoneInfo zone)
    {
        if (Of(data, request.EncounterId) is not { } found)
        {
            return new Known<PatientEncounter>.Missing(IsInEncounter(request) ? data.Gap : MissingReason.NoneOnFile);
        }

        string? status = References.Text(found, "status"u8);
        string[] classes = [.. ClassesOf(found)];
        return classes.Length == 0 || status is null
            ? new Known<PatientEncounter>.Missing(MissingReason.Unreadable)
            : new Known<PatientEncounter>.Value(
                new PatientEncounter(
                    classes.Any(InpatientClasses.Contains),
                    status == "in-progress",
                    References.Object(found, "period"u8) is { } period ? FhirDates.Instant(References.Text(period, "start"u8), zone) : null),
                null,
                References.SourceOf(found));
    }

    /// <summary>The sets that its types belong to; none without an encounter.</summary>
    public static ImmutableArray<Meaning> Types(NeedData data, string? encounterId, ReadingContext context) => Of(data, encounterId) is { } found
        ? [.. References.Objects(found, "type"u8).SelectMany(type => context.MeaningsOf(type)).Distinct()]
        : [];

    /// <summary>Why it is, by its reason codes and the conditions on file that it names as reasons.</summary>
    public static ImmutableArray<PatientCondition> Reasons(NeedData data, string? encounterId, Records<PatientCondition> conditions, ReadingContext context)
    {
        if (Of(data, encounterId) is not { } found)
        {
            return [];
        }

        DateOnly? start = References.Object(found, "period"u8) is { } period ? FhirDates.Day(References.Text(period, "start"u8), context.Zone) : null;
        string[] named = [.. References.Objects(found, "reasonReference"u8).Select(reason => References.IdIn(References.Text(reason, "reference"u8), "Condition")).OfType<string>()];
        return
        [
            .. References.Objects(found, "reasonCode"u8).Concat(References.Objects(found, "reason"u8))
                .Select(reason => context.MeaningsOf(reason))
                .Where(meanings => !meanings.IsEmpty)
                .Select(meanings => new PatientCondition(meanings, ConditionStatus.Active, Refuted: false, start, AbatedOn: null, EncounterDiagnosis: true, References.SourceOf(found))),
            .. conditions.Items.Where(condition => named.Any(id => condition.Source == $"Condition/{id}")).Select(condition => condition with { Date = start ?? condition.Date }),
        ];
    }

    private static JsonElement? Of(NeedData data, string? encounterId) => data.Resources
        .Where(resource => encounterId is null || References.Text(resource, "id"u8) is null || References.Text(resource, "id"u8) == encounterId)
        .Select(resource => (JsonElement?)resource)
        .FirstOrDefault();

    /// <summary>The setting; outpatient when the call names no encounter.</summary>
    public static Known<CareSetting> Setting(Known<PatientEncounter> encounter, HookRequest request) => encounter switch
    {
        Known<PatientEncounter>.Value { Fact: var found, Source: var source } =>
            new Known<CareSetting>.Value(found is { InHospital: true, InProgress: true } ? CareSetting.Inpatient : CareSetting.Outpatient, null, source),
        Known<PatientEncounter>.Missing { Reason: var reason } when IsInEncounter(request) || reason == MissingReason.Unreadable =>
            new Known<CareSetting>.Missing(reason),
        _ => new Known<CareSetting>.Value(CareSetting.Outpatient),
    };

    // These two hooks are of an encounter, whether the call names it or, against their definition, does not.
    private static bool IsInEncounter(HookRequest request) => request is { EncounterId: not null } or { Hook: "encounter-start" or "encounter-discharge" };

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
