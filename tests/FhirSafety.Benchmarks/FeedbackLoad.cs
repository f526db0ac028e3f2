using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FhirSafety.Benchmarks;

/// <summary>How much feedback a running service takes: every entry in a call of its own, on a card of its own.</summary>
internal static class FeedbackLoad
{
    private const int Senders = 32;

    /// <param name="url">The service, in Development or with a client that needs no token.</param>
    /// <param name="entries">How many.</param>
    public static async Task RunAsync(Uri url, int entries)
    {
        using HttpClient http = new() { BaseAddress = url };
        byte[] call = SampleRequest.Utf8(baclofen: true);
        ConcurrentQueue<string> cards = [];
        await InParallelAsync(entries, async () =>
        {
            byte[] body = await PostAsync(http, "/cds-services/baclofen-safety", call);
            foreach (JsonElement card in JsonElement.Parse(body).GetProperty("cards").EnumerateArray())
            {
                cards.Enqueue(card.GetProperty("uuid").GetString()!);
            }
        });
        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        int sent = Math.Min(entries, cards.Count);
        Stopwatch watch = Stopwatch.StartNew();
        await InParallelAsync(sent, async () =>
        {
            _ = cards.TryDequeue(out string? card);

            // Without a reason: an override must not silence the next run's cards.
            await PostAsync(http, "/cds-services/baclofen-safety/feedback", System.Text.Encoding.UTF8.GetBytes(
                $$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"{{now}}"}]}"""));
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"feedback: {sent} entries in {watch.Elapsed.TotalSeconds:0.0} s, {sent / watch.Elapsed.TotalSeconds:0}/s from {Senders} senders"));
    }

    private static Task InParallelAsync(int times, Func<Task> work)
    {
        int left = times;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await work();
            }
        }));
    }

    private static async Task<byte[]> PostAsync(HttpClient http, string path, byte[] json)
    {
        using ByteArrayContent body = new(json);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await http.PostAsync(path, body);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
