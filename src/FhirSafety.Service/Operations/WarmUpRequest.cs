using System.Text.Json;

namespace FhirSafety.Service.Operations;

/// <summary>An order of the drug watched, for a patient who does not exist.</summary>
internal static class WarmUpRequest
{
    public const string Hook = "order-sign";

    // The drug is named in words only, which sends the order through Firely whatever codes are known.
    public static string For(string drug) => $$"""
        {
          "hook": "{{Hook}}",
          "hookInstance": "00000000-0000-4000-8000-000000000000",
          "context": {
            "patientId": "warm-up",
            "draftOrders": { "resourceType": "Bundle", "type": "collection", "entry": [ { "resource": {
              "resourceType": "MedicationRequest", "id": "warm-up", "status": "draft", "intent": "order",
              "subject": { "reference": "Patient/warm-up" },
              "medicationCodeableConcept": { "text": "{{JsonEncodedText.Encode(drug)}} 10 mg oral tablet" },
              "dosageInstruction": [ {
                "timing": { "repeat": { "frequency": 3, "period": 1, "periodUnit": "d" } },
                "doseAndRate": [ { "doseQuantity": {
                  "value": 10, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg" } } ] } ] } } ] }
          },
          "prefetch": { "patient": {
            "resourceType": "Patient", "id": "warm-up", "gender": "female", "birthDate": "1950-01-01" } }
        }
        """;
}
