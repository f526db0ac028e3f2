using System.Net;
using FhirSafety.Service.Tests.Support;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class PrefetchFirstTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    private const string NothingFound = """{"entry":[{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"not-found"}]}}],"resourceType":"Bundle"}""";
    private const string Broken = """{"entry":[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}}],"resourceType":"Bundle"}""";

    [Theory]
    [InlineData("null", "No creatinine on file")]
    [InlineData(Bundles.Empty, "No creatinine on file")]
    [InlineData(NothingFound, "No creatinine on file")]
    [InlineData(Broken, "could not be fetched")]
    [InlineData("""{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}""", "could not be fetched")]
    public async Task What_came_with_the_request_is_not_asked_again(string kidneyLabs, string said)
    {
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).WithPatient().With("kidneyLabs", kidneyLabs));

        Assert.Contains(said, reply.Body, StringComparison.Ordinal);
        Assert.Equal((0, 0), (ehr.Reads(KidneyLabs), ehr.Reads(PatientRead)));
        Assert.Equal(1, ehr.Reads(RunningOrders));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"resourceType":"Practitioner"}""")]
    public async Task What_makes_no_sense_is_asked_again(string kidneyLabs)
    {
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).With("kidneyLabs", kidneyLabs));

        Assert.Contains("renal-severe found", reply.Findings);
    }

    [Fact]
    public async Task A_prefetched_first_page_is_gone_on_from()
    {
        using FakeEhr ehr = await StartAsync();
        ehr.Answers("page=2", Bundles.Of(Bundles.PoorCreatinine));

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).With("kidneyLabs", Bundles.Page(ehr.Url + "?page=2")));

        Assert.Contains("renal-severe found", reply.Findings);
        Assert.Equal((1, 0), (ehr.Reads("page=2"), ehr.Reads(KidneyLabs)));
    }

    [Fact]
    public async Task Another_patient_in_the_prefetch_refuses_the_call_whatever_the_server_holds()
    {
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url).With("kidneyLabs", Bundles.Of(Bundles.Creatinine("x", 1m, "another"))));

        Assert.Equal((HttpStatusCode.BadRequest, "wrong-patient"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_call_without_the_drug_reads_nothing()
    {
        using FakeEhr ehr = await StartAsync();
        BaclofenOrder order = new(ehr.Url);

        HookReply reply = await app.CallAsync(order.Draft(draft => draft["medicationCodeableConcept"] = new System.Text.Json.Nodes.JsonObject { ["text"] = "amoxicillin 500 mg" }));

        Assert.Equal("""{"cards":[]}""", reply.Body);
        Assert.Empty(ehr.Asked);
    }
}
