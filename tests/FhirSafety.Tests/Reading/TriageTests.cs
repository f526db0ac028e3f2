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

    private const string Unnumbered = $$"""{"resourceType":"MedicationRequest","status":"active","intent":"order",{{Recorded.Baclofen}}}""";
    private const string Morphine = """{"resourceType":"MedicationRequest","id":"o","status":"draft","intent":"order","medicationCodeableConcept":{"text":"morphine 10 mg"}}""";

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

    [Fact]
    public async Task A_running_order_that_names_no_drug_may_be_of_it() =>
        Assert.Equal("MedicationsNotKnown", await TriageAsync(("medications", """{"resourceType":"MedicationRequest","id":"r","status":"active","intent":"order"}""")));

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","total":1}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","total":1,"entry":[]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":{"resourceType":"MedRequest"} }]}""")]
    public async Task A_list_that_counts_an_order_and_shows_none_is_not_empty(string bundle) =>
        Assert.Equal("MedicationsNotKnown", await TriageAsync(new JsonObject { ["medications"] = JsonNode.Parse(bundle) }));

    [Theory]
    [InlineData("In", Order, "MedicationRequest/r")]
    [InlineData("In", Order, "MedicationRequest/nowhere")]
    [InlineData("Out", Order, "ServiceRequest/lab")]
    [InlineData("In", Unnumbered, "ServiceRequest/lab")]
    public async Task Selections_select_an_order_out_only_where_they_name_another_one(string expected, string draft, string selection) =>
        Assert.Equal(expected, TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft, selection)));

    [Theory]
    [InlineData("Lioresal 10 mg tablets")]
    [InlineData("Gablofen")]
    [InlineData("OZOBAX 5 mg/5 mL oral solution")]
    [InlineData("Ozobax DS")]
    [InlineData("Fleqsuvy 25 mg/5 mL suspension")]
    [InlineData("LYVISPAH 10 mg granules")]
    [InlineData("Baclocur 20 mg")]
    [InlineData("Baclofène 10 mg comprimés")]
    [InlineData("Liorésal 10 mg comprimé")]
    public async Task A_brand_or_another_language_s_name_alone_is_an_order_of_the_drug(string text)
    {
        string draft = Json.With(Morphine, $$"""{"medicationCodeableConcept":{"text":"{{text}}"} }""");
        Assert.Equal("In", TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft)));
    }

    [Fact]
    public async Task The_name_of_an_intrathecal_brand_tells_the_route_so_that_its_micrograms_are_asked_about()
    {
        string draft = Json.With(Morphine, """{"medicationCodeableConcept":{"text":"Gablofen"},"dosageInstruction":[{"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":300,"unit":"mcg"}}]}]}""");
        CheckResult.Answered answered = Assert.IsType<CheckResult.Answered>(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft));
        Assert.Contains(answered.Response.Cards, card => card.Summary == "Baclofen unit or route conflict (300 mcg): the injection names no route; confirm intrathecal");
    }

    [Theory]
    [InlineData("In", "Gablofenol 5 mg")]
    [InlineData("In", "arbaclofen 10 mg")]
    public async Task Part_of_a_word_is_no_name(string not, string text)
    {
        string draft = Json.With(Morphine, $$"""{"medicationCodeableConcept":{"text":"{{text}}"} }""");
        Assert.NotEqual(not, TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft)));
    }

    [Fact]
    public async Task A_paired_drug_of_a_type_that_is_not_read_is_judged_beside_what_runs()
    {
        string draft = """{"resourceType":"MedicationOrder","id":"o","status":"draft","medicationCodeableConcept":{"text":"morphine 10 mg tablets"} }""";
        Assert.Equal("In", TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle(Order) }, draft)));
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("on-hold", true)]
    [InlineData("aktiv", true)]
    [InlineData("stopped", false)]
    [InlineData("unknown", false)]
    public async Task A_status_that_FHIR_does_not_know_ends_no_running_order(string status, bool runs)
    {
        string draft = Json.With(Morphine, """{"medicationCodeableConcept":{"text":"baclofen 10 mg tablets"},"dosageInstruction":[{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"} },"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"} }]}]}""");
        JsonObject prefetch = new() { ["medications"] = Recorded.Bundle(Json.With(Order, $$"""{"status":"{{status}}"}""")) };
        CheckResult.Answered answered = Assert.IsType<CheckResult.Answered>(await RunAsync(prefetch, draft));
        Assert.Equal(runs, answered.Findings.Any(finding => finding.Code == "duplicate-baclofen"));
    }

    [Fact]
    public async Task Do_not_give_what_cannot_be_told_may_stop_the_drug()
    {
        string draft = Json.With(Morphine, """{"medicationCodeableConcept":{},"doNotPerform":true}""");
        Assert.Equal("DrugNotTold", TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle(Order) }, draft)));
    }

    [Theory]
    [InlineData("order-select", "Out")]
    [InlineData("order-sign", "DrugNotTold")]
    [InlineData("medication-refill", "DrugNotTold")]
    public async Task An_order_without_a_drug_is_still_being_written_or_cannot_be_told(string hook, string expected) =>
        Assert.Equal(expected, TriageOf(await RunOnAsync(hook, new JsonObject { ["medications"] = Recorded.Bundle() }, ["""{"resourceType":"MedicationRequest","id":"o","status":"draft"}"""])));

    [Fact]
    public async Task Another_patients_draft_is_refused_though_the_drug_plays_no_part()
    {
        string draft = Json.With(Morphine, """{"medicationCodeableConcept":{"text":"amoxicillin"},"subject":{"reference":"Patient/other"} }""");
        Assert.Equal(400, Assert.IsType<CheckResult.Refused>(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft)).Refusal.Status);
    }

    [Theory]
    [InlineData("DrugNotTold", "baclofen 10 mg tablets")]
    [InlineData("DrugNotTold", null)]
    [InlineData("Out", "amoxicillin 500 mg capsules")]
    [InlineData("Out", "morphine 10 mg tablets")]
    public async Task An_order_of_a_type_that_is_not_read_is_not_taken_for_none(string expected, string? drug)
    {
        string medication = drug is null ? "{}" : $$"""{"text":"{{drug}}"}""";
        string draft = $$"""{"resourceType":"MedicationOrder","id":"o","status":"draft","medicationCodeableConcept":{{medication}}}""";
        Assert.Equal(expected, TriageOf(await RunAsync(new JsonObject { ["medications"] = Recorded.Bundle() }, draft)));
    }

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
    public async Task An_order_whose_drug_cannot_be_told_hides_no_other_of_the_session()
    {
        const string Untold = """{"resourceType":"MedicationRequest","id":"u","status":"draft","intent":"order","medicationReference":{"reference":"Medication/gone"}}""";
        JsonObject With(params string[] orders) => new() { ["medications"] = Recorded.Bundle(orders) };

        Assert.Equal("In", await TriageBesideAsync(With(Order), Untold));
        Assert.Equal("DrugNotTold", await TriageBesideAsync(With(), Untold));
    }

    [Fact]
    public async Task Orders_seen_whole_without_the_drug_are_believed_though_no_statements_were_sent() =>
        Assert.Equal("Out", await TriageAsync());

    [Fact]
    public async Task Orders_that_were_not_seen_leave_it_open_though_statements_were() =>
        Assert.Equal("MedicationsNotKnown", await TriageAsync(new JsonObject { ["statements"] = Recorded.Bundle(), ["dispenses"] = Recorded.Bundle() }));

    [Theory]
    [InlineData("statements", """{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}""", "MedicationsNotKnown")]
    [InlineData("dispenses", """{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}""", "MedicationsNotKnown")]
    [InlineData("statements", """{"resourceType":"Bundle","link":[{"relation":"next","url":"https://ehr.example/fhir?page=2"}]}""", "MedicationsNotKnown")]
    [InlineData("dispenses", "7", "MedicationsNotKnown")]
    [InlineData("statements", "null", "Out")]
    [InlineData("dispenses", """{"resourceType":"Bundle","total":0}""", "Out")]
    public async Task A_list_that_failed_to_be_read_leaves_it_open_and_an_empty_one_does_not(string key, string value, string expected) =>
        Assert.Equal(expected, await TriageAsync(new JsonObject { ["medications"] = Recorded.Bundle(), [key] = JsonNode.Parse(value) }));

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
        TriageOf(await RunAsync(prefetch));

    private static string TriageOf(CheckResult result) =>
        (string)Assert.IsType<CheckResult.Answered>(result).Response.Extension!["org.fhirsafety.trace"]!["triage"]!;

    private static async Task<string> TriageBesideAsync(JsonObject prefetch, string draft) =>
        TriageOf(await RunOnAsync("order-sign", prefetch, [draft, Morphine]));

    private static Task<CheckResult> RunAsync(JsonObject prefetch, string draft = Morphine, params string[] selections) => RunOnAsync("order-sign", prefetch, [draft], selections);

    private static async Task<CheckResult> RunOnAsync(string hook, JsonObject prefetch, string[] drafts, params string[] selections)
    {
        prefetch["patient"] = JsonNode.Parse(Recorded.ThePatient);
        HookRequest request = new()
        {
            Hook = hook,
            HookInstance = "test",
            PatientId = "p",
            DraftOrders = [.. drafts.Select(draft => JsonElement.Parse(draft)), JsonElement.Parse("""{"resourceType":"ServiceRequest","id":"lab"}""")],
            Selections = [.. selections],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
            WantsTrace = true,
        };
        return await new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc).RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None);
    }
}
