using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.Cards;

/// <summary>Changes to an order as it was received that leave its dose alone. Every other member survives.</summary>
internal static class OrderUpdate
{
    /// <summary>Marks an order to which an instruction of ours was added; its value is the instruction's key.</summary>
    public const string InstructedUrl = "urn:fhirsafety:instructed";

    /// <summary>Adds a sentence to what the first dosage tells the patient.</summary>
    public static JsonObject Instruct(JsonElement order, string what, string sentence)
    {
        JsonObject updated = Copy(order);
        JsonArray dosages = updated["dosageInstruction"] as JsonArray ?? [];
        if (dosages.OfType<JsonObject>().FirstOrDefault() is not { } first)
        {
            first = [];
            dosages.Add(first);
            updated["dosageInstruction"] = dosages;
        }

        string? told = first["patientInstruction"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        first["patientInstruction"] = string.IsNullOrWhiteSpace(told) ? sentence : $"{told} {sentence}";
        JsonArray extensions = updated["extension"] as JsonArray ?? [];
        extensions.Add(new JsonObject { ["url"] = InstructedUrl, ["valueString"] = what });
        updated["extension"] = extensions;
        return updated;
    }

    /// <summary>Lets it be dispensed once, for so many days; amounts that were counted for longer go.</summary>
    public static JsonObject LimitSupply(JsonElement order, int days)
    {
        JsonObject updated = Copy(order);
        JsonObject dispense = updated["dispenseRequest"] as JsonObject ?? [];
        foreach (string counted in (string[])["quantity", "_quantity", "initialFill", "dispenseInterval"])
        {
            dispense.Remove(counted);
        }

        dispense["numberOfRepeatsAllowed"] = 0;
        dispense["expectedSupplyDuration"] = new JsonObject
        {
            ["value"] = days,
            ["unit"] = "days",
            ["system"] = "http://unitsofmeasure.org",
            ["code"] = "d",
        };
        updated["dispenseRequest"] = dispense;
        return updated;
    }

    /// <summary>Names the running order that it takes the place of.</summary>
    public static JsonObject LinkToRunning(JsonElement order, string running)
    {
        JsonObject updated = Copy(order);
        updated["priorPrescription"] = new JsonObject { ["reference"] = running };
        return updated;
    }

    /// <summary>Lets it run on: an end that the stop wrote into its dates would stop it all the same.</summary>
    /// <param name="order">The draft that stops it.</param>
    /// <param name="before">The order as it runs; null where no list shows it.</param>
    public static JsonObject Resume(JsonElement order, JsonElement? before)
    {
        JsonObject updated = Copy(order);
        updated["status"] = "active";
        updated.Remove("statusReason");
        if (before is { } running)
        {
            RestoreEnds(updated, JsonNode.Parse(JsonMarshal.GetRawUtf8Value(running))!.AsObject());
        }

        return updated;
    }

    private static void RestoreEnds(JsonObject updated, JsonObject running)
    {
        JsonArray before = running["dosageInstruction"] as JsonArray ?? [];
        ContinuedOrder.RemoveBounds(updated);
        foreach ((JsonObject dosage, JsonObject was) in (updated["dosageInstruction"] as JsonArray ?? []).OfType<JsonObject>().Zip(before.OfType<JsonObject>()))
        {
            foreach ((string name, JsonNode? bounds) in BoundsOf(was))
            {
                MemberOf(MemberOf(dosage, "timing"), "repeat")[name] = bounds?.DeepClone();
            }
        }

        if (updated["dispenseRequest"] is JsonObject dispense && dispense.Remove("validityPeriod"))
        {
            if ((running["dispenseRequest"] as JsonObject)?["validityPeriod"] is { } validity)
            {
                dispense["validityPeriod"] = validity.DeepClone();
            }
            else if (dispense.Count == 0)
            {
                updated.Remove("dispenseRequest");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> BoundsOf(JsonObject dosage) =>
        ((dosage["timing"] as JsonObject)?["repeat"] as JsonObject ?? []).Where(member => ContinuedOrder.IsBounds(member.Key));

    private static JsonObject MemberOf(JsonObject owner, string name)
    {
        if (owner[name] is JsonObject member)
        {
            return member;
        }

        JsonObject made = [];
        owner[name] = made;
        return made;
    }

    private static JsonObject Copy(JsonElement order)
    {
        JsonObject updated = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(order))!.AsObject();
        updated.Remove("text"); // the narrative tells the order as it was
        return updated;
    }
}
