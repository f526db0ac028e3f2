namespace FhirSafety.Service.Clients;

/// <summary>Used tokens in the memory of one instance. About 100 bytes for each token that has not expired.</summary>
internal sealed class MemoryReplayStore(TimeProvider time) : IReplayStore
{
    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _used = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> _ends = new();

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _used.Count;
            }
        }
    }

    public ValueTask<TokenUse> UseAsync(UInt128 token, DateTimeOffset end)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            while (_ends.TryPeek(out UInt128 oldest, out DateTimeOffset over) && over <= now)
            {
                _ends.Dequeue();
                _used.Remove(oldest);
            }

            if (!_used.Add(token))
            {
                return ValueTask.FromResult(TokenUse.Repeated);
            }

            _ends.Enqueue(token, end);
            return ValueTask.FromResult(TokenUse.First);
        }
    }
}
