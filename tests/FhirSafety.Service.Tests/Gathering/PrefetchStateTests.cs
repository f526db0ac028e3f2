using System.Net;
using FhirSafety.Service.Tests.Support;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

/// <summary>Each row of the conformance sheet's table of what may arrive under a prefetch key, with no FHIR server to ask.</summary>
public sealed class PrefetchStateTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    private const string NothingFound4101 = """
        {"resourceType":"Bundle","type":"searchset","total":0,"entry":[{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome",
         "issue":[{"severity":"warning","code":"processing","details":{"coding":[{"system":"urn:oid:1.2.840.114350.1.13.0.1.7.2.657369","code":"4101","display":"Resource request returns no results."}]}}]}}]}
        """;

    private const string Error = """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}""";

    private static readonly string GoodCreatinine = Bundles.Creatinine("good", 0.8m, HookClient.Marker);

    [Theory]
    [InlineData("null")]
    [InlineData(Bundles.Empty)]
    [InlineData("""{"resourceType":"Bundle","entry":null}""")]
    [InlineData(NothingFound4101)]
    public async Task Looked_and_found_nothing_is_an_answer(string value)
    {
        HookReply reply = await SentAsync("kidneyLabs", value);

        Assert.Contains("No creatinine on file", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("renal-severe not-checked", reply.Findings);
    }

    [Fact]
    public async Task A_key_that_is_absent_is_not_known()
    {
        HookReply reply = await app.CallAsync(Whole());

        Assert.Contains("Kidney results were not sent", reply.Body, StringComparison.Ordinal);
        Assert.Contains("renal-severe not-checked", reply.Findings);
    }

    [Fact]
    public async Task A_bare_error_is_a_failed_read()
    {
        HookReply reply = await SentAsync("kidneyLabs", Error);

        Assert.Contains("Kidney results could not be fetched", reply.Body, StringComparison.Ordinal);
        Assert.Contains("renal-severe not-checked", reply.Findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beside_an_error_what_was_found_stands_and_what_was_not_is_open(bool poor)
    {
        HookReply reply = await SentAsync("kidneyLabs", Bundles.Of(poor ? Bundles.PoorCreatinine : GoodCreatinine, Error));

        Assert.Contains(poor ? "renal-severe found" : "renal-severe not-checked", reply.Findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_first_page_what_was_found_stands_and_what_was_not_is_open(bool poor)
    {
        HookReply reply = await SentAsync("kidneyLabs", Bundles.Page("https://ehr.example/fhir?page=2", poor ? Bundles.PoorCreatinine : GoodCreatinine));

        Assert.Contains(poor ? "renal-severe found" : "renal-severe not-checked", reply.Findings);
    }

    [Fact]
    public async Task A_resource_in_place_of_a_Bundle_is_a_list_of_one() =>
        Assert.Contains("renal-severe found", (await SentAsync("kidneyLabs", Bundles.PoorCreatinine)).Findings);

    [Theory]
    [InlineData("searchset")]
    [InlineData("collection")]
    public async Task A_Bundle_in_place_of_a_resource_is_opened(string type)
    {
        HookReply reply = await SentAsync(
            "patient", Bundles.Of(Bundles.Patient).Replace("searchset", type, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("0")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"resourceType":"Patient","id":"Zaphod-4711"}""")]
    public async Task Any_other_JSON_or_another_type_is_not_known_and_not_empty(string value)
    {
        HookReply reply = await SentAsync("kidneyLabs", value);

        Assert.Contains("renal-severe not-checked", reply.Findings);
        Assert.DoesNotContain("No creatinine on file", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_nobody_asked_for_is_ignored() => Assert.Equal(
        (await app.CallAsync(Whole())).Findings, (await SentAsync("-user", """{"resourceType":"Practitioner","id":"1"}""")).Findings);

    [Theory]
    [InlineData("patient", """{"resourceType":"Patient","id":"another"}""")]
    [InlineData("kidneyLabs", """{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/another"}}""")]
    [InlineData("conditions", """{"resourceType":"Condition","subject":{"reference":"https://ehr.example/fhir/Patient/another/_history/2"}}""")]
    public async Task Another_patients_data_refuses_the_call(string key, string resource)
    {
        HookReply reply = await SentAsync(key, Bundles.Of(resource));

        Assert.Equal((HttpStatusCode.BadRequest, "wrong-patient"), (reply.Status, reply.Code));
    }

    // A subject may be told by the Patient beside it, as an _include would bring it.
    [Theory]
    [InlineData("conditions", """{"resourceType":"Patient","id":"another"}""")]
    [InlineData("appointments", """{"resourceType":"Patient","id":"another"}""")]
    public async Task Another_patient_beside_the_data_refuses_the_call(string key, string patient)
    {
        HookReply reply = await SentAsync(key, Bundles.Of("""{"resourceType":"Condition","subject":{"reference":"urn:uuid:2b1e0c3a-0000-4000-8000-000000000001"}}""", patient));

        Assert.Equal((HttpStatusCode.BadRequest, "wrong-patient"), (reply.Status, reply.Code));
    }

    // The patient's own list, looked up and empty, makes silence honest; not sent, it cannot.
    [Theory]
    [InlineData("conditions", "null", false)]
    [InlineData("conditions", NothingFound4101, false)]
    [InlineData("conditions", Error, true)]
    [InlineData("procedures", "null", false)]
    [InlineData("procedures", Error, true)]
    public async Task Only_a_list_that_was_looked_up_makes_silence_on_dialysis_honest(string key, string value, bool open)
    {
        HookReply reply = await app.CallAsync(Whole().With("kidneyLabs", Bundles.Of(GoodCreatinine)).With(key, value));

        Assert.Equal(open, reply.Findings.Contains("renal-dialysis not-checked"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData(Bundles.Empty)]
    [InlineData(NothingFound4101)]
    [InlineData(Error)]
    [InlineData("[]")]
    public async Task Without_the_patient_and_without_access_the_key_is_named(string patient)
    {
        HookReply reply = await app.CallAsync(new BaclofenOrder(token: null).With("patient", patient));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "missing-data"), (reply.Status, reply.Code));
        Assert.Contains("prefetch.patient", reply.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_prefetched_entries_are_read_and_answered() => Assert.Contains(
        "renal-severe found",
        (await SentAsync("kidneyLabs", Bundles.Of([.. Enumerable.Range(0, 10_000).Select(id => Bundles.Creatinine($"c{id}", 2.05m, HookClient.Marker))]))).Findings);

    [Fact]
    public async Task References_in_a_circle_lead_nowhere_and_end()
    {
        BaclofenOrder order = Whole().With("kidneyLabs", Bundles.Of(Bundles.PoorCreatinine))
            .PointingTo("#drug")
            .With("medications", Bundles.Of(
                Circling("1", "2"), Circling("2", "1"), Circling("3", "3")))
            .Draft(draft =>
            {
                draft["contained"] = System.Text.Json.Nodes.JsonNode.Parse("""
                    [{"resourceType":"Medication","id":"drug","code":{"text":"baclofen 20 mg tablet"},"ingredient":[{"itemReference":{"reference":"#drug"}}],"contained":[{"resourceType":"Medication","id":"drug"}]}]
                    """);
                draft["priorPrescription"] = System.Text.Json.Nodes.JsonNode.Parse("""{"reference":"MedicationRequest/draft-1"}""");
                draft["basedOn"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"reference":"MedicationRequest/1"}]""");
            });

        HookReply reply = await app.CallAsync(order);

        Assert.Contains("renal-severe found", reply.Findings);
    }

    private static string Circling(string id, string prior) => $$"""
        {"resourceType":"MedicationRequest","id":"{{id}}","status":"active","intent":"order","subject":{"reference":"Patient/{{HookClient.Marker}}"},
         "medicationCodeableConcept":{"text":"baclofen 10 mg tablet"},"priorPrescription":{"reference":"MedicationRequest/{{prior}}"},"basedOn":[{"reference":"MedicationRequest/{{prior}}"}]}
        """;

    /// <summary>The kidney labs aside, everything was looked up and is empty.</summary>
    private static BaclofenOrder Whole()
    {
        BaclofenOrder order = new BaclofenOrder(token: null).WithPatient();
        foreach (string key in (string[])["medications", "statements", "dispenses", "conditions", "bodySize", "procedures", "serviceRequests"])
        {
            order.With(key, "null");
        }

        return order;
    }

    private Task<HookReply> SentAsync(string key, string value) => app.CallAsync(Whole().With(key, value));
}
