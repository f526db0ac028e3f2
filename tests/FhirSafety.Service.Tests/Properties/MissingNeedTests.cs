using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Properties;

/// <summary>
/// Whatever an EHR leaves out, breaks or cuts short: no warning and nothing critical becomes silence. Through HTTP, on the scenarios,
/// which together let every precaution speak.
/// </summary>
public sealed class MissingNeedTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    private const string RefillGap = "withdrawal-refill-gap";

    /// <summary>All ways of not knowing; null takes the key out.</summary>
    private static readonly string?[] Unknown =
    [
        null,
        """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}""",
        """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"exception"}]}}]}""",
        FakeEhr.Bundles.Page("https://ehr.example/fhir?page=2"),
        """{"resourceType":"Practitioner","id":"1"}""",
        "7",
    ];

    private static readonly string[] Names = [.. ScenarioFolders.Names];

    private readonly ConcurrentDictionary<string, Task<Warned>> _warned = new(StringComparer.Ordinal);

    public static TheoryData<string> Scenarios => [.. Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_need_that_is_not_sent_never_turns_a_warning_into_silence(string scenario)
    {
        foreach (string key in (await WarnedAsync(scenario)).Keys)
        {
            await AssertToldAsync(scenario, (key, null));
        }
    }

    [Fact]
    public async Task Neither_do_two_that_are_unknown_in_any_way() =>
        await Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, Unknown.Length - 1], Gen.Int[0, Unknown.Length - 1]).SampleAsync(
            async picked =>
            {
                (int scenario, int one, int other, int state, int otherState) = picked;
                string[] keys = (await WarnedAsync(Names[scenario])).Keys;

                await AssertToldAsync(Names[scenario], (keys[one % keys.Length], Unknown[state]), (keys[other % keys.Length], Unknown[otherState]));
            },
            iter: 800);

    private async Task AssertToldAsync(string scenario, params (string Key, string? Value)[] lost)
    {
        Warned whole = await WarnedAsync(scenario);
        JsonObject call = (JsonObject)whole.Call.DeepClone();
        JsonObject prefetch = call["prefetch"]!.AsObject();
        foreach ((string key, string? value) in lost)
        {
            prefetch.Remove(key);
            if (value is not null)
            {
                prefetch[key] = JsonNode.Parse(value);
            }
        }

        using HookClient ehr = app.App.Client();
        HookReply reply = await ehr.CallByHookAsync(call.ToJsonString());

        string what = string.Join(", ", lost.Select(need => $"{need.Key} {need.Value ?? "not sent"}"));
        if (reply.Status != HttpStatusCode.OK)
        {
            Assert.True(whole.Codes.Length == 0 || lost.Any(need => need.Key == "patient"), $"{scenario} without {what}: {reply.Status}");
            return;
        }

        string[] said = [.. reply.Findings];
        bool namesGap = said.Except(whole.Findings, StringComparer.Ordinal).Any(finding => finding.EndsWith(" not-checked", StringComparison.Ordinal));
        Assert.All(whole.Codes.Where(code => !MayBeSilent(code, lost)), code => Assert.True(
            namesGap || said.Any(finding => finding.StartsWith(code + " ", StringComparison.Ordinal)), $"{scenario}: {code} is silent without {what}"));
    }

    // Clinical page: "no dispense data: silent". Dispenses that failed to be read are another thing.
    private static bool MayBeSilent(string code, (string Key, string? Value)[] lost) =>
        code == RefillGap && lost.Any(need => need is { Key: "dispenses", Value: null });

    private Task<Warned> WarnedAsync(string scenario) => _warned.GetOrAdd(scenario, async name =>
    {
        JsonObject call = ScenarioFolders.Request(name);
        call["prefetch"] ??= new JsonObject();
        using HookClient ehr = app.App.Client();
        HookReply reply = await ehr.CallByHookAsync(call.ToJsonString());
        MonitoredDrug drug = app.App.Services.GetRequiredService<SafetyCheck>().Drug;
        IEnumerable<JsonElement> findings = reply.Status == HttpStatusCode.OK ? reply.Cards.SelectMany(Said.Findings) : [];
        return new Warned(
            call,
            [.. drug.NeedsOf((string)call["hook"]!).Select(need => drug.Needs[need].Key)],
            reply.Status == HttpStatusCode.OK ? [.. reply.Findings] : [],
            [.. findings.Where(finding => !finding.GetProperty("indicator").ValueEquals("info")).Select(finding => finding.GetProperty("code").GetString()!)]);
    });

    /// <summary>A call with its whole data.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Keys">The prefetch keys of its hook.</param>
    /// <param name="Findings">All that is said.</param>
    /// <param name="Codes">What it is warned of.</param>
    private sealed record Warned(JsonObject Call, string[] Keys, string[] Findings, string[] Codes);
}
