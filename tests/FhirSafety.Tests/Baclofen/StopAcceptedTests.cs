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
        Assert.Empty(Cards("encounter-discharge", [], made.ToJsonString()));
    }

    private static IEnumerable<string> Created(Suggestion suggestion) => suggestion.Actions.OfType<SuggestedAction.Create>().Select(create => create.Resource.ToJsonString());

    private static ImmutableArray<Card> Cards(string hook, string[] drafts, params string[] onFile)
    {
        JsonObject prefetch = new() { ["patient"] = JsonNode.Parse(Recorded.ThePatient) };
        foreach (Need need in Recorded.Drug.NeedsOf(hook).Where(need => need != Need.Patient))
        {
            prefetch[Recorded.Drug.Needs[need].Key] = Recorded.Bundle();
        }

        prefetch["medications"] = Recorded.Bundle([Running, .. onFile]);
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
