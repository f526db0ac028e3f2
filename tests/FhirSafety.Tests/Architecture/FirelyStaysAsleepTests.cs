using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace FhirSafety.Tests.Architecture;

/// <summary>Runs the core in a world of its own that notes which assemblies it asks for.</summary>
public sealed class FirelyStaysAsleepTests
{
    private const string Call = """
        {
          "hook": "order-sign",
          "hookInstance": "a",
          "context": {
            "patientId": "1",
            "draftOrders": { "resourceType": "Bundle", "entry": [ { "resource": {
              "resourceType": "MedicationRequest", "id": "d", "status": "draft", "intent": "order",
              "subject": { "reference": "Patient/1" },
              "medicationCodeableConcept": { "text": "{drug} 10 mg tablet" },
              "dosageInstruction": [ { "timing": { "repeat": { "frequency": 3, "period": 1, "periodUnit": "d" } },
                "doseAndRate": [ { "doseQuantity": { "value": 10, "unit": "mg" } } ] } ] } } ] }
          },
          "prefetch": { "patient": { "resourceType": "Patient", "id": "1", "birthDate": "1950-01-01" } }
        }
        """;

    [Fact]
    public void A_call_the_drug_plays_no_part_in_makes_no_Firely_object() =>
        Assert.DoesNotContain("Hl7.Fhir.Base", AssembliesUsedBy("amoxicillin"));

    [Fact]
    public void A_full_check_does_use_Firely_so_the_claim_above_can_fail() =>
        Assert.Contains("Hl7.Fhir.Base", AssembliesUsedBy("baclofen"));

    private static List<string> AssembliesUsedBy(string drug)
    {
        RecordingContext world = new(AppContext.BaseDirectory);
        Assembly core = world.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "FhirSafety.dll"));
        using JsonDocument body = JsonDocument.Parse(Call.Replace("{drug}", drug, StringComparison.Ordinal));

        object monitored = Static(core, "FhirSafety.Baclofen.BaclofenSafety", "Load",
            Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"), new Dictionary<string, string>(StringComparer.Ordinal), false);
        object check = Activator.CreateInstance(core.GetType("FhirSafety.SafetyCheck", throwOnError: true)!, monitored, TimeZoneInfo.Utc, null)!;
        object read = Static(core, "FhirSafety.CdsHooks.HookRequestReader", "Read", body.RootElement, ImmutableArray.Create("order-sign"));
        object request = read.GetType().GetProperty("Request")!.GetValue(read)!;
        object gatherer = Activator.CreateInstance(core.GetType("FhirSafety.Reading.RequestData", throwOnError: true)!)!;

        object pending = check.GetType().GetMethod("RunAsync")!.Invoke(check, [request, gatherer, DateTimeOffset.UnixEpoch.AddYears(56), CancellationToken.None])!;
        object result = pending.GetType().GetProperty("Result")!.GetValue(pending)!;
        Assert.Equal("Answered", result.GetType().Name);
        return world.Asked;
    }

    private static object Static(Assembly core, string type, string method, params object[] arguments) =>
        core.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;

    private sealed class RecordingContext(string folder) : AssemblyLoadContext
    {
        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            string path = Path.Combine(folder, assemblyName.Name + ".dll");

            // System.Text.Json and the collections are shared with the test, which makes the arguments.
            return assemblyName.Name!.StartsWith("Hl7.", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
