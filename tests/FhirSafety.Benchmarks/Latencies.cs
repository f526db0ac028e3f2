using System.Diagnostics;
using System.Globalization;

namespace FhirSafety.Benchmarks;

/// <summary>How long answers took, from when they should have been sent: a late start is not forgiven.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    /// <summary>Sends at a fixed rate whatever comes back (open loop).</summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="send">Sends one request and reads its answer.</param>
    public static async Task<Latencies> AtRateAsync(int rate, TimeSpan duration, Func<Task> send)
    {
        int count = (int)(rate * duration.TotalSeconds);
        Task<double>[] sent = new Task<double>[count];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)i / rate);
            TimeSpan early = due - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            sent[i] = TimedAsync(start, due, send);
        }

        return new Latencies(await Task.WhenAll(sent));
    }

    /// <summary>Sends one after the other.</summary>
    public static async Task<Latencies> OneByOneAsync(int count, Func<Task> send)
    {
        List<double> took = [];
        for (int i = 0; i < count; i++)
        {
            took.Add(await TimedAsync(Stopwatch.GetTimestamp(), TimeSpan.Zero, send));
        }

        return new Latencies(took);
    }

    /// <summary>How many answers.</summary>
    public int Count => _sorted.Length;

    /// <summary>The time that a share of the answers kept within, in milliseconds.</summary>
    public double At(double share) => _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)];

    /// <summary>How many took longer.</summary>
    public int Over(double milliseconds) => _sorted.Count(took => took > milliseconds);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"n {_sorted.Length}, p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, most {_sorted[^1]:0.0} ms");

    private static async Task<double> TimedAsync(long start, TimeSpan due, Func<Task> send)
    {
        await send();
        return (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
    }
}
