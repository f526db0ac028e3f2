using System.Collections.Immutable;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>
/// The envelope of a hook call. FHIR stays raw JSON inside the caller's document: nothing that outlives the call may keep
/// one of the elements.
/// </summary>
public sealed record HookRequest
{
    /// <summary>The hook, such as <c>order-sign</c>.</summary>
    public required string Hook { get; init; }

    /// <summary>Identifies the invocation; any string is accepted.</summary>
    public required string HookInstance { get; init; }

    /// <summary>The patient's bare id; an exact <c>Patient/</c> prefix was taken off.</summary>
    public required string PatientId { get; init; }

    /// <summary>The encounter's bare id; null when the call names none.</summary>
    public string? EncounterId { get; init; }

    /// <summary>The resources being ordered (draftOrders), in the order received, whatever their type.</summary>
    public ImmutableArray<JsonElement> DraftOrders { get; init; } = [];

    /// <summary>The orders an EHR lists in context.medications of encounter-discharge; empty where it sends none.</summary>
    public ImmutableArray<JsonElement> ListedOrders { get; init; } = [];

    /// <summary>The conditions being recorded (problem-list-item-create), in the order received.</summary>
    public ImmutableArray<JsonElement> NewConditions { get; init; } = [];

    /// <summary>The Bundle the orders came in, for references by <c>fullUrl</c>; null when there is none.</summary>
    public JsonElement? DraftBundle { get; init; }

    /// <summary>What order-select names, as <c>Type/id</c>; empty means all drafts.</summary>
    public ImmutableArray<string> Selections { get; init; } = [];

    /// <summary>The prefetch object; null when there is none.</summary>
    public JsonElement? Prefetch { get; init; }

    /// <summary>The base address of the EHR's FHIR server as sent, which proves nothing about it; null when none was named.</summary>
    public string? FhirServer { get; init; }

    /// <summary>The token for that server; null when none was sent that could be used.</summary>
    public FhirAuthorization? FhirAuthorization { get; init; }

    /// <summary>
    /// Whether the site has declared that this caller never sends medication lists: then an order of an interacting drug alone is
    /// passed over where the list is missing.
    /// </summary>
    public bool NeverHasMedications { get; init; }

    /// <summary>Whether the caller asks for the trace, and may.</summary>
    public bool WantsTrace { get; init; }
}
