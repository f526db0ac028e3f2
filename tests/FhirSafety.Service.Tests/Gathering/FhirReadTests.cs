using System.Diagnostics;
using System.Net;
using FhirSafety.Service.Tests.Support;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class FhirReadTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    private const string CouldNotBeFetched = "Kidney results could not be fetched";
    private const string NotAllSent = "Not all kidney results were sent";

    private static readonly Dictionary<string, Action<FakeEhr>> Bad = new(StringComparer.Ordinal)
    {
        ["401"] = ehr => ehr.Fails(KidneyLabs, HttpStatusCode.Unauthorized),
        ["403"] = ehr => ehr.Fails(KidneyLabs, HttpStatusCode.Forbidden),
        ["404"] = ehr => ehr.Fails(KidneyLabs, HttpStatusCode.NotFound),
        ["204"] = ehr => ehr.Fails(KidneyLabs, HttpStatusCode.NoContent),
        ["a redirect"] = ehr => ehr.SendsElsewhere(KidneyLabs, ehr.Url + "/Condition"),
        ["HTML"] = ehr => ehr.SendsHtml(KidneyLabs),
        ["half a body"] = ehr => ehr.SendsHalf(KidneyLabs, Bundles.Of(Bundles.PoorCreatinine)),
        ["JSON that calls itself text"] = ehr => ehr.Sends(KidneyLabs, "text/plain", Bundles.Of(Bundles.PoorCreatinine)),
        ["nothing"] = ehr => ehr.Answers(KidneyLabs, ""),
        ["null"] = ehr => ehr.Answers(KidneyLabs, "null"),
        ["an array"] = ehr => ehr.Answers(KidneyLabs, "[]"),
        ["a repeated member"] = ehr => ehr.Answers(KidneyLabs, """{"resourceType":"Bundle","total":0,"total":1}"""),
        ["half a character"] = ehr => ehr.Answers(KidneyLabs, """{"resourceType":"Bundle","id":"\ud83d"}"""),
        ["100,000 brackets"] = ehr => ehr.Answers(KidneyLabs, new string('[', 100_000)),
        ["another resource"] = ehr => ehr.Answers(KidneyLabs, Bundles.Patient),
        ["no resource"] = ehr => ehr.Answers(KidneyLabs, "{}"),
        ["an outcome"] = ehr => ehr.Answers(KidneyLabs, """{"resourceType":"OperationOutcome"}"""),
        ["entries that are none"] = ehr => ehr.Answers(KidneyLabs, """{"resourceType":"Bundle","entry":7}"""),
        ["another patient's results"] = ehr => ehr.Answers(KidneyLabs, Bundles.Of(Bundles.PoorCreatinine, Bundles.Creatinine("x", 2m, "another"))),
        ["another patient beside them"] = ehr => ehr.Answers(KidneyLabs, Bundles.Of(Bundles.PoorCreatinine, """{"resourceType":"Patient","id":"another"}""")),
        ["a gzip bomb"] = ehr => ehr.SendsAGzipBomb(KidneyLabs, megabytes: 50),
        ["gzip that is none"] = ehr => ehr.ClaimsToBeCompressed(KidneyLabs),
    };

    public static TheoryData<string> BadAnswers => new(Bad.Keys);

    [Fact]
    public async Task Nothing_prefetched_gives_the_same_findings_as_everything_prefetched()
    {
        using FakeEhr ehr = await StartAsync();
        BaclofenOrder prefetched = new BaclofenOrder(token: null).WithPatient().With("kidneyLabs", Bundles.Of(Bundles.PoorCreatinine));
        foreach (string key in (string[])["medications", "statements", "dispenses", "allergies", "conditions", "bodySize", "procedures", "serviceRequests", "vitalSigns", "otherLabs"])
        {
            prefetched.With(key, Bundles.Empty);
        }

        HookReply read = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains("renal-severe found", read.Findings);
        Assert.Equal((await app.CallAsync(prefetched)).Findings, read.Findings);
        Assert.Equal(ehr.Asked.Distinct(), ehr.Asked);
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task A_bad_answer_is_asked_for_once_and_said_on_the_card(string what)
    {
        using FakeEhr ehr = await StartAsync();
        Bad[what](ehr);

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains(CouldNotBeFetched, reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("renal-severe found", reply.Findings);
        Assert.Equal(1, ehr.Reads(KidneyLabs));
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task An_ehr_that_stumbles_once_still_gets_its_check(HttpStatusCode status)
    {
        using FakeEhr ehr = (await StartAsync()).StumblesOnce(KidneyLabs, status);

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains("renal-severe found", reply.Findings);
        Assert.Equal(2, ehr.Reads(KidneyLabs));
    }

    [Fact]
    public async Task An_ehr_that_keeps_failing_is_asked_three_times()
    {
        using FakeEhr ehr = (await StartAsync()).Fails(KidneyLabs, HttpStatusCode.ServiceUnavailable);

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains(CouldNotBeFetched, reply.Body, StringComparison.Ordinal);
        Assert.Equal(3, ehr.Reads(KidneyLabs));
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again_and_then_said()
    {
        using FakeEhr ehr = (await StartAsync()).DropsTheConnection(KidneyLabs);

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains(CouldNotBeFetched, reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ehr_that_cannot_be_reached_leaves_the_check_to_what_was_sent()
    {
        HookReply reply = await app.CallAsync(new BaclofenOrder("http://127.0.0.1:1/fhir").WithPatient());

        Assert.Contains(CouldNotBeFetched, reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 2)]
    [InlineData("120", 1)]
    public async Task A_server_that_asks_for_a_pause_gets_it_while_the_budget_lasts(string seconds, int reads)
    {
        using FakeEhr ehr = (await StartAsync()).StumblesOnce(KidneyLabs, HttpStatusCode.TooManyRequests, retryAfter: seconds);
        long start = Stopwatch.GetTimestamp();

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Equal(reads == 2, reply.Findings.Contains("renal-severe found"));
        Assert.Equal(reads, ehr.Reads(KidneyLabs));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(6)); // gives up before the budget does
    }

    [Fact]
    public async Task Another_patient_in_place_of_the_patient_is_no_patient()
    {
        using FakeEhr ehr = (await StartAsync()).Answers(PatientRead, """{"resourceType":"Patient","id":"another"}""");

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "missing-data"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Ten_thousand_entries_are_read_and_answered()
    {
        string page = Bundles.Of([.. Enumerable.Range(0, 10_000).Select(id => Bundles.Creatinine($"c{id}", 2.05m, HookClient.Marker))]);
        using FakeEhr ehr = (await StartAsync()).Answers(KidneyLabs, page);

        Assert.Contains("renal-severe found", (await app.CallAsync(new BaclofenOrder(ehr.Url))).Findings);
    }

    [Fact]
    public async Task Further_pages_are_read()
    {
        using FakeEhr ehr = await StartAsync();
        ehr.Answers(KidneyLabs, Bundles.Page(ehr.Url + "?page=2")).Answers("page=2", Bundles.Page("?page=3")).Answers("page=3", Bundles.Of(Bundles.PoorCreatinine));

        Assert.Contains("renal-severe found", (await app.CallAsync(new BaclofenOrder(ehr.Url))).Findings);
    }

    [Fact]
    public async Task The_fifth_page_is_the_last()
    {
        using FakeEhr ehr = await StartAsync();
        ehr.Answers(KidneyLabs, Bundles.Page(ehr.Url + "?endless")).Answers("endless", Bundles.Page(ehr.Url + "?endless"));

        HookReply reply = await app.CallAsync(new BaclofenOrder(ehr.Url));

        Assert.Contains(NotAllSent, reply.Body, StringComparison.Ordinal);
        Assert.Equal(4, ehr.Reads("endless"));
    }

    [Fact]
    public async Task A_page_that_fails_leaves_the_pages_before_it()
    {
        using FakeEhr ehr = await StartAsync();
        ehr.Answers(KidneyLabs, Bundles.Page(ehr.Url + "?page=2", Bundles.PoorCreatinine)).Fails("page=2", HttpStatusCode.Forbidden);

        Assert.Contains("renal-severe found", (await app.CallAsync(new BaclofenOrder(ehr.Url))).Findings);
    }
}
