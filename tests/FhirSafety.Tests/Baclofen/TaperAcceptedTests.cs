using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Tests.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>A taper from the call to the card, accepted, and posted again as the EHR would.</summary>
public sealed class TaperAcceptedTests
{
    private const string Running = $$$"""
        {"resourceType":"MedicationRequest","id":"running","status":"active","intent":"order",{{{Recorded.Baclofen}}},"subject":{"reference":"Patient/p"},"authoredOn":"2026-10-10",
         "dosageInstruction":[{"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":{"value":20,"unit":"mg"}}]}]}
        """;

    private static readonly string Renewal = Recorded.Draft
        .Replace("\"value\":10", "\"value\":20", StringComparison.Ordinal)
        .Replace("\"intent\":", "\"priorPrescription\":{\"reference\":\"MedicationRequest/running\"},\"intent\":", StringComparison.Ordinal);

    [Fact]
    public void Accepted_it_leaves_information_and_is_not_offered_again()
    {
        Card before = Assert.Single(Cards(Renewal));
        Assert.Equal(Indicator.Critical, before.Indicator);
        Suggestion taper = before.Suggestions[0];
        Assert.Equal("Taper 60 to 15 mg/day over 12 days", taper.Label);

        Card after = Assert.Single(Cards([.. Created(taper)]));

        Assert.Equal(Indicator.Info, after.Indicator);
        Assert.Contains("Keep to the steps", after.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(after.Suggestions, suggestion => suggestion.Label.StartsWith("Taper", StringComparison.Ordinal));
    }

    [Fact]
    public void An_EHR_that_drops_our_mark_and_the_plan_is_warned_no_more_either()
    {
        string[] orders = [.. Created(Cards(Renewal)[0].Suggestions[0])
            .Where(resource => !resource.Contains("CarePlan", StringComparison.Ordinal))
            .Select(resource => resource.Replace("urn:fhirsafety:applied", "http://example.org/other", StringComparison.Ordinal))];

        Assert.Equal(Indicator.Info, Assert.Single(Cards(orders)).Indicator);
    }

    [Fact]
    public void An_EHR_that_keeps_the_unchanged_draft_beside_the_steps_is_warned()
    {
        Card card = Cards([Renewal, .. Created(Cards(Renewal)[0].Suggestions[0])])[0];

        Assert.Equal(Indicator.Critical, card.Indicator);
        Assert.Contains("110 mg/day", card.Summary + card.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_raised_afterwards_is_a_warning_again()
    {
        string[] orders = [.. Created(Cards(Renewal)[0].Suggestions[0])];
        orders[0] = Recorded.Draft.Replace("\"value\":10", "\"value\":25", StringComparison.Ordinal);

        Assert.Equal(Indicator.Critical, Cards(orders)[0].Indicator);
    }

    private static IEnumerable<string> Created(Suggestion suggestion) => suggestion.Actions.OfType<SuggestedAction.Create>().Select(create => create.Resource.ToJsonString());

    private static ImmutableArray<Card> Cards(params string[] drafts)
    {
        JsonObject prefetch = new() { ["patient"] = JsonNode.Parse(Recorded.ThePatient) };
        foreach (Need need in Recorded.Drug.NeedsOf("order-sign").Where(need => need != Need.Patient))
        {
            prefetch[Recorded.Drug.Needs[need].Key] = Recorded.Bundle();
        }

        prefetch["medications"] = Recorded.Bundle(Running);
        prefetch["kidneyLabs"] = Recorded.Bundle("""
            {"resourceType":"Observation","id":"e","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "effectiveDateTime":"2026-11-20","valueQuantity":{"value":1.86,"unit":"mg/dL"}}
            """);
        HookRequest request = new()
        {
            Hook = "order-sign",
            HookInstance = "test",
            PatientId = "p",
            DraftOrders = [.. drafts.Select(draft => JsonElement.Parse(draft))],
            Prefetch = JsonElement.Parse(prefetch.ToJsonString()),
        };
        CheckResult result = new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc)
            .RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return Assert.IsType<CheckResult.Answered>(result).Response.Cards;
    }
}
