using FhirSafety.Service.Gathering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class FhirServerPipelinesTests : IDisposable
{
    private const string Server = "https://ehr.example/fhir";

    private readonly FakeTimeProvider _time = new();
    private readonly FhirServerPipelines _pipelines;

    public FhirServerPipelinesTests() => _pipelines = new(new FhirServerSettings(), _time, NullLogger<FhirServerPipelines>.Instance);

    public void Dispose() => _pipelines.Dispose();

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
    public async Task While_the_breaker_is_open_no_read_has_to_ask_it()
    {
        Assert.False(_pipelines.LeavesAlone(Server));
        await Times(5, ReadOutcome.Unavailable);

        Assert.True(_pipelines.LeavesAlone(Server));
        Assert.False(_pipelines.LeavesAlone("https://other.example/fhir"));

        _time.Advance(FhirServerPipelines.Break + TimeSpan.FromSeconds(1));
        Assert.False(_pipelines.LeavesAlone(Server));
        await Times(1, ReadOutcome.TimedOut);
        Assert.True(_pipelines.LeavesAlone(Server));
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
