using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Reading;

/// <summary>Whether the drug plays a part when another drug is drafted, by what the patient takes.</summary>
public sealed class TriageTests
{
    private const string Statement = $$"""{"resourceType":"MedicationStatement","id":"s","status":"active",{{Recorded.Baclofen}}}""";
    private const string Dispense = $$"""{"resourceType":"MedicationDispense","id":"d","status":"completed",{{Recorded.Baclofen}},"whenHandedOver":"2026-10-09","daysSupply":{"value":30,"unit":"d"} }""";
    private const string Order = $$"""{"resourceType":"MedicationRequest","id":"r","status":"active","intent":"order",{{Recorded.Baclofen}}}""";

    [Theory]
    [InlineData("medications", Order)]
    [InlineData("statements", Statement)]
    [InlineData("dispenses", Dispense)]
    public async Task An_order_a_statement_or_a_lasting_supply_each_put_the_drug_in_play(string key, string resource) =>
        Assert.Equal("In", await TriageAsync((key, resource)));

    [Theory]
    [InlineData("2026-10-09", "In")]
    [InlineData("2026-10-08", "Out")]
    [InlineData("9998-01-01", "In")]
    public async Task A_supply_counts_until_14_days_past_its_end(string handedOver, string expected) =>
        Assert.Equal(expected, await TriageAsync(("dispenses", Json.With(Dispense, $$"""{"whenHandedOver":"{{handedOver}}"}"""))));

    [Theory]
    [InlineData("""{"status":"stopped"}""")]
    [InlineData("""{"taken":"n"}""")]
    [InlineData("""{"status":"entered-in-error"}""")]
    public async Task A_statement_of_what_is_not_taken_does_not(string said) =>
        Assert.Equal("Out", await TriageAsync(("statements", Json.With(Statement, said))));

    [Theory]
    [InlineData("""{"status":"stopped"}""")]
    [InlineData("""{"status":"on-hold"}""")]
    [InlineData("""{"status":"draft","doNotPerform":true}""")]
    public void A_stop_that_names_no_drug_may_be_of_it(string stop)
    {
        OrderedDrugs drugs = new(Recorded.Drug, new MedicationReferences(new HookRequest { Hook = "order-sign", HookInstance = "test", PatientId = "p" }, new RequestData()));
        string order = Json.With("""{"resourceType":"MedicationRequest","id":"dc","intent":"order","priorPrescription":{"reference":"MedicationRequest/r"}}""", stop);

        Assert.Equal(DrugIdentity.NotTold, drugs.Identify(JsonElement.Parse(order)).Identity);
        Assert.Equal(DrugIdentity.NotChosenYet, drugs.Identify(JsonElement.Parse(Json.With(order, """{"status":"draft","doNotPerform":false}"""))).Identity);
    }

    [Fact]
    public async Task Orders_seen_whole_without_the_drug_are_believed_though_no_statements_were_sent() =>
        Assert.Equal("Out", await TriageAsync());

    [Fact]
    public async Task Orders_that_were_not_seen_leave_it_open_though_statements_were() =>
        Assert.Equal("MedicationsNotKnown", await TriageAsync(new JsonObject { ["statements"] = Recorded.Bundle(), ["dispenses"] = Recorded.Bundle() }));

    [Fact]
    public async Task A_statement_of_the_drug_needs_no_order() =>
        Assert.Equal("In", await TriageAsync(new JsonObject { ["statements"] = Recorded.Bundle(Statement) }));

    [Fact]
    public async Task A_statement_whose_drug_cannot_be_told_may_be_of_it() =>
        Assert.Equal("MedicationsNotKnown", await TriageAsync(("statements", """{"resourceType":"MedicationStatement","status":"active","medicationReference":{"reference":"Medication/gone"}}""")));

    [Theory]
    [InlineData("medications", Order)]
    [InlineData("statements", Statement)]
    [InlineData("dispenses", Dispense)]
    public async Task Another_patients_drug_is_no_ground_to_decide_on(string key, string resource)
    {
        JsonObject prefetch = new() { ["medications"] = Recorded.Bundle(), [key] = Recorded.Bundle(Json.With(resource, """{"subject":{"reference":"Patient/other"}}""")) };

        Assert.Equal(400, Assert.IsType<CheckResult.Refused>(await RunAsync(prefetch)).Refusal.Status);
    }

    private static Task<string> TriageAsync(params (string Key, string Resource)[] records)
    {
        JsonObject prefetch = new() { ["medications"] = Recorded.Bundle() };
        foreach ((string key, string resource) in records)
        {
            prefetch[key] = Recorded.Bundle(resource);
        }

        return TriageAsync(prefetch);
    }

    private static async Task<string> TriageAsync(JsonObject prefetch) =>
        (string)Assert.IsType<CheckResult.Answered>(await RunAsync(prefetch)).Response.Extension!["org.fhirsafety.trace"]!["triage"]!;

    private static async Task<CheckResult> RunAsync(JsonObject prefetch)
    {
        prefetch["patient"] = JsonNode.Parse(Recorded.ThePatient);
        HookRequest request = new()
        {
            Hook = "order-sign",
            HookInstance = "test",
            PatientId = "p",
            DraftOrders = [JsonElement.Parse("""{"resourceType":"MedicationRequest","id":"o","status":"draft","intent":"order","medicationCodeableConcept":{"text":"morphine 10 mg"}}""")],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
            WantsTrace = true,
        };
        return await new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc).RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None);
    }
}
