using System.Net;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Recorded;

/// <summary>Calls of the public CDS Hooks Sandbox as recorded, and with the stub's prefetch keys renamed to ours.</summary>
/// <remarks>
/// Results are of 2020 and 2021, so stale on the day of the test, with their band kept (clinical page, 5.2). 0e61c3ad: man of 73, creatinine 2.340,
/// 28.6, G4. 132f48ba: woman of 56, creatinine 1.086, 59.9, G3a. No procedures are sent, so dialysis is never wholly checked; the problem list is, and names no stage 3 to 5; <c>renal-data</c>
/// and <c>renal-mild</c> are order-sign only. Where the kidney limit is lower, <c>dose-max-daily</c> is left to the kidney card (page, 9). Both have diabetes on the list;
/// allergies, vital signs, liver tests and pregnancy are not sent; nor are statements and dispenses, so that a pair is never wholly checked. Under the stub's own keys
/// no other drug is seen at all.
/// </remarks>
public sealed class SandboxTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    private const string NoKidneys = ", renal-dialysis not-checked, renal-aki not-checked, renal-severe not-checked, renal-moderate not-checked, renal-problem-list not-checked";
    private const string NoOtherDrugs = ", renal-nsaid not-checked, cns-load not-checked, opioid not-checked, benzodiazepine not-checked, z-drug not-checked, gabapentinoid not-checked, sedative not-checked, muscle-relaxant not-checked, antihypertensive not-checked, tricyclic not-checked, lithium not-checked, maoi not-checked, anaesthesia-neuromuscular not-checked, alcohol not-checked, herbal-sedative not-checked";
    private const string NoOtherDrugsButThose = ", renal-nsaid not-checked, cns-load not-checked, opioid not-checked, benzodiazepine not-checked, z-drug not-checked, gabapentinoid not-checked, sedative not-checked, muscle-relaxant not-checked, tricyclic not-checked, lithium not-checked, maoi not-checked, anaesthesia-neuromuscular not-checked, alcohol not-checked, herbal-sedative not-checked";
    private const string NoPairs = ", opioid not-checked, benzodiazepine not-checked, z-drug not-checked, gabapentinoid not-checked, sedative not-checked, muscle-relaxant not-checked, antihypertensive not-checked, tricyclic not-checked, lithium not-checked, maoi not-checked, alcohol not-checked, herbal-sedative not-checked";
    private const string NoPairsButThose = ", opioid not-checked, benzodiazepine not-checked, z-drug not-checked, gabapentinoid not-checked, sedative not-checked, muscle-relaxant not-checked, tricyclic not-checked, lithium not-checked, maoi not-checked, alcohol not-checked, herbal-sedative not-checked";
    private const string NoPregnancy = ", pregnancy-confirmed not-checked, lactation not-checked";
    private const string TooMuch = $"dose-max-daily critical{NoKidneys}, duplicate-oral-intrathecal not-checked, allergy not-checked{NoPairs}, dose-start-high critical";
    private const string TooMuchForKidneys = $"renal-severe critical, dose-start-high critical, antihypertensive info, renal-dialysis not-checked, renal-aki not-checked, renal-moderate not-checked, renal-problem-list not-checked, allergy not-checked{NoPairsButThose}";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "sandbox-requests");

    [Theory]
    [InlineData("order-select-197391-1x1-132f48ba", $"dose-max-daily not-checked, duplicate-oral-intrathecal not-checked{NoKidneys}, allergy not-checked{NoPregnancy}{NoPairs}")]
    [InlineData("order-select-197392-1x1-0e61c3ad", $"dose-start-high warning, dose-max-daily not-checked, duplicate-oral-intrathecal not-checked{NoKidneys}, allergy not-checked{NoPairs}")]
    [InlineData("order-select-197392-3x1-0e61c3ad", $"dose-start-high critical, dose-max-daily not-checked, duplicate-oral-intrathecal not-checked{NoKidneys}, allergy not-checked{NoPairs}")]
    [InlineData("order-select-197392-3x4-0e61c3ad", TooMuch)]
    [InlineData("order-select-197392-3x4-dates-0e61c3ad", TooMuch)]
    [InlineData("order-select-197392-3x4-half-typed-year-0e61c3ad", TooMuch)]
    [InlineData("order-select-197392-3x4-invalid-date-0e61c3ad", TooMuch)]
    [InlineData("order-sign-197391-1x3-132f48ba", $"dose-start-high warning, counselling info, diabetes-glucose info, dose-max-daily not-checked, dose-escalation-fast not-checked, duplicate-baclofen not-checked, duplicate-oral-intrathecal not-checked, withdrawal-dose-drop not-checked{NoKidneys}, parkinson-levodopa not-checked{NoOtherDrugs}, hepatic not-checked, hypotension not-checked, allergy not-checked, pregnancy-confirmed not-checked, pregnancy-near-term not-checked, lactation not-checked, renal-data warning")]
    [InlineData("order-sign-197392-3x4-0e61c3ad", $"dose-max-daily critical, dose-single-high info, counselling info, diabetes-glucose info, dose-escalation-fast not-checked, duplicate-baclofen not-checked, duplicate-oral-intrathecal not-checked, withdrawal-dose-drop not-checked{NoKidneys}, parkinson-levodopa not-checked{NoOtherDrugs}, hepatic not-checked, hypotension not-checked, allergy not-checked, dose-start-high critical, older-start info, renal-data warning")]
    public async Task Without_our_prefetch_keys_the_dose_is_judged_and_the_rest_is_named_as_not_checked(string recording, string findings)
    {
        HookReply reply = await CallAsync(Recorded(recording));

        Assert.Equal((HttpStatusCode.OK, findings), (reply.Status, Said.Findings(reply)));
    }

    [Theory]
    [InlineData("order-select-197391-1x1-132f48ba", $"renal-moderate warning, dose-start-high warning, renal-dialysis not-checked, renal-aki not-checked, renal-severe not-checked, renal-problem-list not-checked, allergy not-checked{NoPregnancy}{NoPairs}")]
    [InlineData("order-select-197392-1x1-0e61c3ad", $"renal-severe critical, dose-start-high warning, antihypertensive info, renal-dialysis not-checked, renal-aki not-checked, renal-moderate not-checked, renal-problem-list not-checked, allergy not-checked{NoPairsButThose}")]
    [InlineData("order-select-197392-3x1-0e61c3ad", TooMuchForKidneys)]
    [InlineData("order-select-197392-3x4-0e61c3ad", TooMuchForKidneys)]
    [InlineData("order-select-197392-3x4-dates-0e61c3ad", TooMuchForKidneys)]
    [InlineData("order-select-197392-3x4-half-typed-year-0e61c3ad", TooMuchForKidneys)]
    [InlineData("order-select-197392-3x4-invalid-date-0e61c3ad", TooMuchForKidneys)]
    [InlineData("order-sign-197391-1x3-132f48ba", $"renal-moderate warning, dose-start-high warning, renal-data warning, counselling info, diabetes-glucose info, renal-dialysis not-checked, renal-aki not-checked, renal-severe not-checked, renal-problem-list not-checked, parkinson-levodopa not-checked{NoOtherDrugs}, hepatic not-checked, hypotension not-checked, allergy not-checked, pregnancy-confirmed not-checked, pregnancy-near-term not-checked, lactation not-checked")]
    [InlineData("order-sign-197392-3x4-0e61c3ad", $"renal-severe critical, dose-start-high critical, older-start warning, renal-data warning, counselling info, antihypertensive info, diabetes-glucose info, dose-single-high info, renal-dialysis not-checked, renal-aki not-checked, renal-moderate not-checked, renal-problem-list not-checked, parkinson-levodopa not-checked{NoOtherDrugsButThose}, hepatic not-checked, hypotension not-checked, allergy not-checked")]
    public async Task With_our_prefetch_keys_the_kidneys_are_judged_too(string recording, string findings)
    {
        HookReply reply = await CallAsync(Renamed(recording));

        Assert.Equal((HttpStatusCode.OK, findings), (reply.Status, Said.Findings(reply)));
    }

    [Theory]
    [InlineData("order-select-197392-3x4-0e61c3ad")]
    [InlineData("order-sign-197392-3x4-0e61c3ad")]
    public async Task Three_tablets_of_20_mg_four_times_a_day_are_240_mg_and_critical(string recording)
    {
        HookReply asSent = await CallAsync(Recorded(recording));
        HookReply renamed = await CallAsync(Renamed(recording));

        Assert.All([asSent, renamed], reply =>
        {
            Assert.Equal("critical", reply.Cards[0].GetProperty("indicator").GetString());
            Assert.Contains("240 mg/day", reply.Cards[0].GetProperty("summary").GetString()!, StringComparison.Ordinal);
        });
    }

    public static TheoryData<string> Everything => [.. Directory.EnumerateFiles(Folder, "*-*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name.StartsWith("order-", StringComparison.Ordinal) || name.StartsWith("patient-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Every_recording_gets_the_status_its_content_calls_for(string recording)
    {
        (HttpStatusCode status, string? code) = recording.StartsWith("patient-view", StringComparison.Ordinal) ? (HttpStatusCode.BadRequest, "hook-not-served")
            : recording.Contains("no-draftOrders", StringComparison.Ordinal) ? (HttpStatusCode.PreconditionFailed, "missing-orders")
            : (HttpStatusCode.OK, null);

        Assert.All([await CallAsync(Recorded(recording)), await CallAsync(Renamed(recording))], reply =>
        {
            Assert.Equal(status, reply.Status);
            Assert.Equal(code, status == HttpStatusCode.OK ? null : reply.Code);
            Assert.True(!recording.Contains("no-medication", StringComparison.Ordinal) || reply.Body == """{"cards":[]}""", reply.Body);
        });
    }

    [Fact]
    public void All_fifteen_recorded_calls_are_tried() => Assert.Equal(15, Everything.Count);

    private async Task<HookReply> CallAsync(JsonObject call)
    {
        using HookClient ehr = days.Client("2026-11-22T10:00:00Z");
        return await ehr.CallAsync(call.ToJsonString());
    }

    private static JsonObject Recorded(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!.AsObject();

    private static JsonObject Renamed(string name)
    {
        JsonObject call = Recorded(name);
        JsonObject prefetch = call["prefetch"]!.AsObject();
        foreach ((string theirs, string ours) in (ReadOnlySpan<(string, string)>)[("meds", "medications"), ("creatinine", "kidneyLabs")])
        {
            JsonNode? value = prefetch[theirs];
            Assert.True(prefetch.Remove(theirs), $"{name} has no {theirs}");
            prefetch[ours] = value;
        }

        return call;
    }
}
