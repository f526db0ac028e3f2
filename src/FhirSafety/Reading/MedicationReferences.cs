using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>Finds the Medication an order points to: contained, beside it in the orders, or anywhere in the prefetch.</summary>
internal sealed class MedicationReferences(HookRequest request)
{
    /// <summary>The Medication, or null when the reference leads nowhere.</summary>
    public JsonElement? Resolve(JsonElement order, string reference)
    {
        if (reference.StartsWith('#'))
        {
            return Contained(order, reference[1..]);
        }

        foreach (JsonElement draft in request.DraftOrders)
        {
            if (IsNamed(draft, null, reference))
            {
                return draft;
            }
        }

        if (request.DraftBundle is { } bundle && InBundle(bundle, reference) is { } drafted)
        {
            return drafted;
        }

        return request.Prefetch is { ValueKind: JsonValueKind.Object } prefetch
            ? prefetch.EnumerateObject().Select(key => InPrefetch(key.Value, reference)).FirstOrDefault(found => found is not null)
            : null;
    }

    private static JsonElement? InPrefetch(JsonElement value, string reference) =>
        IsNamed(value, null, reference) ? value : InBundle(value, reference);

    private static JsonElement? InBundle(JsonElement bundle, string reference)
    {
        if (RequestData.TypeOf(bundle) != "Bundle" || !bundle.TryGetProperty("entry", out JsonElement entries) || entries.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (References.Object(entry, "resource") is { } resource && IsNamed(resource, References.Text(entry, "fullUrl"), reference))
            {
                return resource;
            }
        }

        return null;
    }

    private static bool IsNamed(JsonElement resource, string? fullUrl, string reference) =>
        RequestData.TypeOf(resource) == "Medication"
        && ((fullUrl is not null && fullUrl == reference)
            || (References.IdIn(reference, "Medication") is { } id && References.Text(resource, "id") == id));

    /// <summary>The resource that another carries inside itself under an id; null when it carries none.</summary>
    internal static JsonElement? Contained(JsonElement order, string id)
    {
        if (!order.TryGetProperty("contained", out JsonElement contained) || contained.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement resource in contained.EnumerateArray())
        {
            if (References.Text(resource, "id") is { } own && (own == id || own == "#" + id))
            {
                return resource;
            }
        }

        return null;
    }
}
