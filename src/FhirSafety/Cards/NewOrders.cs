using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FhirSafety.Cards;

/// <summary>Writes orders and tasks that did not come with the call: drafts for this patient, each with an id of its own.</summary>
/// <param name="words">What they are called.</param>
/// <param name="codes">Codes by which the site orders services.</param>
/// <param name="patientId">The patient they are written for.</param>
/// <param name="encounterId">The encounter they are written in; null for none.</param>
/// <param name="today">The site's day.</param>
internal sealed class NewOrders(
    Words words, FrozenDictionary<string, OrderCode> codes, string patientId, string? encounterId, DateOnly today)
{
    /// <summary>The site's day.</summary>
    public DateOnly Day => today;

    /// <summary>A draft of a resource that has a subject, with an id of its own.</summary>
    public JsonObject Draft(string resourceType) => OfPatient(New(resourceType));

    /// <summary>A serum creatinine, in the unit the laboratory reports.</summary>
    public JsonObject Creatinine(Act.OrderCreatinine order) => Service(order.Molar ? "creatinineMolar" : "creatinineMass", words["service.creatinineText"]);

    /// <summary>A test, a visit or a referral.</summary>
    public JsonObject Service(Act.OrderService order) => Service(order.What, words[$"serviceText.{order.What}"]);

    /// <summary>Something to do.</summary>
    public JsonObject Task(Act.CreateTask task)
    {
        JsonObject resource = Suggested(New("Task"), task.What);
        resource["description"] = words[$"taskText.{task.What}"];
        resource["for"] = Reference("Patient", patientId);
        resource["authoredOn"] = Today;
        return InEncounter(resource);
    }

    /// <summary>A drug to have at hand.</summary>
    public JsonObject Rescue(Act.OfferRescue rescue)
    {
        JsonObject resource = Draft("MedicationRequest");
        OrderCode product = codes[rescue.What];
        resource["medicationCodeableConcept"] = Concept(product, product.Display);
        return resource;
    }

    private JsonObject Service(string what, string text)
    {
        JsonObject resource = Suggested(Draft("ServiceRequest"), what);
        resource["code"] = Concept(codes.GetValueOrDefault(what), text);
        return resource;
    }

    // So that the next call of the session knows that it was accepted.
    private static JsonObject Suggested(JsonObject resource, string what)
    {
        resource["extension"] = new JsonArray(new JsonObject { ["url"] = Reading.SessionReader.SuggestedUrl, ["valueString"] = what });
        return resource;
    }

    private static JsonObject New(string type) => new()
    {
        ["resourceType"] = type,
        ["id"] = Guid.NewGuid().ToString(),
        ["status"] = "draft",
        ["intent"] = "order",
    };

    private JsonObject OfPatient(JsonObject resource)
    {
        resource["subject"] = Reference("Patient", patientId);
        resource["authoredOn"] = Today;
        return InEncounter(resource);
    }

    private JsonObject InEncounter(JsonObject resource)
    {
        if (encounterId is not null)
        {
            resource["encounter"] = Reference("Encounter", encounterId);
        }

        return resource;
    }

    private static JsonObject Concept(OrderCode? code, string text)
    {
        JsonObject concept = [];
        if (code is not null)
        {
            concept["coding"] = new JsonArray(new JsonObject { ["system"] = code.System, ["code"] = code.Code, ["display"] = code.Display });
        }

        concept["text"] = text;
        return concept;
    }

    private static JsonObject Reference(string type, string id) => new() { ["reference"] = $"{type}/{id}" };

    private string Today => today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
