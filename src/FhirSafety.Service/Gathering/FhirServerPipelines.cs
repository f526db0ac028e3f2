using System.Collections.Concurrent;
using FhirSafety.Service.Operations;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace FhirSafety.Service.Gathering;

/// <summary>What every attempt at a FHIR server goes through, outermost first: retry, circuit breaker, attempt timeout.</summary>
/// <remarks>
/// All of it inside the budget of the call, which is no part of the pipeline because several reads share it. The breaker sits
/// inside the retry, so that a server known to be down costs no further attempts, and outside the timeout, so that a hang
/// counts as a failure. Each server has a breaker of its own: one hospital's outage is not another's.
/// </remarks>
internal sealed class FhirServerPipelines(FhirServerSettings settings, TimeProvider time, ILogger<FhirServerPipelines> logger)
{
    /// <summary>Where a read tells the pipeline what is left of its budget.</summary>
    public static readonly ResiliencePropertyKey<ReadBudget> Budget = new("FhirSafety.ReadBudget");

    /// <summary>How long a server that fails is left alone.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    // Lazy, not Polly's registry: there two first reads of a server build its pipeline twice, and a state provider serves only one.
    private readonly ConcurrentDictionary<string, Lazy<Guarded>> _servers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _openedAt = new(StringComparer.Ordinal);

    /// <summary>The state of each server's breaker, by the server's name. For people and meters; readiness does not depend on it.</summary>
    public IReadOnlyDictionary<string, CircuitState> Breakers =>
        _servers.ToDictionary(entry => entry.Key, entry => entry.Value.Value.Breaker.CircuitState);

    /// <summary>The pipeline of a server.</summary>
    public ResiliencePipeline<FhirResponse> Of(string server) => _servers.GetOrAdd(server, name => new(() => Build(name))).Value.Pipeline;

    /// <summary>
    /// Whether a read may go to a server. While its breaker is open none may, but for one read a <see cref="Break"/>, which tries. The
    /// pipeline would say the same by an exception each, a dozen a call.
    /// </summary>
    public bool MayAsk(string server) => !_openedAt.TryGetValue(server, out long openedAt)
        || (time.GetElapsedTime(openedAt) >= Break && _openedAt.TryUpdate(server, time.GetTimestamp(), openedAt));

    private Guarded Build(string server)
    {
        CircuitBreakerStateProvider breaker = new();
        ResiliencePipeline<FhirResponse> pipeline = new ResiliencePipelineBuilder<FhirResponse> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<FhirResponse>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(30),
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome.Result) && CanStillSucceed(attempt)),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<FhirResponse>
            {
                // The default of 100 calls in the window would never open for a quiet EHR.
                MinimumThroughput = 5,
                FailureRatio = 0.5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Break,
                StateProvider = breaker,
                ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome.Result)),
                OnOpened = opened =>
                {
                    _openedAt[server] = time.GetTimestamp();
                    logger.FhirServerLeftAlone(server, opened.BreakDuration);
                    return default;
                },
                OnClosed = _ =>
                {
                    _openedAt.TryRemove(server, out long _);
                    logger.FhirServerAnswersAgain(server);
                    return default;
                },
            })
            .AddTimeout(settings.AttemptTimeout)
            .Build();
        return new Guarded(pipeline, breaker);
    }

    // 401 and 403 are left out on purpose: the token came with the call, and asking again cannot change it. So is what the
    // budget ended, unless the server was silent: it tells how long the prescriber waits, not how the server is.
    private static bool IsFailure(FhirResponse? response) => response?.Outcome is ReadOutcome.Unavailable or ReadOutcome.TimedOut;

    private bool CanStillSucceed(RetryPredicateArguments<FhirResponse> attempt)
    {
        TimeSpan left = attempt.Context.Properties.GetValue(Budget, null!).Left;

        // A server that has just hung is not asked again for the milliseconds that remain.
        return attempt.Outcome.Result?.Outcome == ReadOutcome.TimedOut
            ? left > settings.AttemptTimeout
            : left > (attempt.Outcome.Result?.RetryAfter ?? TimeSpan.Zero);
    }

    private sealed record Guarded(ResiliencePipeline<FhirResponse> Pipeline, CircuitBreakerStateProvider Breaker);
}
