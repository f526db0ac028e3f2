using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.Benchmarks;

/// <summary>
/// The request all figures are taken with: order-sign with 60 prefetched resources in about 44 kB, of which a check of
/// baclofen reads about half, as an EHR that answers every template would send it.
/// </summary>
internal static class SampleRequest
{
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";

    public static byte[] Utf8(bool baclofen) => JsonSerializer.SerializeToUtf8Bytes(Build(baclofen));

    private static JsonObject Build(bool baclofen)
    {
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        return new JsonObject
        {
            ["hook"] = "order-sign",
            ["hookInstance"] = "3f1b0c52-6a0e-4a43-9c7e-5b1a2f6d7e80",
            ["context"] = new JsonObject
            {
                ["userId"] = "Practitioner/example",
                ["patientId"] = "sample",
                ["draftOrders"] = Bundle([Order("draft-1", "draft", baclofen ? ("197392", "baclofen 20 MG Oral Tablet") : ("308182", "amoxicillin 250 MG Oral Capsule"), today)]),
            },
            ["prefetch"] = new JsonObject
            {
                ["patient"] = new JsonObject { ["resourceType"] = "Patient", ["id"] = "sample", ["gender"] = "female", ["birthDate"] = Day(today.AddYears(-79)) },
                ["medications"] = Bundle(Enumerable.Range(0, 13).Select(i => Order($"order-{i}", "active", Drugs[i % Drugs.Length], today.AddDays(-40 - i)))),
                ["kidneyLabs"] = Bundle(Enumerable.Range(0, 20).Select(i => i % 2 == 0
                    ? Result($"creatinine-{i}", "2160-0", "Creatinine [Mass/volume] in Serum or Plasma", 2.05m + (i * 0.01m), "mg/dL", today.AddDays(-30 - (20 * i)))
                    : Result($"egfr-{i}", "98979-8", "Glomerular filtration rate predicted by CKD-EPI 2021", 24m + i, "mL/min/{1.73_m2}", today.AddDays(-30 - (20 * i))))),
                ["conditions"] = Bundle(Enumerable.Range(0, 14).Select(i => Condition($"condition-{i}", Problems[i % Problems.Length], today.AddDays(-400 - i)))),
                ["bodySize"] = Bundle([
                    Result("weight-1", "29463-7", "Body weight", 62.5m, "kg", today.AddDays(-30)),
                    Result("height-1", "8302-2", "Body height", 160m, "cm", today.AddDays(-30)),
                    Result("weight-2", "29463-7", "Body weight", 63.5m, "kg", today.AddDays(-130)),
                    Result("height-2", "8302-2", "Body height", 160m, "cm", today.AddDays(-130))]),
                ["statements"] = null,
                ["dispenses"] = null,
                ["procedures"] = Bundle(Enumerable.Range(0, 8).Select(i => Procedure($"procedure-{i}", today.AddDays(-50 - i)))),
                ["serviceRequests"] = null,
                ["allergies"] = null,
                ["vitalSigns"] = null,
                ["pregnancy"] = null,
                ["alcohol"] = null,
                ["carePlans"] = null,
                ["appointments"] = null,
                ["administrations"] = null,
                ["otherLabs"] = null,
            },
        };
    }

    private static readonly (string Code, string Display)[] Drugs =
    [
        ("314076", "lisinopril 10 MG Oral Tablet"), ("860975", "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet"),
        ("308182", "amoxicillin 250 MG Oral Capsule"), ("197361", "amlodipine 5 MG Oral Tablet"), ("617314", "atorvastatin 10 MG Oral Tablet"),
    ];

    private static readonly (string Code, string Display)[] Problems =
    [
        ("433144002", "Chronic kidney disease stage 3"), ("44054006", "Type 2 diabetes mellitus"), ("59621000", "Essential hypertension"),
        ("195662009", "Acute viral pharyngitis"), ("24700007", "Multiple sclerosis"), ("444814009", "Viral sinusitis"),
    ];

    private static JsonObject Bundle(IEnumerable<JsonObject> resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "searchset",
        ["entry"] = new JsonArray([.. resources.Select(resource => new JsonObject { ["fullUrl"] = $"https://ehr.example/fhir/{resource["resourceType"]}/{resource["id"]}", ["resource"] = resource, ["search"] = new JsonObject { ["mode"] = "match" } })]),
    };

    private static JsonObject Order(string id, string status, (string Code, string Display) drug, DateOnly written) => new()
    {
        ["resourceType"] = "MedicationRequest",
        ["id"] = id,
        ["meta"] = Meta(),
        ["status"] = status,
        ["intent"] = "order",
        ["medicationCodeableConcept"] = Concept(RxNorm, drug.Code, drug.Display),
        ["subject"] = Subject(),
        ["authoredOn"] = Day(written),
        ["requester"] = new JsonObject { ["reference"] = "Practitioner/example", ["display"] = "Example Prescriber" },
        ["dosageInstruction"] = new JsonArray(new JsonObject
        {
            ["text"] = "Take as directed three times daily",
            ["timing"] = new JsonObject { ["repeat"] = new JsonObject { ["frequency"] = 3, ["period"] = 1, ["periodUnit"] = "d" } },
            ["doseAndRate"] = new JsonArray(new JsonObject { ["doseQuantity"] = new JsonObject { ["value"] = 20, ["unit"] = "mg", ["system"] = "http://unitsofmeasure.org", ["code"] = "mg" } }),
        }),
    };

    private static JsonObject Result(string id, string code, string display, decimal value, string unit, DateOnly day) => new()
    {
        ["resourceType"] = "Observation",
        ["id"] = id,
        ["status"] = "final",
        ["category"] = new JsonArray(Concept("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "Laboratory")),
        ["code"] = Concept(Loinc, code, display),
        ["subject"] = Subject(),
        ["effectiveDateTime"] = $"{Day(day)}T08:15:00+00:00",
        ["issued"] = $"{Day(day)}T12:15:00.000+00:00",
        ["valueQuantity"] = new JsonObject { ["value"] = value, ["unit"] = unit, ["system"] = "http://unitsofmeasure.org", ["code"] = unit },
    };

    private static JsonObject Condition(string id, (string Code, string Display) problem, DateOnly since) => new()
    {
        ["resourceType"] = "Condition",
        ["id"] = id,
        ["clinicalStatus"] = Concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "Active"),
        ["verificationStatus"] = Concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", "Confirmed"),
        ["category"] = new JsonArray(Concept("http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item", "Problem List Item")),
        ["code"] = Concept(Snomed, problem.Code, problem.Display),
        ["subject"] = Subject(),
        ["onsetDateTime"] = Day(since),
        ["recordedDate"] = Day(since),
    };

    private static JsonObject Procedure(string id, DateOnly day) => new()
    {
        ["resourceType"] = "Procedure",
        ["id"] = id,
        ["status"] = "completed",
        ["code"] = Concept(Snomed, "430193006", "Medication Reconciliation (procedure)"),
        ["subject"] = Subject(),
        ["performedPeriod"] = new JsonObject { ["start"] = Day(day), ["end"] = Day(day) },
    };

    private static JsonObject Meta() => new() { ["versionId"] = "1", ["lastUpdated"] = "2026-01-05T10:11:12.345+00:00" };

    private static JsonObject Subject() => new() { ["reference"] = "Patient/sample" };

    private static JsonObject Concept(string system, string code, string display) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code, ["display"] = display }),
        ["text"] = display,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
