using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;

namespace FhirSafety.Cards;

/// <summary>Writes a running order again for another place: the drug, the dose and why, of which nothing changes.</summary>
/// <remarks>
/// Only what stays true is taken over. Identifiers, requester, dates and marks are those of the other order; the bounds of its dosages
/// would end the new one on the old one's day.
/// </remarks>
internal static class ContinuedOrder
{
    private static readonly string[] Kept =
        ["contained", "medicationCodeableConcept", "medicationReference", "reasonCode", "reasonReference", "dosageInstruction", "substitution"];

    private static readonly string[] KeptOfSupply = ["quantity", "expectedSupplyDuration"];

    /// <summary>The order.</summary>
    /// <param name="source">The running order, as received.</param>
    /// <param name="act">What it is continued as.</param>
    /// <param name="order">A draft for this patient, with an id of its own.</param>
    public static JsonObject Write(JsonElement source, Act.ContinueOrder act, JsonObject order)
    {
        JsonObject running = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(source))!.AsObject();
        foreach (string kept in Kept)
        {
            if (running[kept] is { } value)
            {
                order[kept] = value.DeepClone();
            }
        }

        RemoveBounds(order);
        bool forStay = act.Category == OrderCategory.Inpatient;
        order["category"] = Category(forStay ? "inpatient" : "discharge", forStay ? "Inpatient" : "Discharge");
        JsonObject reference = new() { ["reference"] = act.Source };
        if (forStay)
        {
            // The order at home stands: it is not replaced, the stay's rests on it.
            order["basedOn"] = new JsonArray(reference);
            return order;
        }

        order["priorPrescription"] = reference;
        JsonObject supply = [];
        foreach (string kept in KeptOfSupply)
        {
            if ((running["dispenseRequest"] as JsonObject)?[kept] is { } value)
            {
                supply[kept] = value.DeepClone();
            }
        }

        if (supply.Count > 0)
        {
            order["dispenseRequest"] = supply;
        }

        return order;
    }

    /// <summary>Lets the dosages of an order run on from whenever it is signed.</summary>
    internal static void RemoveBounds(JsonObject order)
    {
        foreach (JsonObject dosage in (order["dosageInstruction"] as JsonArray ?? []).OfType<JsonObject>())
        {
            RemoveBoundsOf(dosage);
        }
    }

    /// <summary>Whether a member of a timing's repeat says from when until when.</summary>
    internal static bool IsBounds(string member) => member.StartsWith("bounds", StringComparison.Ordinal);

    private static void RemoveBoundsOf(JsonObject dosage)
    {
        if (dosage["timing"] is JsonObject timing && timing["repeat"] is JsonObject repeat)
        {
            foreach (string bounds in repeat.Select(member => member.Key).Where(IsBounds).ToArray())
            {
                repeat.Remove(bounds);
            }
        }
    }

    private static JsonArray Category(string code, string display) =>
    [
        new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject
            {
                ["system"] = "http://terminology.hl7.org/CodeSystem/medicationrequest-category",
                ["code"] = code,
                ["display"] = display,
            }),
            ["text"] = display,
        },
    ];
}
