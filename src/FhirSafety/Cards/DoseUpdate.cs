using System.Globalization;
using System.Runtime.InteropServices;
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
    private static readonly string[] KeptOfDosage = ["id", "extension", "modifierExtension", "route", "site", "method", "asNeededBoolean", "asNeededCodeableConcept"];

    /// <summary>Amounts to supply, which were counted for the old dose.</summary>
    private static readonly string[] Counted = ["quantity", "_quantity", "initialFill"];

    /// <summary>The order with the dose of <paramref name="act"/>.</summary>
    public static JsonObject Apply(JsonElement order, Act.SetDose act, Words words)
    {
        JsonObject updated = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(order))!.AsObject();
        updated["dosageInstruction"] = Dosages(updated, act.Regimen, words);
        RemoveWhatIsUntrue(updated);
        if (act.NewProduct is { } product)
        {
            SetProduct(updated, product);
        }

        if (act.Renews is { } running)
        {
            updated["priorPrescription"] = new JsonObject { ["reference"] = running };
        }

        SetMark(updated, act.Mark);
        return updated;
    }

    /// <summary>The draft with the dosage that another order has.</summary>
    public static JsonObject WithDosageOf(JsonElement other, JsonElement draft, AppliedMark mark)
    {
        JsonObject updated = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(draft))!.AsObject();
        JsonObject source = JsonNode.Parse(JsonMarshal.GetRawUtf8Value(other))!.AsObject();
        updated["dosageInstruction"] = source["dosageInstruction"]!.DeepClone();
        ContinuedOrder.RemoveBounds(updated);
        RemoveWhatIsUntrue(updated);
        SetMark(updated, mark);
        return updated;
    }

    private static void RemoveWhatIsUntrue(JsonObject updated)
    {
        updated.Remove("text");
        updated.Remove("renderedDosageInstruction");
        if (updated["dispenseRequest"] is JsonObject dispense)
        {
            foreach (string amount in Counted)
            {
                dispense.Remove(amount);
            }

            if (dispense.Count == 0)
            {
                updated.Remove("dispenseRequest");
            }
        }
    }

    /// <summary>The dosages of a regimen, with what a new dose leaves true of those of <paramref name="order"/>.</summary>
    public static JsonArray Dosages(JsonObject order, Regimen regimen, Words words)
    {
        JsonArray old = order["dosageInstruction"] as JsonArray ?? [];
        JsonObject first = old.OfType<JsonObject>().FirstOrDefault() ?? [];
        bool instructsPatient = old.OfType<JsonObject>().Any(dosage => dosage["patientInstruction"] is not null);

        // Of several dosages the first one's span may be that of one step; the whole order's is not known.
        JsonObject span = old.Count == 1 ? first : [];
        if (regimen.IsEven)
        {
            return [Dosage(first, RegimenWords.Of(words, regimen), instructsPatient, regimen.Parts[0], Repeat(span, regimen.Parts.Length, null))];
        }

        return
        [
            .. regimen.Parts.Select((part, place) =>
            {
                string time = RegimenWords.TimeOf(regimen, place);
                string text = words.Plain(new("regimen.part", ("amount", RegimenWords.Amount(part)), ("when", words[$"when.{time}"])));
                JsonObject dosage = Dosage(first, text, instructsPatient, part, Repeat(span, 1, time));
                if (place > 0)
                {
                    dosage.Remove("id");
                }

                return dosage;
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

        if (CodedInstructions(first) is { Count: > 0 } instructions)
        {
            dosage["additionalInstruction"] = instructions;
        }

        dosage["text"] = text;
        if (instructsPatient)
        {
            dosage["patientInstruction"] = text;
        }

        dosage["timing"] = new JsonObject { ["repeat"] = repeat };
        dosage["doseAndRate"] = new JsonArray(new JsonObject
        {
            ["doseQuantity"] = new JsonObject { ["value"] = WithoutTrailingZeros(mg), ["unit"] = "mg", ["system"] = Ucum, ["code"] = "mg" },
        });
        return dosage;
    }

    // FHIR keeps the digits of a decimal, and 5.0 mg has been read as 50.
    private static decimal WithoutTrailingZeros(decimal mg) => decimal.Parse(RegimenWords.Amount(mg), CultureInfo.InvariantCulture);

    // A code such as "with food" stays true; free text may say the old dose.
    private static JsonArray CodedInstructions(JsonObject first) =>
    [
        .. (first["additionalInstruction"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Where(instruction => instruction["coding"] is JsonArray { Count: > 0 })
            .Select(instruction => instruction.DeepClone()),
    ];

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

    /// <summary>Makes the order one for a product of ours.</summary>
    public static void SetProduct(JsonObject order, ValueSetRow product)
    {
        if (order["medicationReference"] is JsonObject reference && order["contained"] is JsonArray contained)
        {
            string? id = Text(reference, "reference");
            if (contained.FirstOrDefault(resource => id is not null && "#" + Text(resource, "id") == id) is { } old)
            {
                contained.Remove(old);
            }

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

    /// <summary>Writes our mark, in place of an earlier one.</summary>
    public static void SetMark(JsonObject order, AppliedMark mark)
    {
        JsonArray extensions = order["extension"] switch
        {
            JsonArray several => several,
            JsonObject one => [one.DeepClone()],
            _ => [],
        };
        foreach (JsonNode? untrue in extensions.Where(extension => Text(extension, "url") is AppliedMarkUrl or RenderedDosage).ToArray())
        {
            extensions.Remove(untrue);
        }

        extensions.Add(new JsonObject
        {
            ["url"] = AppliedMarkUrl,
            ["valueString"] = string.Create(CultureInfo.InvariantCulture, $"{mark.Precaution}|{mark.Fact}|{mark.MgADay:0.####}{(mark.IsTaper ? "|taper" : "")}"),
        });
        order["extension"] = extensions;
    }

    // A faulty draft may have anything in any place.
    private static string? Text(JsonNode? node, string member) =>
        node is JsonObject json && json[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
