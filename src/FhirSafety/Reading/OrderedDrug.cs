using System.Collections.Frozen;
using System.Text.Json;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Which drug an order is for, told from codes and names alone, on the raw JSON.</summary>
/// <param name="Resource">The order.</param>
/// <param name="Identity">What it is to the check.</param>
/// <param name="Match">The value sets it belongs to; null where no drug was looked up.</param>
/// <param name="Concept">The concept that names the drug; null where there is none.</param>
/// <param name="Medication">The Medication it points to; null where it points to none.</param>
/// <param name="FormWords">The words for route and dose form; null where there are none.</param>
internal sealed record OrderedDrug(
    JsonElement Resource,
    DrugIdentity Identity,
    DrugMatch? Match = null,
    JsonElement? Concept = null,
    JsonElement? Medication = null,
    string? FormWords = null)
{
    /// <summary>The codings of the concept.</summary>
    public List<DrugCoding> Codings { get; init; } = [];

    /// <summary>The text of the concept; null where it has none.</summary>
    public string? Text { get; init; }
}

/// <summary>What an order is to the check.</summary>
internal enum DrugIdentity
{
    /// <summary>No order for a drug: another resource, entered in error, a mere proposal, or an order not to give another drug than the one under check.</summary>
    NotAnOrder,

    /// <summary>No drug chosen yet, as while the prescriber still looks for one.</summary>
    NotChosenYet,

    /// <summary>A drug is meant but cannot be told.</summary>
    NotTold,

    /// <summary>The drug under check.</summary>
    Monitored,

    /// <summary>A drug some precaution on the drug under check knows.</summary>
    Interacting,

    /// <summary>An order to take out the device that may give the drug under check.</summary>
    DeviceRemoval,

    /// <summary>A drug that is only noted beside others, such as an antidote: it brings no call into play.</summary>
    Noted,

    /// <summary>Any other drug.</summary>
    Other,
}

/// <summary>Identifies the drug of MedicationRequests.</summary>
internal sealed class OrderedDrugs(MonitoredDrug drug, MedicationReferences references)
{
    private static readonly string[] NoOrderIntents = ["proposal", "option", "directive"];

    /// <summary>Looks up what some orders only point to, so that identifying them can take it into account.</summary>
    public ValueTask LookUpAsync(IEnumerable<JsonElement> orders, CancellationToken stop) => references.LookUpAsync(orders, stop);

    /// <summary>Identifies one order.</summary>
    public OrderedDrug Identify(JsonElement order)
    {
        string? type = RequestData.TypeOf(order);
        if (IsOfUnknownType(order, type))
        {
            OrderedDrug unread = IdentifyDrug(order);
            return unread.Identity == DrugIdentity.Monitored ? unread with { Identity = DrugIdentity.NotTold } : unread;
        }

        if (type != "MedicationRequest" || References.Says(order, "status"u8, "entered-in-error"u8) || NoOrderIntents.Contains(References.Text(order, "intent"u8)))
        {
            return new(order, DeviceRemoval.IsOrdered(order, drug.Name) ? DrugIdentity.DeviceRemoval : DrugIdentity.NotAnOrder);
        }

        // "Do not give" stops the drug under check; of another drug it is no order. Of a drug that is not named, a stop may be of this one.
        OrderedDrug identified = IdentifyDrug(order);
        return identified.Identity is DrugIdentity.NotChosenYet or DrugIdentity.NotTold && StopReader.Stops(order) ? identified with { Identity = DrugIdentity.NotTold }
            : identified.Identity != DrugIdentity.Monitored && References.IsTrue(order, "doNotPerform"u8) ? new(order, DrugIdentity.NotAnOrder)
            : identified;
    }

    /// <summary>Identifies the drug of an order for which one has been chosen: on file, or about to be signed.</summary>
    public OrderedDrug IdentifyChosen(JsonElement order) => Named(Identify(order));

    /// <summary>Identifies the drug of a MedicationStatement, MedicationDispense or MedicationAdministration.</summary>
    public OrderedDrug IdentifyRecord(JsonElement record) => References.Says(record, "status"u8, "entered-in-error"u8)
        ? new(record, DrugIdentity.NotAnOrder)
        : Named(IdentifyDrug(record));

    // Nothing is chosen later there: without a drug it is one that cannot be told.
    private static OrderedDrug Named(OrderedDrug chosen) => chosen.Identity == DrugIdentity.NotChosenYet ? chosen with { Identity = DrugIdentity.NotTold } : chosen;

    // Something with a medication under a type that is not read, such as an earlier FHIR version's, is not taken for no order.
    private static bool IsOfUnknownType(JsonElement order, string? type) =>
        type is not ("MedicationRequest" or "MedicationStatement" or "MedicationDispense" or "MedicationAdministration")
        && (order.TryGetProperty("medicationCodeableConcept"u8, out _) || order.TryGetProperty("medicationReference"u8, out _));

    private OrderedDrug IdentifyDrug(JsonElement order)
    {
        if (References.Object(order, "medicationCodeableConcept"u8) is { } concept)
        {
            return Identify(order, concept, null, null);
        }

        return References.Object(order, "medicationReference"u8) is { } reference
            ? IdentifyReferenced(order, reference)
            : new(order, order.TryGetProperty("medicationCodeableConcept"u8, out _) || order.TryGetProperty("medicationReference"u8, out _) ? DrugIdentity.NotTold : DrugIdentity.NotChosenYet);
    }

    private OrderedDrug IdentifyReferenced(JsonElement order, JsonElement reference)
    {
        string? display = References.Text(reference, "display"u8);
        JsonElement? medication = References.Text(reference, "reference"u8) is { Length: > 0 } literal ? references.Resolve(order, literal) : null;
        return medication is { } found
            ? Identify(order, References.Object(found, "code"u8), found, display)
            : Identify(order, null, null, display);
    }

    private OrderedDrug Identify(JsonElement order, JsonElement? concept, JsonElement? medication, string? display)
    {
        List<DrugCoding> codings = concept is { } named ? Codings.Of(named) : [];
        List<DrugCoding> all = medication is { } product ? [.. codings, .. Codings.OfIngredients(product)] : codings;
        string? text = concept is { } said ? References.Text(said, "text"u8) : null;
        string? form = FormText(order, medication);
        DrugMatch match = drug.Drugs.MatchDrug(all, text is null ? display : display is null ? text : $"{text} {display}", form);
        DrugIdentity identity =
            match.In(drug.ProductSet) is not null ? DrugIdentity.Monitored
            : IsInAny(match, drug.InteractingSets) ? DrugIdentity.Interacting
            : IsInAny(match, drug.NotedSets) ? DrugIdentity.Noted
            : match.NothingToGoOn || match.OnlyUnlistedCodes ? DrugIdentity.NotTold
            : DrugIdentity.Other;
        return new(order, identity, match, concept, medication, form) { Codings = codings, Text = text };
    }

    private static bool IsInAny(DrugMatch match, FrozenSet<string> sets)
    {
        foreach (DrugHit hit in match.Hits)
        {
            if (sets.Contains(hit.Row.Set))
            {
                return true;
            }
        }

        return false;
    }

    // Route and dose form decide whether a name stands for a cream or an eye drop.
    private static string? FormText(JsonElement order, JsonElement? medication)
    {
        string? form = medication is { } product && References.Object(product, "form"u8) is { } concept ? Codings.WordsOf(concept) : null;
        return WithRoutes(WithRoutes(form, References.Objects(order, "dosageInstruction"u8)), References.Objects(order, "dosage"u8));
    }

    private static string? WithRoutes(string? form, ObjectElements dosages)
    {
        foreach (JsonElement dosage in dosages)
        {
            if (References.Object(dosage, "route"u8) is { } route)
            {
                form = $"{form} {Codings.WordsOf(route)}";
            }
        }

        return form;
    }
}
