using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>
/// Finds the Medication an order or a record of a drug points to: contained, beside it in the orders, anywhere in the prefetch, or looked up.
/// </summary>
internal sealed class MedicationReferences(HookRequest request, IGatherer gatherer)
{
    private static readonly string[] NamesADrug = ["MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration"];

    // A null was asked for and not had; it is not asked for again.
    private readonly Dictionary<string, JsonElement?> _lookedUp = new(StringComparer.Ordinal);

    /// <summary>Looks up, all at once, the Medications of some orders, statements, dispenses or administrations that did not come with the call.</summary>
    /// <remarks>Also where a display names some other drug: only the Medication's codes can say that the name is a local brand of ours.</remarks>
    public async ValueTask LookUpAsync(IEnumerable<JsonElement> orders, CancellationToken stop)
    {
        string[] missing = [.. orders.Select(MissingId).OfType<string>().Where(id => _lookedUp.TryAdd(id, null))];
        if (missing.Length == 0)
        {
            return;
        }

        foreach (JsonElement medication in await gatherer.MedicationsAsync(request, missing, stop))
        {
            if (References.Text(medication, "id"u8) is { } id)
            {
                _lookedUp[id] = medication;
            }
        }
    }

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

        if (request.Prefetch is { ValueKind: JsonValueKind.Object } prefetch
            && prefetch.EnumerateObject().Select(key => InPrefetch(key.Value, reference)).FirstOrDefault(found => found is not null) is { } sent)
        {
            return sent;
        }

        return IdOnServer(reference) is { } id && _lookedUp.TryGetValue(id, out JsonElement? medication) ? medication : null;
    }

    private string? MissingId(JsonElement order) =>
        NamesADrug.Contains(RequestData.TypeOf(order))
        && References.Object(order, "medicationCodeableConcept"u8) is null
        && References.Object(order, "medicationReference"u8) is { } medication
        && References.Text(medication, "reference"u8) is { } reference
        && IdOnServer(reference) is { } id
        && Resolve(order, reference) is null
            ? id
            : null;

    // An id names a resource on one server only: what an absolute reference to another means, this one cannot say.
    private string? IdOnServer(string reference)
    {
        bool isAbsolute = reference.Contains(':', StringComparison.Ordinal);
        return isAbsolute && !(request.FhirServer is { } server && reference.StartsWith(server.TrimEnd('/') + "/", StringComparison.Ordinal))
            ? null
            : References.IdIn(reference, "Medication");
    }

    private static JsonElement? InPrefetch(JsonElement value, string reference) =>
        IsNamed(value, null, reference) ? value : InBundle(value, reference);

    private static JsonElement? InBundle(JsonElement bundle, string reference)
    {
        if (RequestData.TypeOf(bundle) != "Bundle" || !bundle.TryGetProperty("entry"u8, out JsonElement entries) || entries.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (References.Object(entry, "resource"u8) is { } resource && IsNamed(resource, References.Text(entry, "fullUrl"u8), reference))
            {
                return resource;
            }
        }

        return null;
    }

    private static bool IsNamed(JsonElement resource, string? fullUrl, string reference) =>
        RequestData.TypeOf(resource) == "Medication"
        && ((fullUrl is not null && fullUrl == reference)
            || (References.IdIn(reference, "Medication") is { } id && References.Text(resource, "id"u8) == id));

    /// <summary>The resource that another carries inside itself under an id; null when it carries none.</summary>
    internal static JsonElement? Contained(JsonElement order, string id)
    {
        if (!order.TryGetProperty("contained"u8, out JsonElement contained) || contained.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (JsonElement resource in contained.EnumerateArray())
        {
            if (References.Text(resource, "id"u8) is { } own && (own == id || own == "#" + id))
            {
                return resource;
            }
        }

        return null;
    }
}
