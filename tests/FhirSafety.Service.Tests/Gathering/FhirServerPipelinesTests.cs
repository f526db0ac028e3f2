using FhirSafety.Service.Gathering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class FhirServerPipelinesTests
{
    private const string Server = "https://ehr.example/fhir";

    private readonly FakeTimeProvider _time = new();
    private readonly FhirServerPipelines _pipelines;

    public FhirServerPipelinesTests() => _pipelines = new(new FhirServerSettings(), _time, NullLogger<FhirServerPipelines>.Instance);

    [Theory]
    [InlineData(4, 0, CircuitState.Closed)]
    [InlineData(5, 0, CircuitState.Open)]
    [InlineData(3, 3, CircuitState.Open)]
    [InlineData(3, 4, CircuitState.Closed)]
    public async Task Half_of_at_least_five_failures_opens_the_breaker(int failures, int answers, CircuitState state)
    {
        await Times(answers, ReadOutcome.Answered);
        await Times(failures, ReadOutcome.Unavailable);

        Assert.Equal(state, _pipelines.Breakers[Server]);
    }

    [Fact]
    public async Task What_the_server_refuses_is_no_failure_of_the_server()
    {
        await Times(20, ReadOutcome.Refused);
        await Times(20, ReadOutcome.Unreadable);

        Assert.Equal(CircuitState.Closed, _pipelines.Breakers[Server]);
    }

    [Fact]
    public async Task A_read_that_the_budget_ends_is_no_failure_of_the_server()
    {
        await Times(20, ReadOutcome.GivenUp);

        Assert.Equal(CircuitState.Closed, _pipelines.Breakers[Server]);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_in_its_time_is_one()
    {
        await Times(5, ReadOutcome.TimedOut);

        Assert.Equal(CircuitState.Open, _pipelines.Breakers[Server]);
    }

    [Fact]
    public async Task While_the_breaker_is_open_one_read_in_a_while_may_ask()
    {
        Assert.True(_pipelines.MayAsk(Server));
        await Times(5, ReadOutcome.Unavailable);

        Assert.False(_pipelines.MayAsk(Server));
        Assert.True(_pipelines.MayAsk("https://other.example/fhir"));

        _time.Advance(FhirServerPipelines.Break + TimeSpan.FromSeconds(1));
        Assert.Equal([true, false, false], ((int[])[1, 2, 3]).Select(_ => _pipelines.MayAsk(Server)));
        await Times(1, ReadOutcome.TimedOut);
        Assert.False(_pipelines.MayAsk(Server));

        _time.Advance(FhirServerPipelines.Break + TimeSpan.FromSeconds(1));
        Assert.True(_pipelines.MayAsk(Server));
        await Times(1, ReadOutcome.Answered);
        Assert.Equal([true, true], ((int[])[1, 2]).Select(_ => _pipelines.MayAsk(Server)));
    }

    [Fact]
    public async Task After_the_break_one_read_tries_and_an_answer_closes_it()
    {
        await Times(5, ReadOutcome.Unavailable);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => Times(1, ReadOutcome.Answered));

        _time.Advance(FhirServerPipelines.Break + TimeSpan.FromSeconds(1));
        await Times(1, ReadOutcome.Answered);

        Assert.Equal(CircuitState.Closed, _pipelines.Breakers[Server]);
    }

    // The first moment after a start, with several prescribers at work.
    [Fact]
    public void First_reads_of_a_server_side_by_side_share_one_breaker() => Assert.All(Enumerable.Range(0, 50), round =>
    {
        string server = $"https://ehr.example/{round}";
        using Barrier together = new(4);
        object[] pipelines = new object[4];
        Thread[] readers = [.. Enumerable.Range(0, 4).Select(reader => new Thread(() =>
        {
            together.SignalAndWait();
            pipelines[reader] = _pipelines.Of(server);
        }))];
        Array.ForEach(readers, reader => reader.Start());
        Array.ForEach(readers, reader => reader.Join());

        Assert.Single(pipelines.Distinct());
    });

    [Fact]
    public async Task One_servers_outage_is_not_anothers()
    {
        await Times(5, ReadOutcome.Unavailable);

        await Run("https://other.example/fhir", _ => ValueTask.FromResult(new FhirResponse(ReadOutcome.Answered)), default);

        Assert.Equal(CircuitState.Closed, _pipelines.Breakers["https://other.example/fhir"]);
    }

    private async Task Times(int count, ReadOutcome outcome)
    {
        for (int read = 0; read < count; read++)
        {
            await Run(Server, _ => ValueTask.FromResult(new FhirResponse(outcome)), default);
        }
    }

    // Without budget left nothing is tried twice, so that each read counts once.
    private async Task<FhirResponse> Run(string server, Func<CancellationToken, ValueTask<FhirResponse>> read, CancellationToken stop)
    {
        using ReadBudget spent = new(TimeSpan.Zero, _time);
        ResilienceContext context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(FhirServerPipelines.Budget, spent);
        try
        {
            return await _pipelines.Of(server).ExecuteAsync(async attempt => await read(attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
