using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Opens the memory of calls.</summary>
internal sealed class DecisionMemory(
    DecisionStore store, DecisionJournal journal, PatientKeys keys, DecisionSettings settings, SafetyCheck check, SiteClock clock, TimeProvider time,
    ILogger<DecisionMemory> logger) : IDisposable
{
    // A store that hangs holds no more threads than this.
    private readonly SemaphoreSlim _readers = new(8);

    /// <summary>The memory of one call, whose time runs from now.</summary>
    public CallMemory Of(HookRequest request, CallOrigin origin) => new(this, request, origin, time.GetTimestamp());

    public void Dispose() => _readers.Dispose();

    /// <summary>One call's: what was said before, and what is said now. Neither makes the prescriber wait longer than the cap.</summary>
    internal sealed class CallMemory(DecisionMemory memory, HookRequest request, CallOrigin origin, long start)
    {
        /// <summary>The most that both may take together.</summary>
        public static readonly TimeSpan Cap = TimeSpan.FromMilliseconds(100);

        private static readonly TimeSpan RecallCap = TimeSpan.FromMilliseconds(50);

        private string? _patient;
        private ImmutableArray<EarlierAnswer> _earlier = [];
        private TimeSpan _left = Cap;

        /// <summary>What was said before of this patient. Nothing is known, and so nothing silenced, while the store is down or slow.</summary>
        public async ValueTask<EarlierAnswers> RecallAsync(CancellationToken stop)
        {
            FactsSeal seal = memory.Keys.SealOf(origin, request.PatientId);
            if (!memory.MayRecall)
            {
                return new([], seal);
            }

            long begun = memory.Time.GetTimestamp();
            Task<ImmutableArray<EarlierAnswer>> answers = memory.ReadAsync(Patient, stop);
            await ((Task)answers).WaitAsync(RecallCap, memory.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _left -= memory.Time.GetElapsedTime(begun);
            _earlier = answers.IsCompletedSuccessfully ? await answers : [];
            return new(_earlier, seal);
        }

        /// <summary>Records what is said, if anything was found. It is written before this returns, or waits where it cannot be.</summary>
        public async ValueTask RecordAsync(CheckResult.Answered answered)
        {
            if (answered.Findings.IsEmpty)
            {
                return;
            }

            try
            {
                Task settled = memory.Journal.Add(Make(answered));
                if (!settled.IsCompleted && _left > TimeSpan.Zero)
                {
                    await settled.WaitAsync(_left, memory.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
#pragma warning disable CA1031 // The prescriber gets the cards whatever becomes of the record.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                memory.NotRecorded(fault);
            }
        }

        // Its day counts: what was noted today need not be noted again.
        private bool IsToBeNoted(string precaution, DateTimeOffset now) =>
            memory.IsOnceOnly(precaution) && !_earlier.OfType<EarlierAnswer.Shown>().Any(shown => shown.Precaution == precaution && shown.ShownAt.Date == now.Date);

        private string Patient => _patient ??= memory.Keys.HashOf(origin, request.PatientId);

        private Decision Make(CheckResult.Answered answered)
        {
            DateTimeOffset now = memory.Clock.Now;
            return new Decision
            {
                // A clock that stands before 1970 has no such ids.
                Id = DecisionRows.Text(Guid.CreateVersion7(now > DateTimeOffset.UnixEpoch ? now : DateTimeOffset.UnixEpoch)),
                At = now,
                Hook = request.Hook,
                HookInstance = Token.Of(request.HookInstance) ?? "",
                Origin = origin,
                Patient = Patient,
                Version = memory.Version,
                Elapsed = memory.Time.GetElapsedTime(start),
                Cards = [.. answered.Response.Cards.Select(DecisionCard.Of)],
                Findings = answered.Findings,
                OnceOnly = [.. answered.Findings.Where(finding => finding.Status == FindingStatus.Shown && IsToBeNoted(finding.Code, now)).Select(finding => finding.Code)],
            };
        }
    }

    private void NotRecorded(Exception fault)
    {
        journal.Drop();
        logger.DecisionNotRecorded(fault);
    }

    private bool MayRecall => settings.Silence && journal.State.IsUp;

    private bool IsOnceOnly(string precaution) => check.Drug.Silence.OnceInDays.ContainsKey(precaution);

    private PatientKeys Keys => keys;

    private DecisionJournal Journal => journal;

    private SiteClock Clock => clock;

    private TimeProvider Time => time;

    private string Version => check.Drug.Version;

    // SQLite reads on the calling thread, whatever its methods are called.
    private Task<ImmutableArray<EarlierAnswer>> ReadAsync(string patient, CancellationToken stop) => Task.Run(
        async () =>
        {
            if (!await _readers.WaitAsync(CallMemory.Cap, stop))
            {
                return [];
            }

            try
            {
                return await store.RecallAsync(patient, time.GetUtcNow() - check.Drug.Silence.Window, stop);
            }
#pragma warning disable CA1031 // Without a memory every finding is said: the safe side.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                return [];
            }
            finally
            {
                _readers.Release();
            }
        },
        stop);
}
