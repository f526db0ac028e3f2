using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Scenarios;

public sealed class ScenarioTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    // An ordinary day, the day that most years do not have, and the last hours of a year.
    private static readonly string[] Days = ["2026-11-22T10:00:00Z", "2028-02-29T10:00:00Z", "2026-12-31T23:30:00Z"];

    public static TheoryData<string, string> EveryScenarioOnEachDay
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string name in ScenarioFolders.Names)
            {
                foreach (string day in Days)
                {
                    rows.Add(name, day);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EveryScenarioOnEachDay))]
    public async Task The_patient_of_a_scenario_gets_the_answer_the_clinical_rules_demand(string name, string day)
    {
        using HookClient ehr = days.Client(day);
        JsonElement expected = ScenarioFolders.Expected(name);

        string call = (await ehr.GetPlainAsync($"/scenarios/{name}/request.json")).Body;
        HookReply reply = await ehr.CallAsync(call, HookClient.ServiceOf(JsonElement.Parse(call).GetProperty("hook").GetString()));

        Assert.Equal((HttpStatusCode)expected.GetProperty("status").GetInt32(), reply.Status);
        if (expected.TryGetProperty("error", out JsonElement error))
        {
            Assert.Equal(error.GetString(), reply.Code);
            return;
        }

        JsonElement[] cards = [.. expected.GetProperty("cards").EnumerateArray()];
        Assert.Equal(cards.Select(Expected), reply.Cards.Select(card => $"{Said.Of(card)}; recommended {Said.Recommended(card)}"));
        foreach ((JsonElement demanded, JsonElement card) in cards.Zip(reply.Cards))
        {
            Assert.All(Words(demanded, "summaryContains"), words => Assert.Contains(words, card.GetProperty("summary").GetString()!, StringComparison.Ordinal));
            Assert.All(Words(demanded, "detailContains"), words => Assert.Contains(words, card.GetProperty("detail").GetString()!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_precaution_has_a_scenario_in_which_it_speaks()
    {
        using HookClient ehr = days.Client(Days[0]);
        JsonObject call = JsonNode.Parse((await ehr.GetPlainAsync("/scenarios/healthy-usual-start/request.json")).Body)!.AsObject();
        call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true };

        JsonElement trace = JsonElement.Parse((await ehr.CallAsync(call.ToJsonString())).Body).GetProperty("extension").GetProperty("org.fhirsafety.trace");
        string?[] registered = [.. trace.GetProperty("precautions").EnumerateArray().Select(one => one.GetProperty("code").GetString()).Distinct()];
        HashSet<string?> shown = [.. ScenarioFolders.Names.SelectMany(Found)];

        Assert.True(registered.Length >= 10, $"the trace names only {registered.Length} precautions");
        Assert.Empty(registered.Except(shown));
    }

    [Fact]
    public void Every_scenario_says_why_in_a_few_lines_with_its_place_in_the_clinical_rules()
    {
        Assert.All(ScenarioFolders.Names, name =>
        {
            string[] why = ScenarioFolders.Read(name, "why.md").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.InRange(why.Length, 3, 8);
            Assert.Contains(why, line => line.Contains("Clinical page ", StringComparison.Ordinal) || line.Contains("Design section ", StringComparison.Ordinal));
        });
    }

    private static string Expected(JsonElement card) => string.Create(
        CultureInfo.InvariantCulture,
        $"{card.GetProperty("topic")} {card.GetProperty("indicator")}: {string.Join(", ", card.GetProperty("findings").EnumerateArray().Select(Said.Finding))}; recommended {card.GetProperty("recommended")}");

    private static IEnumerable<string> Words(JsonElement card, string member) =>
        card.TryGetProperty(member, out JsonElement words) ? words.EnumerateArray().Select(one => one.GetString()!) : [];

    private static IEnumerable<string?> Found(string name) =>
        ScenarioFolders.Expected(name).TryGetProperty("cards", out JsonElement cards)
            ? cards.EnumerateArray()
                .SelectMany(card => card.GetProperty("findings").EnumerateArray())
                .Where(finding => finding.GetProperty("status").ValueEquals("found"))
                .Select(finding => finding.GetProperty("code").GetString())
            : [];
}
