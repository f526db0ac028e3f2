using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Reading;

/// <summary>What the check makes of a record, read the whole way from a call's prefetch: every need is asked for.</summary>
internal sealed record Recorded(PrescribingSession Session, string Trace)
{
    public const string Baclofen = """ "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197391","display":"baclofen 10 MG Oral Tablet"}]} """;

    public const string ThePatient = """{"resourceType":"Patient","id":"p","birthDate":"1966-11-22","gender":"male"}""";

    public const string Draft = $$$"""
        {"resourceType":"MedicationRequest","id":"draft","status":"draft","intent":"order",{{{Baclofen}}},"subject":{"reference":"Patient/p"},
         "dosageInstruction":[{"timing":{"code":{"text":"TID"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}]}
        """;

    public static MonitoredDrug Drug { get; } = BaclofenSafety.Load(
        Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"), new Dictionary<string, string>(StringComparer.Ordinal), includeUnverifiedCodes: false);

    public PatientSnapshot Patient => Session.Patient;

    /// <summary>Reads resources under one prefetch key; all others were looked up and are empty.</summary>
    public static Recorded Under(string key, params string[] resources) =>
        Read(new JsonObject { [key] = Bundle(resources) }, Draft);

    /// <summary>Reads a call.</summary>
    public static Recorded Read(JsonObject prefetch, string draft, params string[] others)
    {
        prefetch["patient"] ??= JsonNode.Parse(ThePatient);
        PrescribingSession? read = null;
        MonitoredDrug drug = Drug with
        {
            NeedsOf = _ => [.. Enum.GetValues<Need>()],
            Judge = session =>
            {
                read = session;
                return [];
            },
        };
        HookRequest request = new()
        {
            Hook = "order-sign",
            HookInstance = "test",
            PatientId = "p",
            DraftOrders = [.. others.Prepend(draft).Select(one => JsonElement.Parse(one))],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
            WantsTrace = true,
        };
        CheckResult result = new SafetyCheck(drug, TimeZoneInfo.Utc)
            .RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        CheckResult.Answered answered = Assert.IsType<CheckResult.Answered>(result);
        return new Recorded(read ?? throw new InvalidOperationException("The session was not judged."), answered.Response.Extension!.ToJsonString());
    }

    public static JsonObject Bundle(params string[] resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "searchset",
        ["entry"] = new JsonArray([.. resources.Select(resource => new JsonObject { ["resource"] = JsonNode.Parse(resource) })]),
    };
}
