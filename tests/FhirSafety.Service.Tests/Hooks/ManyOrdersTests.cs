using System.Net;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Hooks;

/// <summary>More orders than any session has: judged in time, or refused aloud. Never passed over.</summary>
public sealed class ManyOrdersTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    [Theory]
    [InlineData("dose-start-high", 200, HttpStatusCode.OK)]
    [InlineData("dose-start-high", 201, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("opioid-new-on-baclofen", 201, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("no-part-amoxicillin", 2000, HttpStatusCode.OK)]
    public async Task Of_watched_drugs_a_session_has_at_most_200_orders(string scenario, int drafts, HttpStatusCode status)
    {
        JsonObject call = ScenarioFolders.Request(scenario);
        Repeat(call["context"]!["draftOrders"]!["entry"]!.AsArray(), drafts);

        HookReply reply = await CallAsync(call);

        Assert.Equal(status, reply.Status);
        Assert.True(status == HttpStatusCode.OK || reply is { Code: "body-too-large" } && reply.Diagnostics.Contains("200 orders", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Nor_does_one_that_stops_all_stop_more(int running, HttpStatusCode status)
    {
        JsonObject call = ScenarioFolders.Request("withdrawal-do-not-perform");
        call["context"]!["draftOrders"]!["entry"]![0]!["resource"]!.AsObject().Remove("priorPrescription");
        Repeat(call["prefetch"]!["medications"]!["entry"]!.AsArray(), running);

        Assert.Equal(status, (await CallAsync(call)).Status);
    }

    // What an EHR has on file is not the prescriber's doing, and is read whole.
    [Fact]
    public async Task Any_number_that_run_are_added_up()
    {
        JsonObject call = ScenarioFolders.Request("renal-moderate-established");
        Repeat(call["prefetch"]!["medications"]!["entry"]!.AsArray(), 3000);

        Assert.Contains("withdrawal-dose-drop found", (await CallAsync(call)).Findings);
    }

    private static void Repeat(JsonArray entries, int times)
    {
        JsonNode one = entries[0]!.DeepClone();
        entries.Clear();
        for (int count = 0; count < times; count++)
        {
            JsonNode copy = one.DeepClone();
            copy["resource"]!["id"] = $"order-{count}";
            entries.Add(copy);
        }
    }

    private async Task<HookReply> CallAsync(JsonObject call)
    {
        using HookClient ehr = app.App.Client();
        return await ehr.CallByHookAsync(call.ToJsonString());
    }
}
