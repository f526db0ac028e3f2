using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Tests.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Stops from the call to the card, accepted, and posted again as the EHR would.</summary>
public sealed class StopAcceptedTests
{
    private const string Running = $$$"""
        {"resourceType":"MedicationRequest","id":"running","status":"active","intent":"order",{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"},"authoredOn":"2026-08-10",
         "identifier":[{"value":"rx-1"}],"requester":{"reference":"Practitioner/old"},"extension":[{"url":"http://example.org/x","valueString":"y"}],
         "category":[{"coding":[{"code":"inpatient"}]}],"encounter":{"reference":"Encounter/old"},
         "dispenseRequest":{"validityPeriod":{"start":"2026-08-10"},"quantity":{"value":90}},
         "dosageInstruction":[{"timing":{"repeat":{"boundsPeriod":{"start":"2026-08-10"},"frequency":3,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}]}
        """;

    private const string Stated = $$$"""
        {"resourceType":"MedicationStatement","id":"stated","status":"active",{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"},"effectivePeriod":{"start":"2026-01-10"},
         "dosage":[{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":DOSE,"unit":"mg"}}]}]}
        """;

    private static readonly string Stopped = Running.Replace("\"active\"", "\"stopped\"", StringComparison.Ordinal);

    [Fact]
    public void The_taper_beside_the_stop_raises_no_warning()
    {
        Suggestion taper = Assert.Single(Cards("order-sign", [Stopped])).Suggestions[0];

        ImmutableArray<Card> again = Cards("order-sign", [Stopped, .. Created(taper)]);

        Assert.True(taper.IsRecommended);
        Assert.All(again, card => Assert.Equal(Indicator.Info, card.Indicator));
    }

    [Fact]
    public void Kept_running_it_is_the_order_that_it_was()
    {
        Suggestion keep = Assert.Single(Cards("order-sign", [Stopped])).Suggestions[1];
        JsonNode order = Assert.IsType<SuggestedAction.Update>(Assert.Single(keep.Actions)).Resource;

        Assert.Equal("active", (string?)order["status"]);
        Assert.Equal("rx-1", (string?)order["identifier"]![0]!["value"]);
        Assert.All(Cards("order-sign", [order.ToJsonString()]), card => Assert.Equal(Indicator.Info, card.Indicator));
    }

    [Theory]
    [InlineData("\"start\":\"2026-08-10\"}", "stopped")]
    [InlineData("\"start\":\"2026-08-10\"}", "active")]
    [InlineData("\"start\":\"2026-08-10\",\"end\":\"2027-08-10\"}", "stopped")]
    public void Kept_running_it_loses_the_end_that_the_stop_wrote_into_it(string bounds, string status)
    {
        string running = Running.Replace("\"boundsPeriod\":{\"start\":\"2026-08-10\"}", "\"boundsPeriod\":{" + bounds, StringComparison.Ordinal);
        string stopped = Running.Replace("\"start\":\"2026-08-10\"}", "\"start\":\"2026-08-10\",\"end\":\"2026-11-22\"}", StringComparison.Ordinal)
            .Replace("\"active\"", $"\"{status}\"", StringComparison.Ordinal);
        Suggestion keep = Assert.Single(CardsOf(running, stopped)).Suggestions[1];
        JsonNode order = Assert.IsType<SuggestedAction.Update>(Assert.Single(keep.Actions)).Resource;

        Assert.Equal("{" + bounds, order["dosageInstruction"]![0]!["timing"]!["repeat"]!["boundsPeriod"]!.ToJsonString());
        Assert.Equal("{\"start\":\"2026-08-10\"}", order["dispenseRequest"]!["validityPeriod"]!.ToJsonString());
        Assert.All(CardsOf(running, order.ToJsonString()), card => Assert.Equal(Indicator.Info, card.Indicator));
    }

    // At a discharge the order is stopped before the steps are signed, and stands in no list any more.
    [Fact]
    public void The_taper_taken_at_discharge_raises_no_warning_though_nothing_runs_any_more()
    {
        string ended = Stopped.Replace("Encounter/old", "Encounter/e", StringComparison.Ordinal);
        Suggestion taper = Cards("encounter-discharge", [], [ended])[0].Suggestions[0];

        Assert.StartsWith("Taper 30 to 0 mg/day", taper.Label, StringComparison.Ordinal);
        string[] steps = [.. Created(taper)];
        foreach (string[] stated in (string[][])[[], [Stated.Replace("DOSE", "2", StringComparison.Ordinal)], [Stated.Replace("DOSE", "30", StringComparison.Ordinal)]])
        {
            Assert.All(Cards("order-sign", steps, [], stated), card => Assert.Equal(Indicator.Info, card.Indicator));
        }

        Assert.Contains(Cards("order-sign", [steps[0].Replace("\"value\":7.5", "\"value\":20", StringComparison.Ordinal)], []), card => card.Indicator > Indicator.Info);
    }

    [Fact]
    public void Do_not_give_is_taken_out_and_leaves_no_call_about_it()
    {
        string forbid = $$$"""{"resourceType":"MedicationRequest","id":"forbid","status":"draft","intent":"order","doNotPerform":true,{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"}}""";
        Card card = Assert.Single(Cards("order-sign", [forbid]));

        Assert.Equal("MedicationRequest/forbid", Assert.IsType<SuggestedAction.Delete>(Assert.Single(card.Suggestions[1].Actions)).ResourceId);
        Assert.Equal("MedicationRequest/forbid", Assert.IsType<SuggestedAction.Delete>(card.Suggestions[0].Actions[^1]).ResourceId);
        Assert.All(Cards("order-sign", [.. Created(card.Suggestions[0])]), again => Assert.Equal(Indicator.Info, again.Indicator));
    }

    [Fact]
    public void The_order_for_home_is_like_the_one_of_the_ward_and_closes_the_omission()
    {
        Suggestion order = Assert.Single(Cards("encounter-discharge", [])).Suggestions[0];
        JsonNode made = Assert.IsType<SuggestedAction.Create>(Assert.Single(order.Actions)).Resource;

        Assert.Equal("draft", (string?)made["status"]);
        Assert.Equal("discharge", (string?)made["category"]![0]!["coding"]![0]!["code"]);
        Assert.Equal("MedicationRequest/running", (string?)made["priorPrescription"]!["reference"]);
        Assert.Equal("2026-11-22", (string?)made["authoredOn"]);
        Assert.Equal("Encounter/e", (string?)made["encounter"]!["reference"]);
        Assert.Equal(3, (int?)made["dosageInstruction"]![0]!["timing"]!["repeat"]!["frequency"]);
        Assert.Equal("""{"quantity":{"value":90}}""", made["dispenseRequest"]!.ToJsonString());
        Assert.All((string[])["identifier", "requester", "extension", "text"], gone => Assert.Null(made[gone]));
        Assert.Null(made["dosageInstruction"]![0]!["timing"]!["repeat"]!["boundsPeriod"]);
        Assert.Empty(Cards("encounter-discharge", [], [Running, made.ToJsonString()]));
    }

    private static IEnumerable<string> Created(Suggestion suggestion) => suggestion.Actions.OfType<SuggestedAction.Create>().Select(create => create.Resource.ToJsonString());

    private static ImmutableArray<Card> Cards(string hook, string[] drafts) => Cards(hook, drafts, [Running]);

    private static ImmutableArray<Card> CardsOf(string running, string draft) => Cards("order-sign", [draft], [running]);

    private static ImmutableArray<Card> Cards(string hook, string[] drafts, string[] onFile, params string[] stated)
    {
        JsonObject prefetch = new() { ["patient"] = JsonNode.Parse(Recorded.ThePatient) };
        foreach (Need need in Recorded.Drug.NeedsOf(hook).Where(need => need != Need.Patient))
        {
            prefetch[Recorded.Drug.Needs[need].Key] = Recorded.Bundle();
        }

        prefetch["medications"] = Recorded.Bundle(onFile);
        prefetch["statements"] = Recorded.Bundle(stated);
        prefetch["kidneyLabs"] = Recorded.Bundle("""
            {"resourceType":"Observation","id":"e","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "effectiveDateTime":"2026-11-20","valueQuantity":{"value":0.8,"unit":"mg/dL"}}
            """);
        HookRequest request = new()
        {
            Hook = hook,
            HookInstance = "test",
            PatientId = "p",
            EncounterId = "e",
            DraftOrders = [.. drafts.Select(draft => JsonElement.Parse(draft))],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
        };
        CheckResult result = new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc)
            .RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Assert.IsType<CheckResult.Answered>(result).Response.Cards;
    }
}
