using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Scenarios;

public sealed class ProblemListTests(DaysHeldStill days) : IClassFixture<DaysHeldStill>
{
    [Theory]
    [InlineData("renal-data-none-on-file", true)] // no number: a stage on the list would decide
    [InlineData("healthy-usual-start", false)] // a number in its window: the list is not asked
    public async Task A_problem_list_that_did_not_come_is_named_where_a_stage_on_it_would_have_spoken(string scenario, bool matters)
    {
        using HookClient ehr = days.Client("2026-11-22T10:00:00Z");
        JsonObject call = JsonNode.Parse((await ehr.GetPlainAsync($"/scenarios/{scenario}/request.json")).Body)!.AsObject();
        Assert.True(call["prefetch"]!.AsObject().Remove("conditions"));

        string said = Said.Findings(await ehr.CallAsync(call.ToJsonString()));

        Assert.Contains("renal-dialysis not-checked", said, StringComparison.Ordinal);
        Assert.Equal(matters, said.Contains("renal-problem-list not-checked", StringComparison.Ordinal));
    }
}
