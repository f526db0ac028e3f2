using System.Collections.Immutable;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>The orders of an order hook.</summary>
/// <remarks>
/// Some EHRs fire the hook but strip it of its data when the client lacks a scope. Answering such a call with no cards
/// would tell a prescriber that orders nobody saw were checked, so it is refused; and an entry whose resource cannot be
/// read refuses the whole call for the same reason.
/// </remarks>
internal static class OrderBundle
{
    /// <summary>The orders; empty for a hook that has none.</summary>
    public static ImmutableArray<JsonElement> Read(JsonElement context, string hook, EnvelopeReader read) =>
        MemberOf(hook) is { } member ? Read(context, member, "order", read) : [];

    /// <summary>The conditions being recorded; empty for a hook that has none.</summary>
    public static ImmutableArray<JsonElement> ReadConditions(JsonElement context, string hook, EnvelopeReader read) =>
        hook == "problem-list-item-create" ? Read(context, "conditions", "condition", read) : [];

    /// <summary>The orders listed at a discharge. The hook does not define them: what is not there, or no list, is none.</summary>
    public static ImmutableArray<JsonElement> ReadListed(JsonElement context, string hook) =>
        hook == "encounter-discharge" && context.TryGetProperty("medications", out JsonElement bundle) && EntriesOf(bundle) is { } entries
            ?
            [
                .. entries.EnumerateArray()
                    .Where(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resource", out JsonElement resource) && resource.ValueKind == JsonValueKind.Object)
                    .Select(entry => entry.GetProperty("resource")),
            ]
            : [];

    private static ImmutableArray<JsonElement> Read(JsonElement context, string member, string what, EnvelopeReader read)
    {
        ImmutableArray<JsonElement>.Builder resources = ImmutableArray.CreateBuilder<JsonElement>();
        if (context.TryGetProperty(member, out JsonElement bundle) && EntriesOf(bundle) is { } entries)
        {
            int index = 0;
            foreach (JsonElement entry in entries.EnumerateArray())
            {
                Add(entry, $"context.{member}.entry", index++, resources, read);
            }
        }

        if (resources.Any(static resource => TypeOf(resource) is null))
        {
            read.Refuse(EnvelopeReader.Missing($"resourceType of a resource in context.{member}"));
        }

        // A Medication is what an order points to: where it stands alone the order itself was stripped.
        if (resources.All(static resource => TypeOf(resource) == "Medication"))
        {
            read.Refuse(new Refusal(412, RefusalCodes.MissingOrders,
                $"context.{member} must be a Bundle with at least one {what} in it; nothing was checked. "
                + "If the EHR strips the call, give its client the scopes to read what is not yet signed."));
        }

        return resources.ToImmutable();
    }

    private static string? TypeOf(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("resourceType", out JsonElement type) && type.ValueKind == JsonValueKind.String && !type.ValueEquals("")
            ? type.GetString()
            : null;

    private static string? MemberOf(string hook) => hook switch
    {
        "order-select" or "order-sign" => "draftOrders",
        "medication-refill" => "medications",
        _ => null,
    };

    private static JsonElement? EntriesOf(JsonElement bundle) =>
        bundle.ValueKind == JsonValueKind.Object
        && bundle.TryGetProperty("resourceType", out JsonElement type)
        && type.ValueKind == JsonValueKind.String && type.ValueEquals("Bundle"u8)
        && bundle.TryGetProperty("entry", out JsonElement entries) && entries.ValueKind == JsonValueKind.Array
            ? entries
            : null;

    private static void Add(
        JsonElement entry, string path, int index, ImmutableArray<JsonElement>.Builder orders, EnvelopeReader read)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            read.Refuse(EnvelopeReader.WrongType($"{path}[{index}]", "an object"));
        }
        else if (entry.TryGetProperty("resource", out JsonElement resource) && resource.ValueKind != JsonValueKind.Null)
        {
            if (resource.ValueKind != JsonValueKind.Object)
            {
                read.Refuse(EnvelopeReader.WrongType($"{path}[{index}].resource", "an object"));
            }

            orders.Add(resource);
        }
    }
}
