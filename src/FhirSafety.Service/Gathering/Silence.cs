namespace FhirSafety.Service.Gathering;

/// <summary>
/// Whether a server has said nothing at all in a call. Of a call with two rounds of reads the first takes the time of an attempt, and the
/// budget cuts the second short: without this a server that hangs would have failed only as often as the first round asked.
/// </summary>
/// <param name="budget">The time of the call.</param>
/// <param name="longEnough">How long a server may be silent: the time of an attempt.</param>
internal sealed class Silence(ReadBudget budget, TimeSpan longEnough)
{
    private long _since = long.MaxValue;
    private volatile bool _broken;

    /// <summary>An attempt is made.</summary>
    public void Asked() => Interlocked.CompareExchange(ref _since, budget.Spent.Ticks, long.MaxValue);

    /// <summary>
    /// What an attempt came to. One that the budget ended is the server's failure, a time-out, when the server has been silent for the time
    /// of an attempt; one that was merely begun late on a server that answers is not, nor is one whose caller has gone.
    /// </summary>
    /// <param name="response">What it came to.</param>
    /// <param name="caller">Cancelled when the caller has gone.</param>
    public FhirResponse Heard(FhirResponse response, CancellationToken caller)
    {
        if (response.Outcome is not (ReadOutcome.GivenUp or ReadOutcome.TimedOut or ReadOutcome.Unavailable))
        {
            _broken = true;
        }

        return response.Outcome == ReadOutcome.GivenUp && !_broken && !caller.IsCancellationRequested
            && budget.Spent.Ticks - Interlocked.Read(ref _since) >= longEnough.Ticks
            ? new(ReadOutcome.TimedOut)
            : response;
    }
}
