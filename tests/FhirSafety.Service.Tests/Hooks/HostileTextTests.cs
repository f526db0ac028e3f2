using System.Net;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Hooks;

/// <summary>Text of the request that tries to be more than text.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Names =>
    [
        "<img src=x onerror=alert(1)>", "[here](javascript:alert(1))", "![i](http://e.example/i)", "`code` **bold** |cell| # head", "http://evil.example www.evil.example",
        "\u202Enelcab\u202C", "bac\u200Blofen\u0000\u0007", "one\r\n\r\n# two\n- three", new string('a', 10_000), string.Concat(Enumerable.Repeat("👨‍👩‍👧", 2000)), new string('\u0301', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_name_reaches_a_card_as_harmless_text(string name)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();
        HookReply reply = await ehr.CallAsync(With(name).ToJsonString());

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.NotEmpty(reply.Cards);
        Assert.All(reply.Cards, card =>
        {
            string shown = $"{card.GetProperty("summary")}\n{card.GetProperty("detail")}";
            Assert.DoesNotMatch("<[a-z/!]|(?<!\\\\)\\]\\(|(?<!\\\\)`|://|www\\.e|\\p{Cf}|[\\x00-\\x09\\x0B-\\x1F]|a{41}|\\u0301{4}", shown);
            Assert.DoesNotContain("\n# two", shown, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("hook")]
    [InlineData("context.patientId")]
    public async Task A_hostile_code_is_not_given_back_in_a_refusal(string member)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();
        JsonObject request = ScenarioFolders.Request("renal-severe-new-start");
        if (member == "hook")
        {
            request["hook"] = $"<script>{HookClient.Marker}</script>";
        }
        else
        {
            request["context"]!["patientId"] = $"<script>{HookClient.Marker}</script>";
        }

        // The client fails on any refusal that repeats the marker.
        Assert.Equal(HttpStatusCode.BadRequest, (await ehr.CallAsync(request.ToJsonString())).Status);
    }

    [Fact]
    public async Task Half_a_character_is_no_fault_of_ours()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();
        HookReply reply = await ehr.CallAsync(With("HALF").ToJsonString().Replace("HALF", "baclofen \\ud83d", StringComparison.Ordinal));
        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, reply.Body);
    }

    private static JsonObject With(string name)
    {
        JsonObject request = ScenarioFolders.Request("renal-severe-new-start");
        JsonNode draft = request["context"]!["draftOrders"]!["entry"]![0]!["resource"]!;
        draft["medicationCodeableConcept"] = new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://www.nlm.nih.gov/research/umls/rxnorm", ["code"] = "197392", ["display"] = name }),
            ["text"] = name,
        };
        return request;
    }
}
