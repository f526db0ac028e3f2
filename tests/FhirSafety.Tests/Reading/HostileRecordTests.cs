using System.Text.Json.Nodes;
using CsCheck;

namespace FhirSafety.Tests.Reading;

/// <summary>Whatever an EHR puts into a record, reading it ends in an answer.</summary>
public sealed class HostileRecordTests
{
    private static readonly (string Key, string Resource)[] Records =
    [
        ("statements", $$$$"""{"resourceType":"MedicationStatement","id":"s","status":"active","taken":"y",{{{{Recorded.Baclofen}}}},"effectivePeriod":{"start":"2026-01-05","end":"2027-01-05"},"dosage":[{"route":{"text":"oral"},"timing":{"code":{"text":"TID"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}]}"""),
        ("statements", """{"resourceType":"MedicationStatement","status":"active","contained":[{"resourceType":"Medication","id":"m","code":{"text":"baclofen"},"ingredient":[{"itemCodeableConcept":{"text":"baclofen"}}]}],"medicationReference":{"reference":"#m","display":"x"}}"""),
        ("dispenses", $$$$"""{"resourceType":"MedicationDispense","id":"d","status":"completed",{{{{Recorded.Baclofen}}}},"whenHandedOver":"2026-11-01","whenPrepared":"2026-10-30T08:00:00Z","daysSupply":{"value":30,"unit":"Day","code":"d"},"dosageInstruction":[{"text":"one daily","route":{"text":"po"}}]}"""),
        ("administrations", $$$$"""{"resourceType":"MedicationAdministration","id":"a","status":"completed",{{{{Recorded.Baclofen}}}},"effectivePeriod":{"start":"2026-10-01","end":"2026-10-02"},"dosage":{"route":{"text":"intrathecal"},"dose":{"value":20,"unit":"mL"}}}"""),
        ("allergies", """{"resourceType":"AllergyIntolerance","id":"y","code":{"coding":[{"system":"http://snomed.info/sct","code":"387342009","display":"Baclofen"}],"text":"baclofen"},"type":"allergy","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"onsetPeriod":{"start":"2020-01-01"},"recordedDate":"2020-01-01","reaction":[{"substance":{"text":"baclofen"},"manifestation":[{"text":"rash"}]}]}"""),
        ("pregnancy", """{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"82810-3"}]},"effectiveDateTime":"2026-11-01","valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA15173-0","display":"Pregnant"}],"text":"pregnant"}}"""),
        ("pregnancy", """{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"11778-8"}]},"effectivePeriod":{"end":"2026-11-01"},"valueDateTime":"2027-02-01"}"""),
        ("alcohol", """{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"75626-2"}]},"issued":"2026-11-01T10:00:00Z","valueInteger":4}"""),
        ("vitalSigns", """{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveInstant":"2026-11-01T10:00:00Z","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":95,"unit":"mmHg","code":"mm[Hg]"}}]}"""),
        ("appointments", """{"resourceType":"Appointment","id":"v","status":"booked","start":"2026-12-01T10:00:00Z","serviceType":[{"text":"refill","coding":[{"code":"x"}]}],"reasonCode":[{"text":"pump"}],"participant":[{"actor":{"reference":"Patient/p"}}]}"""),
        ("conditions", """{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"N18.4"}]},"category":[{"coding":[{"code":"encounter-diagnosis"}]}],"clinicalStatus":{"coding":[{"code":"active"}]},"onsetDateTime":"2020-01-01","abatementPeriod":{"end":"2020-02-01"}}"""),
        ("procedures", """{"resourceType":"Procedure","id":"r","status":"completed","notDone":false,"code":{"coding":[{"system":"http://snomed.info/sct","code":"302497006"}]},"performedPeriod":{"start":"2026-01-01","end":"2026-01-02"}}"""),
    ];

    // One of each JSON type, and the numbers, dates and texts that trip readers.
    private static readonly string[] Replacements =
    [
        "null", "true", "0", "-1", "1e400", "79228162514264337593543950335", "\"\"", "\"x\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"2026-13-45T99:99:99Z\"",
        "\"\\u0000\"", "[]", "[null]", "[[]]", "[3]", "[\"x\"]", "{}", "{\"value\":1e28}", "{\"coding\":7}", "[{},{}]",
    ];

    [Fact]
    public void One_member_of_another_type_or_missing_never_stops_the_reading()
    {
        foreach ((string key, string resource) in Records)
        {
            int members = Slots(JsonNode.Parse(resource)!).Count;
            for (int at = 0; at < members; at++)
            {
                AssertRead(key, Changed(resource, (at, -1)));
                AssertRead(key, Changed(resource, (at, at % Replacements.Length)));
            }
        }
    }

    [Fact]
    public void An_extension_beside_any_member_never_stops_the_reading()
    {
        foreach ((string key, string resource) in Records)
        {
            int members = Slots(JsonNode.Parse(resource)!).Count;
            for (int at = 0; at < members; at++)
            {
                JsonNode root = JsonNode.Parse(resource)!;
                (JsonObject parent, string name) = Slots(root)[at];
                parent["_" + name] = JsonNode.Parse("""{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}""");

                AssertRead(key, root.ToJsonString());
            }
        }
    }

    [Fact]
    public void Several_bad_members_at_once_never_stop_the_reading() =>
        Gen.Select(Gen.Int[0, Records.Length - 1], Gen.Select(Gen.Int[0, 60], Gen.Int[-1, Replacements.Length - 1]).Array[1, 4])
           .Sample(static (record, changes) => AssertRead(Records[record].Key, Changed(Records[record].Resource, changes)), iter: 600);

    [Theory]
    [InlineData("9998-12-31")]
    [InlineData("0002-01-01")]
    public void A_date_at_the_end_of_the_calendar_never_stops_the_reading(string date) => AssertRead("medications", $$$"""
        {"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":"ibuprofen"},"authoredOn":"{{{date}}}",
         "dispenseRequest":{"expectedSupplyDuration":{"value":9999,"unit":"months"},"numberOfRepeatsAllowed":99} }
        """);

    // Reading it may drop what it says, but not what stands beside it under another key.
    private static void AssertRead(string key, string resource)
    {
        const string Weight = """{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"effectiveDateTime":"2026-11-01","valueQuantity":{"value":70,"unit":"kg"}}""";
        JsonObject prefetch = new() { [key] = Recorded.Bundle(resource), ["bodySize"] = Recorded.Bundle(Weight) };

        Assert.Equal(70, Assert.Single(Recorded.Read(prefetch, Recorded.Draft).Patient.Weights.Items).Value);
    }

    private static string Changed(string resource, params (int At, int Replacement)[] changes)
    {
        JsonNode root = JsonNode.Parse(resource)!;
        foreach ((int at, int replacement) in changes)
        {
            List<(JsonObject Parent, string Name)> slots = Slots(root);
            (JsonObject parent, string name) = slots[at % slots.Count];
            if (replacement < 0)
            {
                parent.Remove(name);
            }
            else
            {
                parent[name] = JsonNode.Parse(Replacements[replacement]);
            }

            if (Slots(root).Count == 0)
            {
                break;
            }
        }

        return root.ToJsonString();
    }

    // Every member but the type of the resource itself: without that the entry is no resource.
    private static List<(JsonObject Parent, string Name)> Slots(JsonNode? node) => node switch
    {
        JsonObject parent => [.. parent.Where(member => member.Key != "resourceType" || parent.Parent is not null).SelectMany(member => Slots(member.Value).Prepend((parent, member.Key)))],
        JsonArray list => [.. list.SelectMany(Slots)],
        _ => [],
    };
}
