using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Scenarios;

public sealed class AcceptedSuggestionTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    [Theory]
    [InlineData("renal-severe-new-start")]
    [InlineData("renal-dialysis-new-start")]
    [InlineData("renal-moderate-new-start")]
    [InlineData("renal-mild-clearance")]
    [InlineData("renal-problem-list-stage-4")]
    [InlineData("dose-max-daily-far-above")]
    [InlineData("dose-start-high")]
    [InlineData("epic-shaped-draft")]
    [InlineData("sandbox-shaped-draft")]
    [InlineData("epilepsy-recent-seizure")]
    [InlineData("respiratory-sleep-apnoea")]
    [InlineData("dementia-with-levodopa")]
    [InlineData("stroke-spasticity")]
    public async Task Taking_an_offered_dose_raises_no_warning_and_offers_no_further_cut(string name)
    {
        using HookClient ehr = days.Client("2026-11-22T10:00:00Z");
        string request = (await ehr.GetPlainAsync($"/scenarios/{name}/request.json")).Body;

        JsonElement[] orders = [.. Offered(await ehr.CallAsync(request), "update").Select(action => action.GetProperty("resource"))];

        Assert.NotEmpty(orders);
        foreach (JsonElement order in orders)
        {
            JsonObject call = JsonNode.Parse(request)!.AsObject();
            call["context"]!["draftOrders"]!["entry"]![0]!["resource"] = JsonNode.Parse(order.GetRawText());

            HookReply again = await ehr.CallAsync(call.ToJsonString());

            Assert.Equal(HttpStatusCode.OK, again.Status);
            Assert.All(again.Cards, card => Assert.Equal("info", card.GetProperty("indicator").GetString()));
            Assert.Empty(Offered(again, "update"));
            Assert.Empty(Offered(again, "delete"));
        }
    }

    [Fact]
    public async Task The_demonstration_offers_a_dose_that_can_be_taken()
    {
        using HookClient ehr = days.Client("2026-11-22T10:00:00Z");

        HookReply reply = await ehr.CallAsync((await ehr.GetPlainAsync("/scenarios/renal-severe-new-start/request.json")).Body);

        JsonElement order = Assert.Single(Offered(reply, "update")).GetProperty("resource");
        Assert.Equal("5 mg once daily", order.GetProperty("dosageInstruction")[0].GetProperty("text").GetString());
    }

    private static IEnumerable<JsonElement> Offered(HookReply reply, string type) =>
        reply.Cards
            .Where(card => card.TryGetProperty("suggestions", out _))
            .SelectMany(card => card.GetProperty("suggestions").EnumerateArray())
            .SelectMany(suggestion => suggestion.GetProperty("actions").EnumerateArray())
            .Where(action => action.GetProperty("type").ValueEquals(type))
            .Where(action => !action.GetProperty("description").GetString()!.StartsWith("Add to the patient's instructions", StringComparison.Ordinal)); // changes no dose
}
