using System.Collections.Concurrent;
using System.Globalization;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class DurabilityTests
{
    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_service_that_is_killed_loses_no_feedback_it_acknowledged(string provider)
    {
        await using DecisionStores store = await DecisionStores.NewAsync(provider);
        using ServiceProcess service = new(["ASPNETCORE_ENVIRONMENT=Development", "Decisions__Silence=false", .. store.Variables], ["--urls", "http://127.0.0.1:0"]);
        Uri address = await service.AddressAsync();
        using HookClient ehr = new(new HttpClient { BaseAddress = address });
        string call = (await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body;
        List<string> cards = [];
        for (int calls = 0; calls < 150; calls++)
        {
            cards.Add(Remembering.CardOf(await ehr.CallAsync(call)));
        }

        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        ConcurrentBag<string> acknowledged = [];
        Task[] senders = [.. cards.Chunk(25).Select(async own =>
        {
            foreach (string card in own)
            {
                try
                {
                    if (await ehr.FeedbackAsync($$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"{{now}}"}]}""") is null)
                    {
                        acknowledged.Add(card);
                    }
                }
                catch (HttpRequestException)
                {
                    // Killed in the middle of this one: nothing was promised.
                }
            }
        })];
        await Background.UntilAsync(() => acknowledged.Count >= 40);

        service.Kill();
        await Task.WhenAll(senders);

        HashSet<string> stored = [.. await store.RowsAsync("SELECT card FROM feedback")];
        Assert.InRange(acknowledged.Count, 40, cards.Count);
        Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
        Assert.Equal(["150"], await store.RowsAsync("SELECT COUNT(*) FROM decision"));
    }
}
