using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>
/// Finds the Medication an order or a record of a drug points to: contained, beside it in the orders, anywhere in the prefetch, or looked up.
/// </summary>
internal sealed class MedicationReferences(HookRequest request, IGatherer gatherer)
{
    private const string Type = "Medication";

    private static readonly string[] NamesADrug = ["MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration"];

    // Medications that came with the call, by id and by fullUrl.
    private readonly Lazy<Dictionary<string, JsonElement>> _sent = new(() => SentWith(request));

    // A null was asked for and not had; it is not asked for again.
    private readonly Dictionary<string, JsonElement?> _lookedUp = new(StringComparer.Ordinal);

    /// <summary>Looks up, all at once, the Medications of some orders, statements, dispenses or administrations that did not come with the call.</summary>
    /// <remarks>Also where a display names some other drug: only the Medication's codes can say that the name is a local brand of ours.</remarks>
    public async ValueTask LookUpAsync(IEnumerable<JsonElement> orders, CancellationToken stop)
    {
        List<string> missing = [];
        foreach (JsonElement order in orders)
        {
            if (MissingId(order) is { } id && _lookedUp.TryAdd(id, null))
            {
                missing.Add(id);
            }
        }

        if (missing.Count == 0)
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

        if (_sent.Value.TryGetValue(reference, out JsonElement sent)
            || (References.IdIn(reference, Type) is { } named && _sent.Value.TryGetValue(named, out sent)))
        {
            return sent;
        }

        return IdOnServer(reference) is { } id && _lookedUp.TryGetValue(id, out JsonElement? medication) ? medication : null;
    }

    private string? MissingId(JsonElement order) =>
        References.Object(order, "medicationReference"u8) is { } medication
        && References.Object(order, "medicationCodeableConcept"u8) is null
        && NamesADrug.Contains(RequestData.TypeOf(order))
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
            : References.IdIn(reference, Type);
    }

    // Once a call, by fullUrl and by id: to search the whole prefetch for each of ten thousand orders took a minute.
    private static Dictionary<string, JsonElement> SentWith(HookRequest request)
    {
        Dictionary<string, JsonElement> sent = new(StringComparer.Ordinal);
        foreach (JsonElement draft in request.DraftOrders)
        {
            Add(sent, draft, null);
        }

        AddAll(sent, request.DraftBundle ?? default);
        if (request.Prefetch is { ValueKind: JsonValueKind.Object } prefetch)
        {
            foreach (JsonProperty key in prefetch.EnumerateObject())
            {
                Add(sent, key.Value, null);
                AddAll(sent, key.Value);
            }
        }

        return sent;
    }

    private static void AddAll(Dictionary<string, JsonElement> sent, JsonElement bundle)
    {
        if (RequestData.TypeOf(bundle) != "Bundle")
        {
            return;
        }

        foreach (JsonElement entry in References.Objects(bundle, "entry"u8))
        {
            if (References.Object(entry, "resource"u8) is { } resource)
            {
                Add(sent, resource, References.Text(entry, "fullUrl"u8));
            }
        }
    }

    // The first of a name counts.
    private static void Add(Dictionary<string, JsonElement> sent, JsonElement resource, string? fullUrl)
    {
        if (RequestData.TypeOf(resource) != Type)
        {
            return;
        }

        if (References.Text(resource, "id"u8) is { } id)
        {
            sent.TryAdd(id, resource);
        }

        if (fullUrl is not null)
        {
            sent.TryAdd(fullUrl, resource);
        }
    }

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
