using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Tests.Reading;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Treatment that another practice ordered, from the call to the cards.</summary>
public sealed class ContinuedElsewhereTests
{
    [Fact]
    public void A_high_start_is_a_warning() => Assert.Contains("dose-start-high", Cards(Draft60, []));

    [Fact]
    public void The_same_order_is_silent_where_a_pharmacy_dispensed_it_this_month() =>
        Assert.Empty(Cards(Draft60, ("dispenses", $$$"""{"resourceType":"MedicationDispense","id":"d","status":"completed",{{{Recorded.Baclofen}}},"whenHandedOver":"2026-11-02"}""")));

    [Fact]
    public void The_same_order_is_silent_where_the_patient_is_said_to_take_it() =>
        Assert.Empty(Cards(Draft60, ("statements", $$$"""{"resourceType":"MedicationStatement","id":"s","status":"active",{{{Recorded.Baclofen}}}}""")));

    [Theory]
    [InlineData("statements")]
    [InlineData("dispenses")]
    public void A_missing_key_for_either_never_silences_the_warning_and_makes_it_say_if_new(string key)
    {
        string cards = Cards(Draft60, [], without: [key]);

        Assert.Contains("dose-start-high", cards, StringComparison.Ordinal);
        Assert.Contains("If already taken elsewhere", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("If already taken elsewhere", Cards(Draft60, []), StringComparison.Ordinal);
    }

    // An opioid of another prescriber stands in neither list of orders.
    [Fact]
    public void Where_neither_is_sent_the_card_of_a_start_gains_one_line_and_no_finding()
    {
        string start = Recorded.Draft.Replace("\"value\":10", "\"value\":5", StringComparison.Ordinal);
        string line = "\n\n" + Recorded.Drug.Words["notChecked.line"].Replace(
            "{what}", Recorded.Drug.Words["notChecked.interactions"].Replace("{why}", Recorded.Drug.Words["why.NotSupplied"], StringComparison.Ordinal), StringComparison.Ordinal);

        Assert.Equal(Cards(start, []), Cards(start, [], without: ["statements", "dispenses"]).Replace(line, "", StringComparison.Ordinal));
        Assert.DoesNotContain(line, Cards(start, []), StringComparison.Ordinal);
    }

    private static readonly string Draft60 = Recorded.Draft.Replace("\"value\":10", "\"value\":20", StringComparison.Ordinal);

    private static string Cards(string draft, (string Key, string Resource) record) => Cards(draft, [record]);

    private static string Cards(string draft, (string Key, string Resource)[] records, string[]? without = null)
    {
        JsonObject prefetch = new() { ["patient"] = JsonNode.Parse(Recorded.ThePatient) };
        foreach (Need need in Recorded.Drug.NeedsOf("order-sign").Where(need => need != Need.Patient))
        {
            prefetch[Recorded.Drug.Needs[need].Key] = Recorded.Bundle();
        }

        prefetch["kidneyLabs"] = Recorded.Bundle("""
            {"resourceType":"Observation","id":"e","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "effectiveDateTime":"2026-11-20","valueQuantity":{"value":0.7,"unit":"mg/dL"}}
            """);
        foreach ((string key, string resource) in records)
        {
            prefetch[key] = Recorded.Bundle(resource);
        }

        foreach (string key in without ?? [])
        {
            prefetch.Remove(key);
        }

        HookRequest request = new()
        {
            Hook = "order-sign",
            HookInstance = "test",
            PatientId = "p",
            DraftOrders = [System.Text.Json.JsonElement.Parse(draft)],
            Prefetch = System.Text.Json.JsonElement.Parse(prefetch.ToJsonString()),
        };
        CheckResult result = new SafetyCheck(Recorded.Drug, TimeZoneInfo.Utc)
            .RunAsync(request, new RequestData(), Patients.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return string.Join('\n', Assert.IsType<CheckResult.Answered>(result).Response.Cards.Select(card => $"{card.Source.Topic} {card.Summary} {card.Detail}"));
    }
}
