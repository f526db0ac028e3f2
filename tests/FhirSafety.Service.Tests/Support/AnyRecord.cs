using System.Text.Json.Nodes;
using CsCheck;

namespace FhirSafety.Service.Tests.Support;

/// <summary>Somebody's whole record, by prefetch key, and a baclofen order for them.</summary>
/// <param name="Keys">The resources under each key; every key that discovery asks for is there.</param>
/// <param name="Mg">mg of one dose, three times a day.</param>
internal sealed record AnyRecord(IReadOnlyDictionary<string, string[]> Keys, int Mg)
{
    private static readonly string[] Stages = ["433144002", "431856006", "431857002", "433146000"];

    private static readonly Gen<string[]> KidneyLabs = Gen.Select(Gen.Int[6, 50], Gen.Int[0, 300], Creatinine).Array[0, 3];

    private static readonly Gen<string[]> Conditions = Gen.OneOf(
        Gen.Const(Array.Empty<string>()),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400]).Select(pick => new[] { Condition(Stages[pick.Item1], pick.Item2) }),
        Gen.Int[0, 40].Select(days => new[] { Condition("14669001", days), Condition("73211009", 900) }));

    private static readonly Gen<string[]> Running = Gen.OneOf(
        Gen.Const(Array.Empty<string>()),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 200]).Select(pick => new[]
        {
            Drug("MedicationRequest", "running", "\"intent\":\"order\",\"status\":\"active\"," + Dose(pick.Item1 * 5), pick.Item2),
            """{"resourceType":"MedicationRequest","id":"other","status":"active","intent":"order","medicationCodeableConcept":{"text":"lisinopril 10 mg tablet"}}""",
        }));

    /// <summary>Anyone.</summary>
    public static Gen<AnyRecord> Any { get; } =
        from labs in KidneyLabs
        from conditions in Conditions
        from running in Running
        from statement in Gen.Int[0, 4]
        from dialysis in Gen.Int[0, 5]
        from kg in Gen.Int[40, 110]
        from years in Gen.Int[20, 90]
        from inpatient in Gen.Bool
        from mg in Gen.Int[1, 8]
        select new AnyRecord(
            new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["patient"] = [$$"""{"resourceType":"Patient","id":"{{HookClient.Marker}}","gender":"female","birthDate":"{{Day(years * 365)}}"}"""],
                ["medications"] = running,
                ["statements"] = statement == 0 ? [Drug("MedicationStatement", "taken", "\"status\":\"active\"," + Dose(10, "dosage"), 50)] : [],
                ["dispenses"] = [],
                ["kidneyLabs"] = labs,
                ["conditions"] = conditions,
                ["bodySize"] = [Observation("weight", "29463-7", kg, "kg", 20)],
                ["procedures"] = dialysis == 0 ? [$$"""{"resourceType":"Procedure","id":"dialysis","status":"completed","code":{"coding":[{"system":"http://snomed.info/sct","code":"302497006"}]},"performedDateTime":"{{Day(5)}}"}"""] : [],
                ["serviceRequests"] = [],
                ["allergies"] = [],
                ["pregnancy"] = [],
                ["alcohol"] = [],
                ["vitalSigns"] = [],
                ["otherLabs"] = [],
                ["carePlans"] = [],
                ["administrations"] = [],
                ["appointments"] = [],
                ["encounter"] = [$$$"""{"resourceType":"Encounter","id":"e","status":"in-progress","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"{{{(inpatient ? "IMP" : "AMB")}}}"}}"""],
            },
            mg * 5);

    /// <summary>The keys that may be left out without a refusal.</summary>
    public static string[] Optional { get; } =
    [
        "medications", "statements", "dispenses", "kidneyLabs", "conditions", "bodySize", "procedures", "serviceRequests", "encounter",
        "allergies", "pregnancy", "alcohol", "vitalSigns", "otherLabs", "carePlans", "administrations", "appointments",
    ];

    /// <summary>The call with every key prefetched but some, in whatever order, its lists as they are or turned round.</summary>
    public string Prefetched(string[] without, bool turned = false, string? inPlace = null)
    {
        BaclofenOrder order = Order(null);
        foreach (string key in turned ? Keys.Keys.Reverse() : Keys.Keys)
        {
            if (!without.Contains(key))
            {
                order.With(key, FakeEhr.Bundles.Of([.. turned ? Enumerable.Reverse(Keys[key]) : Keys[key]]));
            }
            else if (inPlace is not null)
            {
                order.With(key, inPlace);
            }
        }

        return WithEncounter(order);
    }

    /// <summary>The call with only some keys prefetched, and access to a server for the others.</summary>
    public string WithAccess(string server, string[] prefetched)
    {
        BaclofenOrder order = Order(server);
        foreach (string key in prefetched)
        {
            order.With(key, FakeEhr.Bundles.Of(Keys[key]));
        }

        return WithEncounter(order);
    }

    /// <summary>Puts the record on a server.</summary>
    public void LoadInto(FakeEhr ehr)
    {
        ehr.Answers(FakeEhr.PatientRead, Keys["patient"][0]).Answers("/fhir/Encounter/", Keys["encounter"][0])
            .Answers(FakeEhr.KidneyLabs, FakeEhr.Bundles.Of(Keys["kidneyLabs"]))
            .Answers(@"/fhir/Observation\?.*29463-7", FakeEhr.Bundles.Of(Keys["bodySize"]))
            .Answers(FakeEhr.RunningOrders, FakeEhr.Bundles.Of(Keys["medications"]))
            .Answers(@"/fhir/MedicationStatement\?", FakeEhr.Bundles.Of(Keys["statements"]))
            .Answers(@"/fhir/Condition\?", FakeEhr.Bundles.Of(Keys["conditions"]))
            .Answers(@"/fhir/Procedure\?", FakeEhr.Bundles.Of(Keys["procedures"]));
    }

    private BaclofenOrder Order(string? server) => new BaclofenOrder(server, server is null ? null : FakeEhr.Token)
        .Draft(draft => draft["dosageInstruction"]![0]!["doseAndRate"]![0]!["doseQuantity"]!["value"] = Mg);

    private static string WithEncounter(BaclofenOrder order)
    {
        JsonNode call = JsonNode.Parse(order.ToString())!;
        call["context"]!["encounterId"] = "e";
        return call.ToJsonString();
    }

    private static string Day(int daysAgo) => TimeProvider.System.GetUtcNow().AddDays(-daysAgo).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Creatinine(int tenths, int daysAgo) => Observation($"creatinine-{tenths}-{daysAgo}", "2160-0", tenths / 10m, "mg/dL", daysAgo);

    private static string Observation(string id, string loinc, decimal value, string unit, int daysAgo) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
        {"resourceType":"Observation","id":"{{{id}}}","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{loinc}}}"}]},
         "effectiveDateTime":"{{{Day(daysAgo)}}}","valueQuantity":{"value":{{{value}}},"unit":"{{{unit}}}","code":"{{{unit}}}","system":"http://unitsofmeasure.org"} }
        """);

    private static string Condition(string snomed, int daysAgo) => $$$"""
        {"resourceType":"Condition","id":"c{{{snomed}}}","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"{{{snomed}}}"}]},"onsetDateTime":"{{{Day(daysAgo)}}}"}
        """;

    private static string Dose(int mg, string member = "dosageInstruction") => $$$"""
        "{{{member}}}":[{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":{{{mg}}},"unit":"mg"}}]}]
        """;

    private static string Drug(string type, string id, string members, int daysAgo) => $$$"""
        {"resourceType":"{{{type}}}","id":"{{{id}}}",{{{members}}},"{{{(type == "MedicationStatement" ? "effectiveDateTime" : "authoredOn")}}}":"{{{Day(daysAgo)}}}",
         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197391","display":"baclofen 10 MG Oral Tablet"}]} }
        """;
}
