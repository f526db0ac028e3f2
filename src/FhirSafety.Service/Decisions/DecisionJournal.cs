using System.Collections.Immutable;
using System.Threading.Channels;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>
/// The one writer of the store. What comes while it writes goes into the next transaction together, so that a busy service
/// commits seldom; what cannot be written waits in memory, up to a limit.
/// </summary>
internal sealed class DecisionJournal(DecisionStore store, DecisionSettings settings, TimeProvider time, ILogger<DecisionJournal> logger) : BackgroundService
{
    /// <summary>How long after a failure the store is tried again.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private const int LargestBatch = 256;
    private const int MostFeedback = 1024;

    private readonly Channel<JournalEntry> _waiting = Channel.CreateUnbounded<JournalEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<JournalEntry> _pending = [];
    private volatile StoreState _state = new("starting");
    private bool _mayBeWritten;
    private int _decisionsWaiting;
    private int _feedbackWaiting;
    private long _dropped;

    /// <summary>How the store is.</summary>
    public StoreState State => _state;

    /// <summary>Decisions in memory that are not written yet.</summary>
    public int Waiting => Volatile.Read(ref _decisionsWaiting);

    /// <summary>Decisions lost because too many waited, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes a decision to be written.</summary>
    /// <returns>Ends when it is stored or the store is found to be down; at once when it had to be dropped.</returns>
    public Task Add(Decision decision)
    {
        JournalEntry.Said entry = new(decision);
        if (Interlocked.Increment(ref _decisionsWaiting) > settings.MaxWaiting || !_waiting.Writer.TryWrite(entry))
        {
            Interlocked.Decrement(ref _decisionsWaiting);
            Drop();
            return Task.CompletedTask;
        }

        return _state.IsUp ? entry.Settled : Task.CompletedTask;
    }

    /// <summary>Takes feedback to be written.</summary>
    /// <returns>What it came to once it is durable; null when it could not be stored.</returns>
    public Task<FeedbackCounts?> Add(Feedback feedback)
    {
        if (_state.IsUp && Volatile.Read(ref _feedbackWaiting) < MostFeedback)
        {
            JournalEntry.Heard entry = new(feedback);
            Interlocked.Increment(ref _feedbackWaiting);
            if (_waiting.Writer.TryWrite(entry))
            {
                return entry.Stored;
            }

            Interlocked.Decrement(ref _feedbackWaiting);
        }

        return Task.FromResult<FeedbackCounts?>(null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        bool isOpen = false;
        bool failed = false;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (failed)
                {
                    await Task.Delay(Retry, time, stoppingToken);
                }

                failed = !isOpen && !await TryAsync(() => store.PrepareAsync(stoppingToken));
                if (failed)
                {
                    continue;
                }

                // A store that opens and takes no record is not up: with something to write, only its being written shows that it is.
                if (_pending.Count == 0)
                {
                    Became(null);
                }

                if (_pending.Count > 0 || await _waiting.Reader.WaitToReadAsync(stoppingToken))
                {
                    bool wasUp = _state.IsUp;
                    isOpen = await WriteNextAsync(stoppingToken);
                    failed = !isOpen && !wasUp;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits is written below, as long as the host waits.
        }

        _waiting.Writer.Complete();
        while (_state.IsUp && (_pending.Count > 0 || _waiting.Reader.TryPeek(out _)))
        {
            await WriteNextAsync(CancellationToken.None);
        }
    }

    /// <summary>Writes what waits, as much as goes into one transaction. What fails waits on, but for feedback, which is refused.</summary>
    /// <returns>Whether it was written.</returns>
    private async Task<bool> WriteNextAsync(CancellationToken stop)
    {
        Take(LargestBatch);
        List<JournalEntry> batch = _pending.Count > LargestBatch ? _pending[..LargestBatch] : [.. _pending];
        bool again = _mayBeWritten;
        _mayBeWritten = true;
        ImmutableArray<FeedbackCounts> counts = [];
        if (await TryAsync(async () => counts = await WriteAsync(batch, again, stop)))
        {
            _pending.RemoveRange(0, batch.Count);
            _mayBeWritten = _pending.Count > 0;
            Settle(batch, counts);
            return true;
        }

        // Nobody waits for a store that is down, nor do those who came while it was tried.
        Take(int.MaxValue);
        Settle(_pending, default);
        _pending.RemoveAll(entry => entry is JournalEntry.Heard);
        return false;
    }

    private void Take(int most)
    {
        while (_pending.Count < most && _waiting.Reader.TryRead(out JournalEntry? entry))
        {
            _pending.Add(entry);
        }
    }

    private async Task<ImmutableArray<FeedbackCounts>> WriteAsync(List<JournalEntry> batch, bool again, CancellationToken stop)
    {
        Decision[] decisions = [.. batch.OfType<JournalEntry.Said>().Select(said => said.Decision)];
        Feedback[] feedback = [.. batch.OfType<JournalEntry.Heard>().Select(heard => heard.Feedback)];
        try
        {
            return await store.WriteAsync(decisions, feedback, again, stop);
        }
        catch (Exception fault) when (store.Database.IsAboutTheData(fault))
        {
            // One entry that no database would take must not hold up the others for ever.
            return await WriteEachAsync(decisions, feedback, stop);
        }
    }

    private async Task<ImmutableArray<FeedbackCounts>> WriteEachAsync(Decision[] decisions, Feedback[] feedback, CancellationToken stop)
    {
        foreach (Decision decision in decisions)
        {
            try
            {
                await store.WriteAsync([decision], [], again: true, stop);
            }
            catch (Exception fault) when (store.Database.IsAboutTheData(fault))
            {
                Drop();
            }
        }

        return await store.WriteAsync([], feedback, again: false, stop);
    }

    /// <summary>Tells those who wait.</summary>
    /// <param name="entries">Whose.</param>
    /// <param name="counts">What each feedback came to; default when nothing was written.</param>
    private void Settle(List<JournalEntry> entries, ImmutableArray<FeedbackCounts> counts)
    {
        int next = 0;
        foreach (JournalEntry entry in entries)
        {
            if (entry is JournalEntry.Heard heard)
            {
                Interlocked.Decrement(ref _feedbackWaiting);
                heard.Settle(counts.IsDefault ? null : counts[next++]);
            }
            else
            {
                Interlocked.Add(ref _decisionsWaiting, counts.IsDefault ? 0 : -1);
                ((JournalEntry.Said)entry).Settle();
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the store does, the prescriber gets the cards and the record waits.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Became(store.Database.Describe(fault));
            return false;
        }
    }

    private void Became(string? fault)
    {
        if (_state.Fault == fault)
        {
            return;
        }

        _state = new(fault);
        if (fault is null)
        {
            logger.DecisionsAreStored(Waiting, Dropped);
        }
        else
        {
            logger.DecisionsAreNotStored(fault, Waiting);
        }
    }

    /// <summary>Counts a decision that could not even be taken.</summary>
    public void Drop()
    {
        if (Interlocked.Increment(ref _dropped) is var dropped && (dropped == 1 || dropped % 1000 == 0))
        {
            logger.DecisionsAreDropped(dropped);
        }
    }
}
