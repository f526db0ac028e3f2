using FhirSafety.Service.Tests.Support;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class MedicationLookUpTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    [Theory]
    [InlineData(null)]
    [InlineData("House brand 20")]
    public async Task A_draft_that_only_points_to_its_drug_is_looked_up(string? display)
    {
        using FakeEhr ehr = (await StartAsync()).Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1")));

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).PointingTo("Medication/m-1", display));

        Assert.Contains("renal-severe found", reply.Findings);
        Assert.Equal(1, ehr.Reads(Medications));
    }

    [Fact]
    public async Task A_drug_that_cannot_be_looked_up_is_said_and_asked_for_once()
    {
        using FakeEhr ehr = (await StartAsync()).Fails(Medications, System.Net.HttpStatusCode.NotFound);

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).PointingTo("Medication/m-1"));

        Assert.Equal("not-checked", Assert.Single(reply.Cards).GetProperty("source").GetProperty("topic").GetProperty("code").GetString());
        Assert.Equal(1, ehr.Reads(Medications));
    }

    [Fact]
    public async Task The_drugs_of_running_orders_are_looked_up_in_one_search()
    {
        using FakeEhr ehr = (await StartAsync())
            .Answers(RunningOrders, Bundles.Of(Running("1", "Medication/m-1"), Running("2", "Medication/m-2"), Running("3", "Medication/m-1")))
            .Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1"), BaclofenOrder.Medication("m-2")));

        await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Equal("/fhir/Medication?_id=m-1,m-2&_count=2", Assert.Single(ehr.Asked, asked => asked.Contains("/Medication?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reference_under_the_ehrs_own_address_is_looked_up()
    {
        using FakeEhr ehr = (await StartAsync()).Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1")));

        Assert.Contains("renal-severe found", (await app.CallAsync(new BaclofenOrder(ehr.Url).PointingTo(ehr.Url + "/Medication/m-1"))).Findings);
    }

    [Theory]
    [InlineData("https://elsewhere.example/fhir/Medication/m-1")]
    [InlineData("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0")]
    [InlineData("#m-1")]
    [InlineData("Medication/m-1&patient=another")]
    [InlineData("Medication/m-1,m-2")]
    [InlineData("Substance/m-1")]
    public async Task A_reference_that_this_server_cannot_answer_is_not_asked(string reference)
    {
        using FakeEhr ehr = (await StartAsync()).Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1")));

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).PointingTo(reference));

        Assert.NotEmpty(reply.Cards);
        Assert.Equal(0, ehr.Reads(Medications));
    }

    [Fact]
    public async Task What_came_with_the_call_is_not_looked_up()
    {
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await app.CallAsync(
            new BaclofenOrder(ehr.Url).PointingTo("Medication/m-1").With("theirs", Bundles.Of(BaclofenOrder.Medication("m-1"))));

        Assert.Contains("renal-severe found", reply.Findings);
        Assert.Equal(0, ehr.Reads(Medications));
    }

    [Fact]
    public async Task The_drugs_of_statements_and_supplies_are_looked_up_in_the_same_search()
    {
        using FakeEhr ehr = (await StartAsync())
            .Answers(RunningOrders, Bundles.Of(Running("1", "Medication/m-1")))
            .Answers(@"/fhir/MedicationStatement\?", Bundles.Of(Record("MedicationStatement", "active", "Medication/m-2")))
            .Answers(@"/fhir/MedicationDispense\?", Bundles.Of(Record("MedicationDispense", "completed", "Medication/m-3"), Record("MedicationDispense", "completed", "Medication/m-2")))
            .Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1"), BaclofenOrder.Medication("m-2"), BaclofenOrder.Medication("m-3")));

        await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Equal("/fhir/Medication?_id=m-1,m-2,m-3&_count=3", Assert.Single(ehr.Asked, asked => asked.Contains("/Medication?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_statement_that_only_points_to_the_drug_makes_an_order_no_new_start()
    {
        using FakeEhr ehr = (await StartAsync()).Answers(@"/fhir/MedicationStatement\?", Bundles.Of(Record("MedicationStatement", "active", "Medication/m-1")));
        string before = (await app.CallAsync(new BaclofenOrder(ehr.Url).With("kidneyLabs", "null"))).Body;
        ehr.Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1")));
        HookReply after = await app.CallAsync(new BaclofenOrder(ehr.Url).With("kidneyLabs", "null"));

        Assert.Contains("dose-start-high", before, StringComparison.Ordinal);
        Assert.DoesNotContain("dose-start-high found", after.Findings);
    }

    [Theory]
    [InlineData("MedicationStatement", "active")]
    [InlineData("MedicationDispense", "completed")]
    public async Task For_an_interacting_drug_what_is_taken_is_asked_for_side_by_side_and_nothing_else(string type, string status)
    {
        using FakeEhr ehr = (await StartAsync())
            .Answers($@"/fhir/{type}\?", Bundles.Of(Record(type, status, "Medication/m-1")))
            .Answers(Medications, Bundles.Of("""{"resourceType":"Medication","id":"m-1","code":{"text":"vitamin C"}}"""));
        BaclofenOrder opioid = new BaclofenOrder(ehr.Url).Draft(draft => draft["medicationCodeableConcept"] = new System.Text.Json.Nodes.JsonObject { ["text"] = "morphine 10 mg tablet" });

        HookReply without = await app.CallAsync(opioid);

        Assert.Empty(without.Cards);
        Assert.Equal(
            ["Medication", "MedicationDispense", "MedicationRequest", "MedicationStatement"],
            ehr.Asked.Select(asked => asked.Split('/', '?')[2]).Order(StringComparer.Ordinal));
    }

    // Many EHRs have no statements or dispenses and answer 403 or 404 to each search for them.
    [Theory]
    [InlineData(@"/fhir/MedicationStatement\?", System.Net.HttpStatusCode.NotFound, 0)]
    [InlineData(@"/fhir/MedicationDispense\?", System.Net.HttpStatusCode.Forbidden, 0)]
    [InlineData(@"/fhir/MedicationStatement\?", System.Net.HttpStatusCode.ServiceUnavailable, 1)]
    [InlineData(RunningOrders, System.Net.HttpStatusCode.Forbidden, 1)]
    public async Task A_list_that_the_ehr_does_not_have_makes_no_card_on_every_opioid_and_one_that_failed_does(string list, System.Net.HttpStatusCode status, int cards)
    {
        using FakeEhr ehr = (await StartAsync()).Fails(list, status);
        BaclofenOrder opioid = new BaclofenOrder(ehr.Url).Draft(draft => draft["medicationCodeableConcept"] = new System.Text.Json.Nodes.JsonObject { ["text"] = "morphine 10 mg tablet" });

        HookReply reply = await app.CallAsync(opioid);

        Assert.Equal(cards, reply.Cards.Count);
        Assert.All(reply.Cards, card => Assert.Contains("could not be fetched", card.GetProperty("summary").GetString(), StringComparison.Ordinal));
    }

    private static string Record(string type, string status, string reference) => $$"""
        {"resourceType":"{{type}}","id":"{{type}}-{{reference[^1]}}","status":"{{status}}","subject":{"reference":"Patient/{{HookClient.Marker}}"},
         "medicationReference":{"reference":"{{reference}}"} }
        """;

    private static string Running(string id, string reference) => $$"""
        {"resourceType":"MedicationRequest","id":"{{id}}","status":"active","intent":"order",
         "subject":{"reference":"Patient/{{HookClient.Marker}}"},"medicationReference":{"reference":"{{reference}}"} }
        """;
}
