using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Operations;
using Microsoft.Extensions.Configuration;

namespace FhirSafety.Benchmarks;

/// <summary>A year of a busy site in a SQLite file, written by the service's own code, then the time insights take.</summary>
internal static class MillionDecisions
{
    private const int Batch = 1000;
    private const int Precautions = 30;
    private const int Clients = 4;
    private const int Weeks = 56;

    private static readonly string[] Reasons = ["will-monitor", "benefit-outweighs-risk", "specialist-advice", "data-wrong"];

    /// <summary>Fills a new file and measures; a file that is there already is only measured.</summary>
    public static async Task RunAsync(string file, int decisions)
    {
        SiteClock clock = new(TimeProvider.System, SiteSettings.Read(new ConfigurationBuilder().Build(), isDevelopment: true));
        bool fresh = !File.Exists(file);
        await using DecisionStore store = new(new SqliteDatabase(file), clock);
        await store.PrepareAsync(default);
        if (fresh)
        {
            Stopwatch filling = Stopwatch.StartNew();
            await FillAsync(store, clock, decisions);
            Say($"{decisions} decisions with their feedback written in {filling.Elapsed.TotalSeconds:0} s; {new FileInfo(file).Length / 1_000_000} MB");
        }

        Insights insights = new(store);
        for (int run = 1; run <= 5; run++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            ReadOnlyMemory<byte> json = await insights.ReadAsync(default);
            Say($"insights, run {run}: {watch.Elapsed.TotalMilliseconds:0} ms, {json.Length / 1000} kB");
        }
    }

    private static async Task FillAsync(DecisionStore store, SiteClock clock, int decisions)
    {
        // Always the same file: the seed is fixed, and nothing here is a secret.
        Random random = new(4711);
        DateTimeOffset start = clock.Now.AddDays(-7 * Weeks);
        TimeSpan step = TimeSpan.FromDays(7 * Weeks) / decisions;
        for (int done = 0; done < decisions; done += Batch)
        {
            Decision[] batch = [.. Enumerable.Range(done, Math.Min(Batch, decisions - done)).Select(place => Make(random, start + (step * place)))];
            Feedback[] feedback = [.. batch.Where(_ => random.Next(10) < 6).Select(decision => Answer(random, decision))];
            await store.WriteAsync(batch, feedback, again: false, default);
        }
    }

    private static Decision Make(Random random, DateTimeOffset at)
    {
        Guid card = Guid.NewGuid();
        int first = random.Next(Precautions - 1);
        return new Decision
        {
            Id = DecisionRows.Text(Guid.CreateVersion7(at)),
            At = at,
            Hook = "order-sign",
            HookInstance = Guid.NewGuid().ToString(),
            Origin = new CallOrigin($"hospital-{random.Next(Clients)}", ""),
            Patient = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()),
            Version = "policy 000000000000, codes 000000000000",
            Elapsed = TimeSpan.FromMilliseconds(2),
            Cards = [new DecisionCard(card, Name(first), [Guid.NewGuid(), Guid.NewGuid()])],
            Findings =
            [
                new JudgedFinding(Name(first), (Indicator)(first % 3), FindingStatus.Shown) { Card = card, Facts = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) },
                new JudgedFinding(Name(first + 1), Indicator.Info, FindingStatus.NotChecked) { Card = card, Need = "kidneyLabs", Reason = "NotSupplied" },
            ],
        };
    }

    private static Feedback Answer(Random random, Decision decision)
    {
        DateTimeOffset at = decision.At.AddSeconds(3 + random.Next(600));
        bool accepted = random.Next(3) == 0;
        ImmutableArray<CardFeedback> entries =
            [new CardFeedback(decision.Cards[0].Id, accepted, at) { Suggestions = accepted ? [decision.Cards[0].Suggestions[0]] : [], Reason = accepted ? null : Reasons[random.Next(Reasons.Length)] }];
        return new Feedback(decision.Origin, at, entries);
    }

    private static string Name(int precaution) => string.Create(CultureInfo.InvariantCulture, $"precaution-{precaution:00}");

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
