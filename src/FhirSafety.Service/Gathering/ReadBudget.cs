namespace FhirSafety.Service.Gathering;

/// <summary>The time that all FHIR reads of one call share, running from when it is made.</summary>
internal sealed class ReadBudget(TimeSpan total, TimeProvider time) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private CancellationTokenSource? _end;

    /// <summary>What is left; never negative.</summary>
    public TimeSpan Left => total - Spent is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>What has passed.</summary>
    public TimeSpan Spent => time.GetElapsedTime(_start);

    /// <summary>Cancelled when nothing is left. The timer is made with the first read, which most calls never make.</summary>
    public CancellationToken End => (_end ??= new CancellationTokenSource(Left, time)).Token;

    public void Dispose() => _end?.Dispose();
}
