using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Reading;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FhirSafety.Benchmarks;

/// <summary>What remembering one call costs in this process: CPU time of all threads for the recall and for the record, without the check around it.</summary>
/// <remarks>Beside memory.sh, whose ratio moves with the rest of the service and with whatever else the machine does.</remarks>
internal static class MemoryCost
{
    private const int Calls = 10_000;
    private const int Patients = 2_000;

    /// <param name="rounds">How often it is measured; the first ones warm the code.</param>
    /// <param name="callers">Calls at once: records that come together share a commit.</param>
    public static async Task RunAsync(int rounds, int callers)
    {
        string folder = Directory.CreateTempSubdirectory("memory-cost").FullName;
        SiteClock clock = new(TimeProvider.System, SiteSettings.Read(new ConfigurationBuilder().Build(), isDevelopment: true));
        DecisionSettings settings = new()
        {
            IsPostgres = false,
            Connection = Path.Combine(folder, "decisions.db"),
            PatientKey = [.. new byte[32]],
            Retention = TimeSpan.FromDays(400),
            Silence = true,
            MaxWaiting = 10_000,
        };
        SafetyCheck check = new(
            BaclofenSafety.Load(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"), new Dictionary<string, string>(StringComparer.Ordinal), includeUnverifiedCodes: false),
            TimeZoneInfo.Utc);
        await using DecisionStore store = new(new SqliteDatabase(settings.Connection), clock);
        using DecisionJournal journal = new(store, settings, TimeProvider.System, NullLogger<DecisionJournal>.Instance);
        using DecisionMemory memory = new(store, journal, new PatientKeys(settings), settings, check, clock, TimeProvider.System, NullLogger<DecisionMemory>.Instance);
        await journal.StartAsync(default);
        while (!journal.State.IsUp)
        {
            await Task.Delay(10);
        }

        (HookRequest request, CheckResult.Answered answered) = await AnswerAsync(check, memory);
        Console.WriteLine($"one call: {answered.Response.Cards.Length} cards, {answered.Findings.Length} findings");
        for (int round = 1; round <= rounds; round++)
        {
            (DecisionMemory.CallMemory Call, CheckResult.Answered Answered)[] calls = [.. Enumerable.Range(0, Calls).Select(place =>
                (memory.Of(request with { PatientId = $"patient-{place % Patients}" }, new CallOrigin("development", "")), Anew(answered)))];
            double recall = await MeasureAsync(calls, callers, static async call => await call.Call.RecallAsync(default));
            double record = await MeasureAsync(calls, callers, static async call => await call.Call.RecordAsync(call.Answered));
            Console.WriteLine(FormattableString.Invariant($"round {round}: recall {recall:0.0} us, record {record:0.0} us of CPU a call, {callers} callers; {journal.Waiting} waiting"));
        }

        await journal.StopAsync(default);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<double> MeasureAsync<T>(T[] calls, int callers, Func<T, Task> work)
    {
        int next = -1;
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var place && place < calls.Length)
            {
                await work(calls[place]);
            }
        })));
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / calls.Length;
    }

    private static async Task<(HookRequest Request, CheckResult.Answered Answered)> AnswerAsync(SafetyCheck check, DecisionMemory memory)
    {
        JsonDocument document = JsonDocument.Parse(SampleRequest.Utf8(baclofen: true));
        HookRequest request = ((HookRequestReading.Accepted)HookRequestReader.Read(document.RootElement, ["order-sign"])).Request;
        CheckResult result = await check.RunWithMemoryAsync(
            request, new RequestData(), memory.Of(request, new CallOrigin("development", "")).RecallAsync, TimeProvider.System.GetUtcNow(), default);
        return (request, (CheckResult.Answered)result);
    }

    /// <summary>The same cards with uuids of their own, as every call has them.</summary>
    private static CheckResult.Answered Anew(CheckResult.Answered answered)
    {
        Dictionary<Guid, Guid> ids = [];
        Guid Renamed(Guid id) => ids.TryGetValue(id, out Guid known) ? known : ids[id] = Guid.NewGuid();
        ImmutableArray<Card> cards =
        [
            .. answered.Response.Cards.Select(card => card with
            {
                Uuid = Renamed(card.Uuid),
                Suggestions = [.. card.Suggestions.Select(suggestion => suggestion with { Uuid = Renamed(suggestion.Uuid) })],
            }),
        ];
        return new CheckResult.Answered(answered.Response with { Cards = cards })
        {
            Findings =
            [
                .. answered.Findings.Select(finding => finding with
                {
                    Card = finding.Card is { } card ? Renamed(card) : null,
                    Offers = [.. finding.Offers.Select(offer => offer with { Suggestion = Renamed(offer.Suggestion) })],
                }),
            ],
        };
    }
}
