using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Properties;

/// <summary>
/// Whatever an EHR leaves out, breaks or cuts short: no warning and nothing critical becomes silence or mere information, unless the card
/// names what was missing. On the scenarios, which together let every precaution speak, and on records made of two of them.
/// </summary>
public sealed class MissingNeedTests(GatheringApp app) : IClassFixture<GatheringApp>
{
    private const string RefillGap = "withdrawal-refill-gap";

    /// <summary>All ways of not knowing; null takes the key out.</summary>
    private static readonly (string? Value, MissingReason Reason)[] Unknown =
    [
        (null, MissingReason.NotSupplied),
        ("""{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}""", MissingReason.ReadFailed),
        ("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"exception"}]}}]}""", MissingReason.ReadFailed),
        (FakeEhr.Bundles.Page("https://ehr.example/fhir?page=2"), MissingReason.Incomplete),
        ("""{"resourceType":"Practitioner","id":"1"}""", MissingReason.Unreadable),
        ("7", MissingReason.Unreadable),
    ];

    private static readonly string[] Names = [.. ScenarioFolders.Names];

    private readonly ConcurrentDictionary<string, Task<Whole>> _whole = new(StringComparer.Ordinal);

    public static TheoryData<string> Scenarios => [.. Names];

    private SafetyCheck Check => app.App.Services.GetRequiredService<SafetyCheck>();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_need_that_is_unknown_in_any_way_never_hushes_a_warning_unnamed(string scenario)
    {
        Whole whole = await WholeAsync(scenario);
        foreach (Need need in whole.Needs)
        {
            for (int state = 0; state < Unknown.Length; state++)
            {
                await AssertToldAsync(whole, (need, state));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Neither_do_any_two(string scenario)
    {
        Whole whole = await WholeAsync(scenario);
        for (int one = 0; one < whole.Needs.Length && whole.Warned.Length > 0; one++)
        {
            for (int other = 0; other < one; other++)
            {
                // The states take turns, so that each meets each over the scenarios.
                await AssertToldAsync(whole, (whole.Needs[one], (one + scenario.Length) % Unknown.Length), (whole.Needs[other], (other * scenario.Length) % Unknown.Length));
            }
        }
    }

    [Fact]
    public async Task Nor_any_two_of_somebody_with_the_records_of_two() =>
        await Gen.Select(
            Gen.Int[0, Names.Length - 1], Gen.Int[0, Names.Length - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, Unknown.Length - 1], Gen.Int[0, Unknown.Length - 1]).SampleAsync(
            async picked =>
            {
                (int scenario, int beside, int one, int other, int state, int otherState) = picked;
                Whole whole = await WholeAsync(Names[scenario], Names[beside]);
                await AssertToldAsync(whole, (whole.Needs[one % whole.Needs.Length], state), (whole.Needs[other % whole.Needs.Length], otherState));
            },
            iter: 3000);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task What_was_looked_up_and_is_not_there_is_never_called_unknown(string scenario)
    {
        Whole whole = await WholeAsync(scenario);
        NamedGaps gaps = new(Check.Drug.Words);
        foreach (Need need in whole.Needs.Where(need => need is not (Need.Patient or Need.BodySize)))
        {
            Told told = await AnswerAsync(With(whole.Call, (need, "null")));

            Assert.False(gaps.Name(told.Texts, need, Unknown.Select(state => state.Reason)), $"{scenario}: {need} was null and is called unknown");
        }
    }

    [Fact]
    public async Task The_service_tells_what_the_check_tells() =>
        await Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 99], Gen.Int[0, Unknown.Length - 1]).SampleAsync(
            async picked =>
            {
                (int scenario, int lost, int state) = picked;
                Whole whole = await WholeAsync(Names[scenario]);
                JsonObject call = With(whole.Call, (whole.Needs[lost % whole.Needs.Length], Unknown[state].Value));
                using HookClient ehr = app.App.Client();
                HookReply reply = await ehr.CallByHookAsync(call.ToJsonString());
                Told told = await AnswerAsync(call);

                Assert.Equal(told.IsRefused, reply.Status != HttpStatusCode.OK);
                Assert.Equal(told.Texts, told.IsRefused ? [] : reply.Cards.SelectMany(card => (string[])[card.GetProperty("summary").GetString()!, card.GetProperty("detail").GetString()!]));
            },
            iter: 150);

    private async Task AssertToldAsync(Whole whole, params (Need Need, int State)[] lost)
    {
        Told told = await AnswerAsync(With(whole.Call, [.. lost.Select(one => (one.Need, Unknown[one.State].Value))]));
        string what = string.Join(", ", lost.Select(one => $"{one.Need} ({Unknown[one.State].Value ?? "not sent"})"));
        if (told.IsRefused)
        {
            Assert.True(whole.Warned.Length == 0 || lost.Any(one => one.Need == Need.Patient), $"{whole.Name} without {what} is refused");
            return;
        }

        NamedGaps gaps = new(Check.Drug.Words);
        MissingReason[] reasons = [.. lost.Select(one => Unknown[one.State].Reason)];
        bool isNamed = lost.Any(one => gaps.Name(told.Texts, one.Need, reasons));
        Assert.All(whole.Warned.Where(code => !MayBeSilent(whole, code, lost)), code => Assert.True(
            isNamed || told.Findings.Any(finding => Says(finding.Code, code) && (finding.Status == "not-checked" || finding.Indicator != "info")),
            $"{whole.Name}: {code} is hushed without {what}, which no card names; said is {string.Join(", ", told.Findings)}"));
    }

    // Of the ways to stop the drug, and of what ails its pump, the page has the worst said alone.
    private static bool Says(string said, string code) => said == code || ((string[])["withdrawal-", "pump-"]).Any(group =>
        said.StartsWith(group, StringComparison.Ordinal) && code.StartsWith(group, StringComparison.Ordinal));

    private static bool MayBeSilent(Whole whole, string code, (Need Need, int State)[] lost) =>

        // Clinical page: "no dispense data: silent". Dispenses that failed to be read are another thing.
        (code == RefillGap && lost.Any(one => one.Need == Need.Dispenses && Unknown[one.State].Value is null))

        // A recorded pregnancy counts in a man too; that no such records came is no gap worth a line on the card of every man.
        || (code is "pregnancy-confirmed" or "pregnancy-near-term" or "lactation" && !IsOfChildbearing(whole.Call["prefetch"]!["patient"]!));

    private static bool IsOfChildbearing(JsonNode patient) => (string?)patient["gender"] != "male"
        && DateOnly.Parse((string)patient["birthDate"]!, CultureInfo.InvariantCulture) > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).AddYears(-61);

    private Task<Whole> WholeAsync(string scenario, string? beside = null) => _whole.GetOrAdd($"{scenario} {beside}", async name =>
    {
        JsonObject call = ScenarioFolders.Request(scenario);
        call["prefetch"] ??= new JsonObject();
        MonitoredDrug drug = Check.Drug;
        Need[] needs = [.. drug.NeedsOf((string)call["hook"]!)];

        // What a scenario leaves out was looked up and is not there: then whatever is unknown is what a test has made so.
        JsonObject other = beside is null ? [] : RecordOf(beside, (string)call["context"]!["patientId"]!);
        if (call["prefetch"]!["patient"] is { } patient && !IsOfChildbearing(patient))
        {
            other.Remove("pregnancy");
        }

        foreach (string key in needs.Select(need => drug.Needs[need].Key))
        {
            Join(call["prefetch"]!.AsObject(), key, other);
        }

        Told told = await AnswerAsync(call);
        return new Whole(name, call, needs, [.. told.Findings.Where(finding => finding.Indicator != "info").Select(finding => finding.Code).Distinct(StringComparer.Ordinal)]);
    });

    private static JsonObject RecordOf(string scenario, string patient)
    {
        JsonObject request = ScenarioFolders.Request(scenario);
        string record = (request["prefetch"] ?? new JsonObject()).ToJsonString()
            .Replace($"Patient/{request["context"]!["patientId"]}\"", $"Patient/{patient}\"", StringComparison.Ordinal)
            .Replace("\"id\":\"", "\"id\":\"beside-", StringComparison.Ordinal);
        return JsonNode.Parse(record)!.AsObject();
    }

    private static void Join(JsonObject prefetch, string key, JsonObject other)
    {
        if (!prefetch.ContainsKey(key))
        {
            prefetch[key] = null;
        }

        if (key is not ("patient" or "encounter") && other[key]?["entry"] is JsonArray more)
        {
            JsonArray entries = [.. (prefetch[key]?["entry"]?.AsArray() ?? []).Concat(more).Select(entry => entry!.DeepClone())];
            prefetch[key] = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "searchset", ["entry"] = entries };
        }
    }

    private JsonObject With(JsonObject whole, params (Need Need, string? Value)[] changed)
    {
        JsonObject call = (JsonObject)whole.DeepClone();
        JsonObject prefetch = call["prefetch"]!.AsObject();
        foreach ((Need need, string? value) in changed)
        {
            string key = Check.Drug.Needs[need].Key;
            prefetch.Remove(key);
            if (value is not null)
            {
                prefetch[key] = JsonNode.Parse(value);
            }
        }

        return call;
    }

    private async Task<Told> AnswerAsync(JsonObject call)
    {
        Assert.True(HookBody.TryParse(Encoding.UTF8.GetBytes(call.ToJsonString()), out JsonDocument? document, out _));
        using (document)
        {
            HookRequest request = Assert.IsType<HookRequestReading.Accepted>(HookRequestReader.Read(document.RootElement, [(string)call["hook"]!])).Request;
            CheckResult result = await Check.RunAsync(request, new RequestData(), TimeProvider.System.GetUtcNow(), default);
            return result is CheckResult.Answered { Response.Cards: var cards }
                ? new Told(
                    IsRefused: false,
                    [.. cards.SelectMany(card => (string[])[card.Summary, card.Detail!])],
                    [.. cards.SelectMany(card => card.Extension!["org.fhirsafety.findings"]!.AsArray()).Select(one => ((string)one!["code"]!, (string)one["indicator"]!, (string)one["status"]!))])
                : new Told(IsRefused: true, [], []);
        }
    }

    /// <summary>A call in which nothing is unknown.</summary>
    /// <param name="Name">Whose.</param>
    /// <param name="Call">The call.</param>
    /// <param name="Needs">What its hook needs.</param>
    /// <param name="Warned">What it is warned of, or worse.</param>
    private sealed record Whole(string Name, JsonObject Call, Need[] Needs, string[] Warned);

    private sealed record Told(bool IsRefused, string[] Texts, (string Code, string Indicator, string Status)[] Findings);
}
