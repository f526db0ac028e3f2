using System.Diagnostics;
using System.Net;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

/// <summary>With the budget that prescribers get. How fast it is, the load script measures; here an answer that waited for the hanging server's 20 seconds fails.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    private GatheringApp _app = null!;

    public async Task InitializeAsync() => _app = await GatheringApp.InAHurry();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_hanging_ehr_costs_no_more_than_the_budget_and_the_gap_is_named()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything);

        (HookReply reply, TimeSpan time) = await TimedAsync(new BaclofenOrder(ehr.Url).WithPatient());

        Assert.InRange(time, TimeSpan.Zero, Enough);
        Assert.Contains("Kidney results could not be fetched", reply.Body, StringComparison.Ordinal);
        Assert.Contains("dose-start-high found", reply.Findings);
    }

    // Without the patient nothing can be judged, and a card that says only so would be on every call of a day's outage.
    [Fact]
    public async Task A_hanging_ehr_and_nothing_sent_is_412_naming_the_key_within_the_budget()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything);

        (HookReply reply, TimeSpan time) = await TimedAsync(new BaclofenOrder(ehr.Url));

        Assert.InRange(time, TimeSpan.Zero, Enough);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "missing-data"), (reply.Status, reply.Code));
        Assert.Contains("prefetch.patient", reply.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_slow_read_takes_nothing_from_the_others()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(@"/fhir/Condition\?");

        (HookReply reply, TimeSpan time) = await TimedAsync(new BaclofenOrder(ehr.Url));

        Assert.InRange(time, TimeSpan.Zero, Enough);
        Assert.Contains("renal-severe found", reply.Findings);
    }

    [Fact]
    public async Task Two_rounds_of_reads_share_one_budget()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything);

        // Its drug is looked up first, then everything else.
        (HookReply reply, TimeSpan time) = await TimedAsync(new BaclofenOrder(ehr.Url).WithPatient().PointingTo("Medication/m-1", "baclofen 20 mg tablet"));

        Assert.InRange(time, TimeSpan.Zero, Enough);
        Assert.Contains("could not be fetched", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ehr_that_answers_in_30_ms_is_read_whole()
    {
        using FakeEhr ehr = (await StartAsync()).AnswersInTime(TimeSpan.FromMilliseconds(30));

        Assert.Contains("renal-severe found", (await _app.CallAsync(new BaclofenOrder(ehr.Url))).Findings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_reads_than_set_run_side_by_side(int most)
    {
        await using SafetyApp app = new SafetyApp()
            .With("AllowInsecureLoopback", "true").With("FhirServer:TotalBudget", "00:00:08").With("FhirServer:MaxParallel", $"{most}");
        using HookClient client = app.Client();
        using FakeEhr ehr = (await StartAsync()).TakesAMoment();

        await client.CallAsync(new BaclofenOrder(ehr.Url).WithPatient().ToString());

        Assert.Equal(most, ehr.MostAtOnce);
        Assert.InRange(ehr.Asked.Count, 6, 50);
    }

    [Fact]
    public async Task An_ehr_that_hangs_is_left_alone_and_the_service_stays_ready()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything);
        using FakeEhr healthy = await StartAsync();
        await _app.CallAsync(new BaclofenOrder(ehr.Url).WithPatient());
        int asked = ehr.Asked.Count;

        (HookReply reply, TimeSpan time) = await TimedAsync(new BaclofenOrder(ehr.Url).WithPatient());

        Assert.Equal(CircuitState.Open, _app.StateOf(new Uri(ehr.Url).GetLeftPart(UriPartial.Authority)));
        Assert.Equal(asked, ehr.Asked.Count);
        Assert.InRange(time, TimeSpan.Zero, Enough);
        Assert.Contains("could not be fetched", reply.Body, StringComparison.Ordinal);
        Assert.Contains("renal-severe found", (await _app.CallAsync(new BaclofenOrder(healthy.Url))).Findings);
        using HookClient client = _app.App.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetPlainAsync("/health/ready")).Status);
    }

    // Of its reads only the first had the time of an attempt; the budget cut off all others.
    [Fact]
    public async Task A_quiet_ehr_that_hangs_is_left_alone_after_one_call_of_two_rounds()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything);

        Assert.Equal(CircuitState.Open, await StateAfterTwoRoundsAsync(ehr, attempt: "00:00:05"));
    }

    [Fact]
    public async Task One_whose_answers_left_too_little_time_for_the_second_round_is_not()
    {
        using FakeEhr ehr = (await StartAsync()).Hangs(Everything)
            .Answers(Medications, Bundles.Of(BaclofenOrder.Medication("m-1")), priority: 1, after: TimeSpan.FromMilliseconds(500));

        Assert.Equal(CircuitState.Closed, await StateAfterTwoRoundsAsync(ehr, attempt: "00:00:07.9"));
    }

    // Its drug is looked up first, then everything else.
    private static async Task<CircuitState> StateAfterTwoRoundsAsync(FakeEhr ehr, string attempt)
    {
        await using SafetyApp app = new SafetyApp().With("AllowInsecureLoopback", "true").With("FhirServer:TotalBudget", "00:00:08").With("FhirServer:AttemptTimeout", attempt);
        using HookClient client = app.Client();
        using FakeEhr healthy = await StartAsync();

        // A first call pays for what is slow only once.
        await client.CallAsync(new BaclofenOrder(healthy.Url).ToString());
        HookReply reply = await client.CallAsync(new BaclofenOrder(ehr.Url).WithPatient().PointingTo("Medication/m-1", "baclofen 20 mg tablet").ToString());

        Assert.Contains("could not be fetched", reply.Body, StringComparison.Ordinal);
        return app.Services.GetRequiredService<FhirServerPipelines>().Breakers[new Uri(ehr.Url).GetLeftPart(UriPartial.Authority)];
    }

    private async Task<(HookReply Reply, TimeSpan Time)> TimedAsync(BaclofenOrder order)
    {
        long start = Stopwatch.GetTimestamp();
        HookReply reply = await _app.CallAsync(order);
        return (reply, Stopwatch.GetElapsedTime(start));
    }
}
