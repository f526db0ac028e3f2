using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using static FhirSafety.Tests.Support.Drafts;

namespace FhirSafety.Tests.Cards;

public sealed class DoseUpdateTests
{
    internal static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    private static JsonObject To5 => Update(Full, To(5));

    [Fact]
    public void What_the_change_does_not_touch_survives_to_the_digit()
    {
        JsonObject before = JsonNode.Parse(Full)!.AsObject();
        foreach (string member in (string[])["resourceType", "id", "status", "intent", "meta", "medicationCodeableConcept", "subject", "authoredOn", "note"])
        {
            Assert.True(JsonNode.DeepEquals(before[member], To5[member]), member);
        }

        Assert.Equal("1.50", To5["extension"]![0]!["valueDecimal"]!.ToJsonString());
        Assert.Equal("http://example.org/unknown", (string?)To5["extension"]![0]!["url"]);
    }

    [Fact]
    public void What_the_change_makes_untrue_goes()
    {
        JsonObject dosage = To5["dosageInstruction"]![0]!.AsObject();
        Assert.Equal("5 mg once daily", (string?)dosage["text"]);
        Assert.Equal("5 mg once daily", (string?)dosage["patientInstruction"]);
        Assert.False(To5.ContainsKey("text"));
        Assert.Equal("""{"numberOfRepeatsAllowed":1}""", To5["dispenseRequest"]!.ToJsonString());
        Assert.DoesNotContain("20 mg", To5["extension"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.False(dosage.ContainsKey("maxDosePerPeriod"));
        Assert.Equal("""[{"coding":[{"system":"http://snomed.info/sct","code":"311504000"}]}]""", dosage["additionalInstruction"]!.ToJsonString());
        Assert.Equal("""{"boundsPeriod":{"start":"2026-11-22"},"frequency":1,"period":1,"periodUnit":"d"}""", dosage["timing"]!["repeat"]!.ToJsonString());
    }

    [Fact]
    public void A_dosage_taken_over_from_the_running_order_comes_whole_and_without_its_days()
    {
        const string Running = """
            {"resourceType":"MedicationRequest","id":"running","status":"active","intent":"order","medicationCodeableConcept":{"text":"x"},"subject":{"reference":"Patient/1"},
             "dosageInstruction":[{"text":"500 mcg a day","timing":{"repeat":{"boundsPeriod":{"end":"2026-11-01"},"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":500,"unit":"ug"}}]}]}
            """;
        JsonObject updated = FhirSafety.Cards.DoseUpdate.WithDosageOf(Parse(Running), Parse(Full), new AppliedMark("intrathecal-dose-range", "none", 0.5m));

        Assert.Equal(
            """[{"text":"500 mcg a day","timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":500,"unit":"ug"}}]}]""",
            updated["dosageInstruction"]!.ToJsonString());
        Assert.Equal("draft", (string?)updated["id"]);
        Assert.Equal("intrathecal-dose-range|none|0.5", (string?)updated["extension"]!.AsArray()[^1]!["valueString"]);
        Assert.False(updated.ContainsKey("text"));
        Assert.DoesNotContain("20 mg three times", updated.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"numberOfRepeatsAllowed":1}""", updated["dispenseRequest"]!.ToJsonString());
        Assert.IsType<MedicationRequest>(JsonSerializer.Deserialize<Resource>(updated.ToJsonString(), Strict));
    }

    [Fact]
    public void The_dose_is_said_once_and_without_a_trailing_zero()
    {
        JsonArray rates = To5["dosageInstruction"]![0]!["doseAndRate"]!.AsArray();
        Assert.Equal("5", Assert.Single(rates)!["doseQuantity"]!["value"]!.ToJsonString());
    }

    [Fact]
    public void The_mark_is_written_once() =>
        Assert.Equal(
            ["renal-severe|G4|5"],
            To5["extension"]!.AsArray().Where(extension => (string?)extension!["url"] == "urn:fhirsafety:applied").Select(extension => (string?)extension!["valueString"]));

    [Fact]
    public void Parts_that_differ_are_dosages_of_their_own()
    {
        JsonArray dosages = Update(Full, To(20))["dosageInstruction"]!.AsArray();
        Assert.Equal(["5 mg in the morning", "7.5 mg at noon", "7.5 mg at night"], dosages.Select(dosage => (string?)dosage!["text"]));
        Assert.Single(dosages, dosage => dosage!.AsObject().ContainsKey("id"));
    }

    [Fact]
    public void The_span_of_one_step_is_not_the_span_of_the_order()
    {
        JsonObject titration = JsonNode.Parse(Full)!.AsObject();
        titration["dosageInstruction"]!.AsArray().Add(titration["dosageInstruction"]![0]!.DeepClone());
        Assert.DoesNotContain("bounds", Update(titration.ToJsonString(), To(5)).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "medicationCodeableConcept": { "text": "baclofen 20 mg" } """)]
    [InlineData(""" "medicationReference": { "reference": "#m" }, "contained": [ { "resourceType": "Medication", "id": "m" } ] """)]
    [InlineData(""" "medicationReference": { "reference": "Medication/7" } """)]
    public void The_product_follows_the_dose(string drug)
    {
        Act.SetDose act = To(5, Orders.Drug.Terms.Rows("baclofen-products").First(row => row.Code == "430902"));
        JsonObject updated = Update($$"""{ "resourceType": "MedicationRequest", "id": "draft", {{drug}} }""", act);
        Assert.Equal("430902", (string?)updated["medicationCodeableConcept"]!["coding"]![0]!["code"]);
        Assert.False(updated.ContainsKey("medicationReference"));
        Assert.False(updated.ContainsKey("contained"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "extension": { "url": "x" }, "dosageInstruction": {}, "dispenseRequest": [], "contained": 1 }""")]
    [InlineData("""{ "extension": [ 1, { "url": 5 }, null ], "dosageInstruction": [ null, 3 ], "medicationReference": { "reference": 1 }, "contained": [ 1, null ] }""")]
    [InlineData("""{ "dosageInstruction": [ { "timing": 1, "additionalInstruction": 5, "doseAndRate": {} } ], "medicationReference": "x" }""")]
    public void A_faulty_draft_is_no_reason_to_fail(string draft)
    {
        Act.SetDose act = To(5, Orders.Drug.Terms.Rows("baclofen-products")[0]);
        Assert.Equal("5 mg once daily", (string?)Update(draft, act)["dosageInstruction"]![0]!["text"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(26)]
    public void What_is_written_parses_under_strict_rules(int units)
    {
        JsonObject updated = Update(Full, To(units * 2.5m, Orders.Drug.Terms.Rows("baclofen-products").First(row => row.Code == "430902")));
        Assert.IsType<MedicationRequest>(JsonSerializer.Deserialize<Resource>(updated.ToJsonString(), Strict));
    }

    [Fact]
    public void A_faulty_draft_gets_no_further_fault()
    {
        JsonObject draft = JsonNode.Parse(Full)!.AsObject();
        draft["status"] = "Draft";
        draft["authoredOn"] = "Invalid date";
        int before = Faults(draft);
        Assert.NotEqual(0, before);
        Assert.True(Faults(Update(draft.ToJsonString(), To(20))) <= before);
    }

    [Fact]
    public void The_test_drafts_themselves_are_without_fault() => Assert.Equal(0, Faults(JsonNode.Parse(Full)!.AsObject()));

    private static int Faults(JsonObject resource)
    {
        try
        {
            JsonSerializer.Deserialize<Resource>(resource.ToJsonString(), Strict);
            return 0;
        }
        catch (DeserializationFailedException faults)
        {
            return faults.Exceptions.Count;
        }
    }
}
