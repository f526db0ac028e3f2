using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Operations;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FhirSafety.Service.Tests.Decisions;

/// <summary>A service with a store of its own, at a moment that a test moves.</summary>
internal sealed class Remembering : IAsyncDisposable
{
    public const string Demonstration = "renal-severe-new-start";

    private readonly SafetyApp _app;
    private readonly HookClient _ehr;

    private Remembering(SafetyApp app, DecisionStores store, FakeTimeProvider time)
    {
        (_app, Store, Time) = (app, store, time);
        _ehr = app.Client();
    }

    public DecisionStores Store { get; }

    public FakeTimeProvider Time { get; }

    public HookClient Ehr => _ehr;

    public DecisionJournal Journal => _app.Services.GetRequiredService<DecisionJournal>();

    public SafetyApp App => _app;

    public static async Task<Remembering> StartAsync(string provider = "sqlite", Func<SafetyApp, SafetyApp>? with = null)
    {
        DecisionStores store = await DecisionStores.NewAsync(provider);
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        Remembering remembering = new((with ?? (app => app))(store.App().With(time)), store, time);
        await remembering.UntilAsync(() => remembering.Journal.State.IsUp);
        return remembering;
    }

    /// <summary>Waits for something that happens in the background.</summary>
    /// <param name="happened">What is waited for.</param>
    /// <param name="step">How far the clock moves between two looks; the journal's and the retention's pauses are on it.</param>
    public async Task UntilAsync(Func<bool> happened, TimeSpan? step = null)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (!happened())
        {
            Time.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>A scenario's call with today's dates, changed as a test wants.</summary>
    public async Task<JsonObject> CallOfAsync(string scenario, Action<JsonObject>? change = null)
    {
        JsonObject call = JsonNode.Parse((await _ehr.GetPlainAsync($"/scenarios/{scenario}/request.json")).Body)!.AsObject();
        call["hookInstance"] = Guid.NewGuid().ToString();
        change?.Invoke(call);
        return call;
    }

    public async Task<HookReply> CallAsync(string scenario = Demonstration, Action<JsonObject>? change = null) =>
        await _ehr.CallAsync((await CallOfAsync(scenario, change)).ToJsonString());

    /// <summary>Feedback on a card, as JSON.</summary>
    public string Overridden(string card, string? reason = "will-monitor", string? comment = null, TimeSpan after = default) =>
        Entry(card, "overridden", reason is null && comment is null ? null : ("overrideReason", Reason(reason, comment)), after);

    public string Accepted(string card, string suggestion) =>
        Entry(card, "accepted", ("acceptedSuggestions", new JsonArray(new JsonObject { ["id"] = suggestion })), default);

    public Task<HookReply?> FeedbackAsync(params string[] entries) => _ehr.FeedbackAsync($$"""{"feedback":[{{string.Join(',', entries)}}]}""");

    /// <summary>The rows of insights, each as <c>precaution indicator shown/silent/notChecked accepted/overridden/unanswered</c>.</summary>
    public async Task<JsonElement[]> InsightsAsync()
    {
        ReadOnlyMemory<byte> json = await _app.Services.GetRequiredService<Insights>().ReadAsync(default);
        return [.. JsonElement.Parse(json.Span).GetProperty("rows").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        _ehr.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }

    public static string CardOf(HookReply reply) => reply.Cards[0].GetProperty("uuid").GetString()!;

    private string Entry(string card, string outcome, (string Name, JsonNode Value)? more, TimeSpan after)
    {
        JsonObject entry = new()
        {
            ["card"] = card,
            ["outcome"] = outcome,
            ["outcomeTimestamp"] = (Time.GetUtcNow() + after).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
        if (more is { } member)
        {
            entry[member.Name] = member.Value;
        }

        return entry.ToJsonString();
    }

    private static JsonObject Reason(string? code, string? comment)
    {
        JsonObject reason = [];
        if (code is not null)
        {
            reason["reason"] = new JsonObject { ["system"] = "urn:fhirsafety:override-reason", ["code"] = code };
        }

        if (comment is not null)
        {
            reason["userComment"] = comment;
        }

        return reason;
    }
}
