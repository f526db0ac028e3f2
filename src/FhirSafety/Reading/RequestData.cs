using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Only what came with the request, judged key by key (conformance sheet, section 3.1).</summary>
public sealed class RequestData : IGatherer
{
    /// <inheritdoc/>
    public ValueTask<ImmutableDictionary<Need, NeedData>> GatherAsync(
        HookRequest request, IReadOnlyCollection<Need> needs, Needs table, CancellationToken cancellationToken) =>
        ValueTask.FromResult(needs.ToImmutableDictionary(need => need, need => Read(request.Prefetch, table[need])));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JsonElement>> MedicationsAsync(
        HookRequest request, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ImmutableArray<JsonElement>.Empty);

    /// <summary>What a prefetch object holds for one need.</summary>
    public static NeedData Read(JsonElement? prefetch, NeedQuery query) =>
        prefetch is { ValueKind: JsonValueKind.Object } keys && keys.TryGetProperty(query.Key, out JsonElement value)
            ? ReadValue(value, query)
            : NeedData.Unknown(MissingReason.NotSupplied);

    /// <summary>What one answer, be it a prefetch value or the body of a FHIR response, holds for a need.</summary>
    public static NeedData ReadValue(JsonElement value, NeedQuery query)
    {
        NeedData page = ReadPage(value, query.ResourceTypes);
        return Bundles.HasNext(value) && page.Gap != MissingReason.Unreadable ? page with { Gap = MissingReason.Incomplete } : page;
    }

    /// <summary>What one answer holds in itself, whether or not further pages belong to it.</summary>
    public static NeedData ReadPage(JsonElement value, ImmutableArray<string> resourceTypes) => value.ValueKind switch
    {
        // null says "looked, has nothing" (CDS Hooks 2.0, prefetch).
        JsonValueKind.Null => NeedData.KnownEmpty,
        JsonValueKind.Object => TypeOf(value) switch
        {
            "Bundle" => ReadBundle(value, resourceTypes),

            // A bare outcome in place of data says "it went wrong, do not ask again".
            "OperationOutcome" => NeedData.Unknown(MissingReason.ReadFailed),
            { } type when resourceTypes.Contains(type) => new NeedData([value], MissingReason.NoneOnFile),
            _ => NeedData.Unknown(MissingReason.Unreadable),
        },
        _ => NeedData.Unknown(MissingReason.Unreadable),
    };

    private static NeedData ReadBundle(JsonElement bundle, ImmutableArray<string> resourceTypes)
    {
        if (!bundle.TryGetProperty("entry"u8, out JsonElement entries) || entries.ValueKind == JsonValueKind.Null)
        {
            return CountsMatches(bundle) ? NeedData.Unknown(MissingReason.ReadFailed) : NeedData.KnownEmpty;
        }

        if (entries.ValueKind != JsonValueKind.Array)
        {
            return NeedData.Unknown(MissingReason.Unreadable);
        }

        MissingReason gap = MissingReason.NoneOnFile;
        ImmutableArray<JsonElement>.Builder resources = ImmutableArray.CreateBuilder<JsonElement>(entries.GetArrayLength());
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            JsonElement resource = default;
            string? type = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource"u8, out resource)
                ? TypeOf(resource)
                : null;
            if (type is null)
            {
                // An entry that shows nothing may hide a match.
                gap = MissingReason.Incomplete;
            }
            else if (type == "OperationOutcome")
            {
                gap = IsError(resource) ? MissingReason.Incomplete : gap;
            }
            else if (resourceTypes.Contains(type))
            {
                resources.Add(resource);
            }
        }

        return resources.Count == 0 && (gap == MissingReason.Incomplete || CountsMatches(bundle))
            ? NeedData.Unknown(MissingReason.ReadFailed)
            : new NeedData(resources.DrainToImmutable(), gap);
    }

    // "total: 3" without an entry that was asked for says that there is something, and shows none of it.
    private static bool CountsMatches(JsonElement bundle) => References.Number(bundle, "total"u8) > 0;

    /// <summary>The resource type, or null for what is no resource.</summary>
    internal static string? TypeOf(JsonElement resource)
    {
        if (resource.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        // Nearly all write it first, and a look-up by name begins at the last member.
        JsonElement.ObjectEnumerator members = resource.EnumerateObject();
        JsonElement type = default;
        if (members.MoveNext() && members.Current.NameEquals("resourceType"u8))
        {
            type = members.Current.Value;
        }
        else
        {
            resource.TryGetProperty("resourceType"u8, out type);
        }

        return type.ValueKind == JsonValueKind.String ? Interned(type) : null;
    }

    // The types a check meets many times a call need no new string each time.
    private static string? Interned(JsonElement type) =>
        type.ValueEquals("Observation"u8) ? "Observation"
        : type.ValueEquals("Condition"u8) ? "Condition"
        : type.ValueEquals("MedicationRequest"u8) ? "MedicationRequest"
        : type.ValueEquals("Procedure"u8) ? "Procedure"
        : type.ValueEquals("Bundle"u8) ? "Bundle"
        : type.ValueEquals("Patient"u8) ? "Patient"
        : type.GetString();

    // An outcome that does not say how bad it is must not pass for "nothing found".
    private static bool IsError(JsonElement outcome)
    {
        if (!outcome.TryGetProperty("issue"u8, out JsonElement issues) || issues.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        return issues.EnumerateArray().Any(issue =>
            issue.ValueKind != JsonValueKind.Object
            || !issue.TryGetProperty("severity"u8, out JsonElement severity)
            || severity.ValueKind != JsonValueKind.String
            || !(severity.ValueEquals("information"u8) || severity.ValueEquals("warning"u8)));
    }
}
