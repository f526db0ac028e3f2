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

    /// <summary>Lets it run on.</summary>
    public static JsonObject Resume(JsonElement order)
    {
        JsonObject updated = Copy(order);
        updated["status"] = "active";
        updated.Remove("statusReason");
        return updated;
    }

    private static JsonObject Copy(JsonElement order)
    {
        JsonObject updated = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(order))!.AsObject();
        updated.Remove("text"); // the narrative tells the order as it was
        return updated;
    }
}
