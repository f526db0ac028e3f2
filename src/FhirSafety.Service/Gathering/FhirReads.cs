using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Service.Hooks;
using Polly;
using Polly.CircuitBreaker;

namespace FhirSafety.Service.Gathering;

/// <summary>All reads of one call: nothing asked twice, so many at once, inside one budget.</summary>
/// <remarks>Owns the JSON it hands out: dispose of it after the answer is written.</remarks>
internal sealed class FhirReads(
    AllowedServer server,
    FhirAuthorization access,
    string patientId,
    ReadBudget budget,
    FhirServerSettings settings,
    FhirHttp http,
    FhirServerPipelines pipelines) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(settings.MaxParallel);
    private readonly Dictionary<Uri, Task<FhirAnswer>> _asked = [];
    private readonly ConcurrentBag<ReceivedBody.Json> _bodies = [];
    private readonly Silence _silence = new(budget, settings.AttemptTimeout);

    /// <summary>Reads a resource, or a search with its further pages. A fault is an outcome, never an exception.</summary>
    /// <remarks>To be called by one thread at a time; the reads themselves run side by side.</remarks>
    /// <param name="need">What for, for the span.</param>
    /// <param name="link">The query, or the address of a next page as a Bundle gives it.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<FhirAnswer> ReadAsync(string need, string link, CancellationToken stop)
    {
        if (server.Address.Find(link) is not { } address)
        {
            return Task.FromResult(new FhirAnswer([], ReadOutcome.CutShort));
        }

        if (!_asked.TryGetValue(address, out Task<FhirAnswer>? answer))
        {
            answer = ReadWithinBudgetAsync(need, address, budget.End, stop);
            _asked.Add(address, answer);
        }

        return answer;
    }

    public void Dispose()
    {
        foreach (ReceivedBody.Json body in _bodies)
        {
            body.Dispose();
        }

        _slots.Dispose();
    }

    private async Task<FhirAnswer> ReadWithinBudgetAsync(string need, Uri address, CancellationToken budgetEnd, CancellationToken stop)
    {
        using Activity? span = ReadSpans.Start(need);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(budgetEnd, stop);
        List<JsonElement> pages = [];
        ReadOutcome outcome;
        try
        {
            await _slots.WaitAsync(end.Token);
            try
            {
                outcome = await ReadPagesAsync(address, pages, end.Token, stop);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            outcome = ReadOutcome.GivenUp;
        }

        if (outcome == ReadOutcome.AnotherPatient)
        {
            // What else this search found is not to be trusted either.
            pages.Clear();
        }

        ReadSpans.End(span, outcome);
        return new FhirAnswer([.. pages], outcome);
    }

    private async ValueTask<ReadOutcome> ReadPagesAsync(Uri first, List<JsonElement> pages, CancellationToken end, CancellationToken stop)
    {
        int bytesLeft = settings.MaxBytes;
        for (Uri? next = first; next is not null;)
        {
            if (pages.Count == settings.MaxPages)
            {
                return ReadOutcome.CutShort;
            }

            FhirResponse response = await AskAsync(next, bytesLeft, end, stop);
            if (response.Body is not { Root: var page } body)
            {
                return response.Outcome;
            }

            _bodies.Add(body);
            if (page.ValueKind != JsonValueKind.Object)
            {
                return ReadOutcome.Unreadable;
            }

            if (Bundles.HoldsAnother(page, patientId))
            {
                return ReadOutcome.AnotherPatient;
            }

            pages.Add(page);
            bytesLeft -= response.Bytes;
            next = Bundles.NextOf(page) is { } link ? server.Address.Find(link) : null;
            if (next is null && Bundles.HasNext(page))
            {
                return ReadOutcome.CutShort;
            }
        }

        return ReadOutcome.Answered;
    }

    private async ValueTask<FhirResponse> AskAsync(Uri page, int mostBytes, CancellationToken end, CancellationToken stop)
    {
        if (!pipelines.MayAsk(server.Name))
        {
            return new(ReadOutcome.LeftAlone);
        }

        ResilienceContext context = ResilienceContextPool.Shared.Get(end);
        context.Properties.Set(FhirServerPipelines.Budget, budget);
        try
        {
            return await pipelines.Of(server.Name).ExecuteAsync(
                static async (attempt, ask) =>
                {
                    ask._silence.Asked();
                    return ask._silence.Heard(await ask.http.GetAsync(ask.page, ask.access, ask.mostBytes, attempt.CancellationToken, ask.end), ask.stop);
                },
                context,
                (http, page, access, mostBytes, end, stop, _silence));
        }
        catch (BrokenCircuitException)
        {
            return new(ReadOutcome.LeftAlone);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}

/// <summary>What a read brought.</summary>
/// <param name="Pages">The pages that came, each a Bundle or a resource.</param>
/// <param name="Outcome"><see cref="ReadOutcome.Answered"/> when they are all there are.</param>
internal sealed record FhirAnswer(ImmutableArray<JsonElement> Pages, ReadOutcome Outcome);
