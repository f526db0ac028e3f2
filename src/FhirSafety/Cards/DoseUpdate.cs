using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Cards;

/// <summary>
/// Writes a dose into an order as it was received: every member the change does not touch survives, and whatever it makes
/// untrue goes with it (dosage text, patient instruction, further dosages, narrative, quantity to dispense, product).
/// </summary>
internal static class DoseUpdate
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const string RenderedDosage = "http://hl7.org/fhir/5.0/StructureDefinition/extension-MedicationRequest.renderedDosageInstruction";
    private const string AppliedMarkUrl = "urn:fhirsafety:applied";

    /// <summary>Members of a Dosage that a new dose leaves true.</summary>
    private static readonly string[] KeptOfDosage = ["id", "extension", "route", "site", "method", "additionalInstruction", "asNeededBoolean", "asNeededCodeableConcept"];

    /// <summary>The order with the dose of <paramref name="act"/>.</summary>
    public static JsonObject Apply(JsonElement order, Act.SetDose act, Words words)
    {
        JsonObject updated = JsonNode.Parse(order.GetRawText())!.AsObject();
        updated["dosageInstruction"] = Dosages(updated, act.Regimen, words);
        updated.Remove("text");
        if (updated["dispenseRequest"] is JsonObject dispense)
        {
            dispense.Remove("quantity");
            if (dispense.Count == 0)
            {
                updated.Remove("dispenseRequest");
            }
        }

        if (act.NewProduct is { } product)
        {
            SetProduct(updated, product);
        }

        SetMark(updated, act.Mark);
        return updated;
    }

    private static JsonArray Dosages(JsonObject order, Regimen regimen, Words words)
    {
        JsonObject first = order["dosageInstruction"] is JsonArray { Count: > 0 } dosages && dosages[0] is JsonObject dosage ? dosage : [];
        bool instructsPatient = first["patientInstruction"] is not null;
        if (regimen.IsEven)
        {
            return [Dosage(first, RegimenWords.Of(words, regimen), instructsPatient, regimen.Parts[0], Repeat(first, regimen.Parts.Length, null))];
        }

        return
        [
            .. regimen.Parts.Select((part, place) =>
            {
                string time = RegimenWords.TimeOf(regimen, place);
                string text = words.Plain(new("regimen.part", ("amount", RegimenWords.Amount(part)), ("when", words[$"when.{time}"])));
                return Dosage(first, text, instructsPatient, part, Repeat(first, 1, time));
            }),
        ];
    }

    private static JsonObject Dosage(JsonObject first, string text, bool instructsPatient, decimal mg, JsonObject repeat)
    {
        JsonObject dosage = [];
        foreach (string kept in KeptOfDosage)
        {
            if (first[kept] is { } value)
            {
                dosage[kept] = value.DeepClone();
            }
        }

        dosage["text"] = text;
        if (instructsPatient)
        {
            dosage["patientInstruction"] = text;
        }

        dosage["timing"] = new JsonObject { ["repeat"] = repeat };
        dosage["doseAndRate"] = new JsonArray(new JsonObject
        {
            ["doseQuantity"] = new JsonObject { ["value"] = mg, ["unit"] = "mg", ["system"] = Ucum, ["code"] = "mg" },
        });
        return dosage;
    }

    // Of the old timing only the span of the order stays true.
    private static JsonObject Repeat(JsonObject first, int timesADay, string? timeOfDay)
    {
        JsonObject repeat = [];
        if (first["timing"] is JsonObject timing && timing["repeat"] is JsonObject old)
        {
            foreach ((string name, JsonNode? value) in old.Where(member => member.Key.StartsWith("bounds", StringComparison.Ordinal)))
            {
                repeat[name] = value?.DeepClone();
            }
        }

        repeat["frequency"] = timesADay;
        repeat["period"] = 1;
        repeat["periodUnit"] = "d";
        if (timeOfDay is not null)
        {
            repeat["when"] = new JsonArray(timeOfDay);
        }

        return repeat;
    }

    private static void SetProduct(JsonObject order, ValueSetRow product)
    {
        if (order["medicationReference"] is JsonObject reference && order["contained"] is JsonArray contained)
        {
            string? id = (string?)reference["reference"];
            JsonNode? old = contained.FirstOrDefault(resource => id is not null && "#" + (string?)resource?["id"] == id);
            contained.Remove(old);
            if (contained.Count == 0)
            {
                order.Remove("contained");
            }
        }

        order.Remove("medicationReference");
        order["medicationCodeableConcept"] = new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject { ["system"] = product.System, ["code"] = product.Code, ["display"] = product.Display }),
            ["text"] = product.Display,
        };
    }

    private static void SetMark(JsonObject order, AppliedMark mark)
    {
        JsonArray extensions = order["extension"] as JsonArray ?? [];
        foreach (JsonNode? untrue in extensions.Where(extension => (string?)extension?["url"] is AppliedMarkUrl or RenderedDosage).ToArray())
        {
            extensions.Remove(untrue);
        }

        extensions.Add(new JsonObject
        {
            ["url"] = AppliedMarkUrl,
            ["valueString"] = string.Create(CultureInfo.InvariantCulture, $"{mark.Precaution}|{mark.Fact}|{mark.MgADay:0.##}"),
        });
        order["extension"] = extensions;
    }
}
