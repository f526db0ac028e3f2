using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Cards;

/// <summary>Puts a taper, or a titration, into orders an EHR can take over: one draft a step, with its first and last day, and a plan that names the course.</summary>
/// <remarks>
/// One order a step and not one with a sequence of dosages: most EHRs keep only the first dosage of a suggested order, and a taper of
/// which only its first step arrives would go on for ever at that dose. The steps hang together by <c>groupIdentifier</c> and each
/// names the running order in <c>priorPrescription</c>; the plan tells the course in words and refers to no order, because an EHR gives
/// new ids to what it creates. An order of the unchanged dose that is part of the session is taken out, or it would be given beside the steps.
/// </remarks>
/// <param name="words">What orders and actions are called.</param>
/// <param name="newDraft">A draft of a resource type for this patient, with an id of its own.</param>
/// <param name="today">The site's day, on which a taper begins.</param>
internal sealed class TaperOrders(Words words, Func<string, JsonObject> newDraft, DateOnly today)
{
    /// <summary>Where the tag of a plan is from.</summary>
    public const string PlanTagSystem = "urn:fhirsafety:plan";

    /// <summary>Of a draft that a titration takes the place of, what stays true of its steps beside the drug.</summary>
    private static readonly string[] Purpose = ["category", "reasonCode", "reasonReference"];

    private static readonly string[] Drug = ["medicationCodeableConcept", "medicationReference"];

    /// <summary>The actions that make the taper.</summary>
    /// <param name="taper">The taper.</param>
    /// <param name="model">The order whose drug and route the steps take over, as received.</param>
    public ImmutableArray<SuggestedAction> Write(Act.Taper taper, JsonElement model)
    {
        JsonObject like = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(model))!.AsObject();
        string group = Guid.NewGuid().ToString();
        return
        [
            .. taper.Steps.Select(step => new SuggestedAction.Create(TaperText.Row(words, step), Step(taper, step, like, group))),
            new SuggestedAction.Create(words["suggest.taperPlan"], Plan(taper, group)),
            .. taper.AlsoRemoved.Prepend(taper.Removed).OfType<string>().Select(draft => new SuggestedAction.Delete(words["suggest.taperReplaces"], draft)),
        ];
    }

    /// <summary>The actions that make a titration; no plan goes with it, because a plan of ours says that the dose goes down.</summary>
    /// <param name="titration">The titration.</param>
    /// <param name="model">The draft whose place the steps take, as received.</param>
    public ImmutableArray<SuggestedAction> Write(Act.Titration titration, JsonElement model)
    {
        JsonObject like = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(model))!.AsObject();
        string group = Guid.NewGuid().ToString();
        return
        [
            .. titration.Steps.Select(step => new SuggestedAction.Create(TaperText.Row(words, step), Step(titration, step, like, group))),
            new SuggestedAction.Delete(words["suggest.taperReplaces"], titration.Draft),
        ];
    }

    private JsonObject Step(Act.Titration titration, TaperStep step, JsonObject like, string group)
    {
        JsonObject order = Step(step, like, group, titration.NewProduct);
        foreach (string purpose in Purpose)
        {
            // What points into the draft would hang in the air; what is no list in it would be a fault of ours here.
            if (like[purpose] is JsonArray value && value.All(one => one is JsonObject) && !value.ToJsonString().Contains("\"reference\":\"#", StringComparison.Ordinal))
            {
                order[purpose] = value.DeepClone();
            }
        }

        DoseUpdate.SetMark(order, titration.Mark with { MgADay = step.Regimen.MgADay });
        return order;
    }

    private JsonObject Step(Act.Taper taper, TaperStep step, JsonObject like, string group)
    {
        JsonObject order = Step(step, like, group, taper.NewProduct);
        order["priorPrescription"] = new JsonObject { ["reference"] = taper.Running };
        DoseUpdate.SetMark(order, taper.Mark with { MgADay = step.Regimen.MgADay, IsTaper = true });
        return order;
    }

    private JsonObject Step(TaperStep step, JsonObject like, string group, ValueSetRow? newProduct)
    {
        JsonObject order = newDraft("MedicationRequest");
        foreach (string drug in Drug)
        {
            if (like[drug] is { } value)
            {
                order[drug] = value.DeepClone();
            }
        }

        if (ContainedDrug(like) is { } medication)
        {
            order["contained"] = new JsonArray(medication);
        }

        if (newProduct is { } product)
        {
            DoseUpdate.SetProduct(order, product);
        }

        order["groupIdentifier"] = Group(group);
        order["dosageInstruction"] = DoseUpdate.Dosages(new JsonObject { ["dosageInstruction"] = new JsonArray(Model(like, step)) }, step.Regimen, words);
        return order;
    }

    // Of what the model contains only the drug it points to: the rest would hang in the air.
    private static JsonNode? ContainedDrug(JsonObject like) =>
        like["medicationReference"] is JsonObject reference && reference["reference"] is JsonValue value && value.TryGetValue(out string? id)
            ? (like["contained"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(resource => $"#{(string?)resource["id"]}" == id)?.DeepClone()
            : null;

    // Only the route of the model stays true; the days are the step's.
    private JsonObject Model(JsonObject like, TaperStep step)
    {
        JsonObject dosage = new() { ["timing"] = new JsonObject { ["repeat"] = new JsonObject { ["boundsPeriod"] = Period(step) } } };
        if (like["dosageInstruction"] is JsonArray dosages && dosages.OfType<JsonObject>().FirstOrDefault()?["route"] is { } route)
        {
            dosage["route"] = route.DeepClone();
        }

        return dosage;
    }

    private JsonObject Plan(Act.Taper taper, string group)
    {
        JsonObject plan = newDraft("CarePlan");
        plan.Remove("authoredOn");
        plan["intent"] = "plan";
        plan["meta"] = new JsonObject { ["tag"] = new JsonArray(new JsonObject { ["system"] = PlanTagSystem, ["code"] = taper.PlanTag }) };
        plan["identifier"] = new JsonArray(Group(group));
        plan["title"] = TaperText.Label(words, taper);
        plan["created"] = Day(1);
        plan["period"] = Period(new TaperStep(1, taper.Steps[^1].LastDay, taper.Steps[^1].Regimen));
        plan["activity"] = new JsonArray(
        [
            .. taper.Steps.Select(step => new JsonObject
            {
                ["detail"] = new JsonObject
                {
                    ["kind"] = "MedicationRequest",
                    ["status"] = "not-started",
                    ["scheduledPeriod"] = Period(step),
                    ["description"] = TaperText.Row(words, step),
                },
            }),
        ]);
        return plan;
    }

    private JsonObject Period(TaperStep step)
    {
        JsonObject period = new() { ["start"] = Day(step.FirstDay) };
        if (step.LastDay is { } last)
        {
            period["end"] = Day(last);
        }

        return period;
    }

    private string Day(int ofTaper) => today.AddDays(ofTaper - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Group(string group) => new() { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:uuid:{group}" };
}
