using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Support;

/// <summary>An order-sign that starts baclofen 20 mg three times daily, with nothing prefetched unless a test adds it.</summary>
internal sealed class BaclofenOrder
{
    private const string Concept = """{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197392"}],"text":"Baclofen 20 mg tablet"}""";

    private readonly JsonObject _root;

    public BaclofenOrder(string? fhirServer = null, string? token = FakeEhr.Token)
    {
        _root = JsonNode.Parse($$"""
            {
              "hook": "order-sign",
              "hookInstance": "7f1c4f7e-2d0b-4d8e-9d5f-0a6c1d2e3f40",
              "context": {
                "userId": "Practitioner/1",
                "patientId": "{{HookClient.Marker}}",
                "draftOrders": { "resourceType": "Bundle", "entry": [ { "resource": {
                  "resourceType": "MedicationRequest", "id": "draft-1", "status": "draft", "intent": "order",
                  "medicationCodeableConcept": {{Concept}},
                  "subject": { "reference": "Patient/{{HookClient.Marker}}" },
                  "dosageInstruction": [ {
                    "timing": { "repeat": { "frequency": 3, "period": 1, "periodUnit": "d" } },
                    "doseAndRate": [ { "doseQuantity": { "value": 20, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg" } } ] } ] } } ] }
              }
            }
            """)!.AsObject();
        if (fhirServer is not null)
        {
            _root["fhirServer"] = fhirServer;
        }

        if (token is not null)
        {
            _root["fhirAuthorization"] = new JsonObject
            {
                ["access_token"] = token,
                ["token_type"] = "Bearer",
                ["expires_in"] = 300,
                ["scope"] = "user/*.read",
                ["subject"] = "us",
            };
        }
    }

    /// <summary>Adds one prefetch key.</summary>
    public BaclofenOrder With(string key, string json)
    {
        JsonObject prefetch = _root["prefetch"] as JsonObject ?? [];
        _root["prefetch"] = prefetch;
        prefetch[key] = JsonNode.Parse(json);
        return this;
    }

    /// <summary>Prefetches the patient, without whom nothing is checked.</summary>
    public BaclofenOrder WithPatient() => With("patient", FakeEhr.Bundles.Patient);

    /// <summary>Changes the draft.</summary>
    public BaclofenOrder Draft(Action<JsonObject> change)
    {
        change(_root["context"]!["draftOrders"]!["entry"]![0]!["resource"]!.AsObject());
        return this;
    }

    /// <summary>The order points to a Medication instead of naming the drug.</summary>
    public BaclofenOrder PointingTo(string reference, string? display = null) => Draft(draft =>
    {
        draft.Remove("medicationCodeableConcept");
        JsonObject medication = new() { ["reference"] = reference };
        if (display is not null)
        {
            medication["display"] = display;
        }

        draft["medicationReference"] = medication;
    });

    public static string Medication(string id) => $$"""{"resourceType":"Medication","id":"{{id}}","code":{{Concept}}}""";

    public override string ToString() => _root.ToJsonString();
}
