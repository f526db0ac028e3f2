using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Support;

/// <summary>A call as an EHR posts it after the prescriber took a suggestion.</summary>
/// <param name="Body">The call.</param>
/// <param name="HasDrafts">Whether it is a call about orders.</param>
/// <param name="ChangesOrders">Whether it changes what is ordered of a drug on the card, not only a test, a task, words or an antidote.</param>
internal sealed record AcceptedCall(string Body, bool HasDrafts, bool ChangesOrders)
{
    private const string InstructedUrl = "urn:fhirsafety:instructed";
    private const string Antidote = "naloxone";

    public static AcceptedCall Of(JsonObject call, JsonElement suggestion)
    {
        JsonObject copy = call.DeepClone().AsObject();
        JsonObject context = copy["context"]!.AsObject();
        context.Remove("selections");
        JsonArray? drafts = EntriesOf(context["draftOrders"] ?? ((string?)copy["hook"] == "medication-refill" ? context["medications"] : null));
        bool changes = false;
        int made = 0;
        foreach (JsonElement action in suggestion.GetProperty("actions").EnumerateArray())
        {
            switch (action.GetProperty("type").GetString())
            {
                case "create":
                    JsonObject created = Resource(action);
                    created["id"] ??= $"made-{++made}";
                    changes |= IsOrderOfTheDrug(created);
                    (drafts ?? OnFile(copy, created))?.Add(new JsonObject { ["resource"] = created });
                    break;
                case "update":
                    JsonObject updated = Resource(action);
                    JsonNode entry = drafts!.Single(one => (string?)one!["resource"]!["id"] == (string?)updated["id"])!;
                    changes |= Instructed(updated) == Instructed(entry["resource"]!.AsObject());
                    entry["resource"] = updated;
                    break;
                default:
                    JsonElement id = action.GetProperty("resourceId");
                    string gone = (id.ValueKind == JsonValueKind.Array ? id[0] : id).GetString()!;
                    drafts!.Remove(drafts.Single(one => $"{one!["resource"]!["resourceType"]}/{one["resource"]!["id"]}" == gone));
                    changes = true;
                    break;
            }
        }

        // An EHR makes no call without an order: the prescriber goes on to sign another one, of a drug that is none of ours.
        if (drafts is { Count: 0 })
        {
            drafts.Add(new JsonObject { ["resource"] = Paracetamol((string)context["patientId"]!) });
        }

        return new AcceptedCall(copy.ToJsonString(), drafts is not null, changes);
    }

    /// <summary>What a suggestion is for: its label, and of instructions which they are.</summary>
    public static string Sense(JsonElement suggestion) => string.Join(
        ' ',
        suggestion.GetProperty("actions").EnumerateArray()
            .Where(action => action.TryGetProperty("resource", out _))
            .Select(action => Instructed(Resource(action)).Split(',')[^1])
            .Prepend(suggestion.GetProperty("label").GetString()));

    // A draft that is written while only the patient is looked at lies with the other orders.
    private static JsonArray? OnFile(JsonObject call, JsonObject created) => (string?)created["resourceType"] switch
    {
        "MedicationRequest" => EntriesOf(call["prefetch"]!["medications"]),
        "CarePlan" => EntriesOf(call["prefetch"]!["carePlans"]),
        _ => null,
    };

    private static JsonArray? EntriesOf(JsonNode? bundle)
    {
        if (bundle is null)
        {
            return null;
        }

        bundle["entry"] ??= new JsonArray();
        return bundle["entry"]!.AsArray();
    }

    private static bool IsOrderOfTheDrug(JsonObject created) => (string?)created["resourceType"] == "MedicationRequest"
        && created["medicationCodeableConcept"]?.ToJsonString().Contains(Antidote, StringComparison.OrdinalIgnoreCase) != true;

    private static JsonObject Paracetamol(string patient) => new()
    {
        ["resourceType"] = "MedicationRequest",
        ["id"] = "another-order",
        ["status"] = "draft",
        ["intent"] = "order",
        ["medicationCodeableConcept"] = new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://www.nlm.nih.gov/research/umls/rxnorm", ["code"] = "161", ["display"] = "acetaminophen" }),
            ["text"] = "paracetamol 500 mg",
        },
        ["subject"] = new JsonObject { ["reference"] = $"Patient/{patient}" },
        ["authoredOn"] = "2026-11-22",
    };

    private static string Instructed(JsonObject order) => string.Join(
        ',', (order["extension"]?.AsArray() ?? []).Where(one => (string?)one!["url"] == InstructedUrl).Select(one => (string?)one!["valueString"]));

    private static JsonObject Resource(JsonElement action) => JsonNode.Parse(action.GetProperty("resource").GetRawText())!.AsObject();
}
