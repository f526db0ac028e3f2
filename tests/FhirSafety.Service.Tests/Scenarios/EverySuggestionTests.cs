using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Scenarios;

/// <summary>Acceptance closes the loop: each suggestion of each card of each scenario, applied as an EHR does, and the call posted again.</summary>
public sealed class EverySuggestionTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    private const string Day = "2026-11-22T10:00:00Z";

    public static TheoryData<string> Scenarios => [.. ScenarioFolders.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task What_was_accepted_is_not_found_again_not_offered_again_and_brings_no_warning(string name)
    {
        using HookClient ehr = days.Client(Day);
        JsonObject call = JsonNode.Parse((await ehr.GetPlainAsync($"/scenarios/{name}/request.json")).Body)!.AsObject();
        string service = HookClient.ServiceOf((string?)call["hook"]);
        HookReply first = await ehr.CallAsync(call.ToJsonString(), service);
        if (first.Status != HttpStatusCode.OK)
        {
            return;
        }

        foreach ((string topic, JsonElement suggestion) in Offers(first))
        {
            AcceptedCall after = AcceptedCall.Of(call, suggestion);
            HookReply again = await ehr.CallAsync(after.Body, service);

            Assert.Empty(Complaints(name, topic, suggestion, after, first, again));
        }
    }

    [Fact]
    public async Task The_claim_is_made_of_many_suggestions_and_fails_where_nothing_was_applied()
    {
        using HookClient ehr = days.Client(Day);
        int orders = 0;
        int complained = 0;
        foreach (string name in ScenarioFolders.Names)
        {
            JsonObject call = JsonNode.Parse((await ehr.GetPlainAsync($"/scenarios/{name}/request.json")).Body)!.AsObject();
            HookReply reply = await ehr.CallAsync(call.ToJsonString(), HookClient.ServiceOf((string?)call["hook"]));
            foreach ((string topic, JsonElement suggestion) in reply.Status == HttpStatusCode.OK ? Offers(reply) : [])
            {
                AcceptedCall after = AcceptedCall.Of(call, suggestion);
                orders += after.ChangesOrders ? 1 : 0;
                complained += Complaints(name, topic, suggestion, after, reply, reply).Any() ? 1 : 0;
            }
        }

        Assert.True(orders >= 30, $"only {orders} suggestions that change an order");
        Assert.True(complained >= orders, $"only {complained} of them were missed when nothing was applied");
    }

    private static IEnumerable<string> Complaints(string scenario, string topic, JsonElement suggestion, AcceptedCall after, HookReply before, HookReply again)
    {
        string label = suggestion.GetProperty("label").GetString()!;
        if (again.Status != HttpStatusCode.OK)
        {
            yield return $"{scenario}: {(int)again.Status} after \"{label}\"";
            yield break;
        }

        Dictionary<string, int> was = Worst(before);
        Dictionary<string, int> now = Worst(again);
        foreach ((string code, int level) in now.Where(found => found.Value > 0 && found.Value > was.GetValueOrDefault(found.Key)))
        {
            yield return $"{scenario}: {code} became {level} after \"{label}\"";
        }

        // What only orders a test, a visit or an antidote closes its own line and not the danger.
        if (after.ChangesOrders && now.GetValueOrDefault(topic) > 0)
        {
            yield return $"{scenario}: {topic} is still {now[topic]} after \"{label}\"";
        }

        // A hook that only looks at the patient is not told of tasks and tests: feedback says what became of them.
        if ((after.ChangesOrders || after.HasDrafts) && Offers(again).Any(offer => AcceptedCall.Sense(offer.Suggestion) == AcceptedCall.Sense(suggestion)))
        {
            yield return $"{scenario}: \"{label}\" is offered again";
        }
    }

    private static IEnumerable<(string Topic, JsonElement Suggestion)> Offers(HookReply reply) => reply.Cards
        .Where(card => card.TryGetProperty("suggestions", out _))
        .SelectMany(card => card.GetProperty("suggestions").EnumerateArray()
            .Select(suggestion => (card.GetProperty("source").GetProperty("topic").GetProperty("code").GetString()!, suggestion)));

    private static Dictionary<string, int> Worst(HookReply reply) => reply.Cards
        .SelectMany(card => card.GetProperty("extension").GetProperty("org.fhirsafety.findings").EnumerateArray())
        .GroupBy(finding => finding.GetProperty("code").GetString()!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Max(Level), StringComparer.Ordinal);

    private static int Level(JsonElement finding) => finding.GetProperty("indicator").GetString() switch
    {
        "critical" => 2,
        "warning" => 1,
        _ => 0,
    };
}
