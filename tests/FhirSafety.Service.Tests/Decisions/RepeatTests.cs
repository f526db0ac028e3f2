using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class RepeatTests
{
    private const string Critical = "renal-severe-new-start";
    private const string Warning = "dose-start-high";

    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_overridden_with_a_reason_is_not_said_again_and_the_trace_says_why(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        await OverrideAsync(site, Critical);

        HookReply reply = await site.CallAsync(Critical, call => call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true });

        Assert.Empty(reply.Cards);
        Assert.Equal("shown on 2026-11-22 and overridden (will-monitor); the facts are the same", Why(reply, "renal-severe"));
        JsonElement[] rows = await site.InsightsAsync();
        Assert.Contains(rows, row => row.GetProperty("precaution").ValueEquals("renal-severe") && row.GetProperty("silent").GetInt32() == 1 && row.GetProperty("fired").GetInt32() == 2);
    }

    [Theory]
    [InlineData(Critical, 0.99, true)]
    [InlineData(Critical, 1.0, false)]
    [InlineData(Warning, 29.99, true)]
    [InlineData(Warning, 30.0, false)]
    public async Task An_override_holds_for_a_day_when_critical_and_else_for_a_month(string scenario, double days, bool silent)
    {
        await using Remembering site = await Remembering.StartAsync();
        await OverrideAsync(site, scenario);
        site.Time.Advance(TimeSpan.FromDays(days));

        Assert.Equal(silent, (await site.CallAsync(scenario)).Cards.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Counselling_is_said_once_in_180_days_and_again_on_its_day(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        Assert.Contains("counselling found", (await site.CallAsync("counselling")).Findings);
        Assert.Contains("counselling found", (await site.CallAsync("counselling")).Findings);

        site.Time.Advance(TimeSpan.FromDays(180));
        HookReply later = await site.CallAsync("counselling", Traced);
        Assert.DoesNotContain("counselling found", later.Findings);
        Assert.Equal("shown on 2026-11-22; said once in 180 days", Why(later, "counselling"));

        site.Time.Advance(TimeSpan.FromDays(1));
        Assert.Contains("counselling found", (await site.CallAsync("counselling")).Findings);

        // Counted anew from the day it was said again.
        site.Time.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("counselling found", (await site.CallAsync("counselling")).Findings);

        static void Traced(JsonObject call) => call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true };
    }

    [Fact]
    public async Task Another_dose_breaks_the_silence()
    {
        await using Remembering site = await Remembering.StartAsync();
        await OverrideAsync(site, Critical);

        HookReply reply = await site.CallAsync(Critical, call =>
        {
            Draft(call)["dosageInstruction"]![0]!["doseAndRate"]![0]!["doseQuantity"]!["value"] = 10;
            call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true };
        });

        Assert.Contains("renal-severe found", reply.Findings);
        Assert.Contains("the facts have changed since the override", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worse_kidneys_break_the_silence_and_another_value_of_the_same_band_does_not()
    {
        await using Remembering site = await Remembering.StartAsync();
        await OverrideAsync(site, Critical);

        Assert.Empty((await site.CallAsync(Critical, call => Creatinine(call, 2.1))).Cards);
        Assert.NotEmpty((await site.CallAsync(Critical, call => Creatinine(call, 4.5))).Cards);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "a comment whose words nobody reads")]
    [InlineData("inpatient-monitored", null)]
    public async Task Without_a_coded_reason_that_fits_it_is_said_again(string? reason, string? comment)
    {
        await using Remembering site = await Remembering.StartAsync();
        await site.FeedbackAsync(site.Overridden(Remembering.CardOf(await site.CallAsync(Critical)), reason, comment));

        Assert.Contains("renal-severe found", (await site.CallAsync(Critical)).Findings);
    }

    [Fact]
    public async Task Another_patient_is_told()
    {
        await using Remembering site = await Remembering.StartAsync();
        await OverrideAsync(site, Critical);

        Assert.NotEmpty((await site.CallAsync(Critical, call => Patients.Rename(call, "another"))).Cards);
    }

    [Fact]
    public async Task A_dose_that_is_not_wholly_known_is_never_the_same_twice()
    {
        await using Remembering site = await Remembering.StartAsync();
        await OverrideAsync(site, "dose-unresolved");

        Assert.Contains("dose-unresolved found", (await site.CallAsync("dose-unresolved")).Findings);
    }

    [Fact]
    public async Task A_finding_that_gave_way_to_a_silent_one_stays_silent_with_it()
    {
        await using Remembering site = await Remembering.StartAsync();
        void Far(JsonObject call) => Draft(call)["dosageInstruction"]![0]!["doseAndRate"]![0]!["doseQuantity"]!["value"] = 40;
        await site.FeedbackAsync(site.Overridden(Remembering.CardOf(await site.CallAsync(Critical, Far))));

        Assert.Empty((await site.CallAsync(Critical, Far)).Cards);
    }

    [Fact]
    public async Task A_site_can_turn_silence_off()
    {
        await using Remembering site = await Remembering.StartAsync(with: app => app.With("Decisions:Silence", "false"));
        await OverrideAsync(site, Critical);

        Assert.Contains("renal-severe found", (await site.CallAsync(Critical)).Findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suggestion_reported_as_accepted_is_remembered_when_the_order_lost_its_mark(bool reported)
    {
        await using Remembering site = await Remembering.StartAsync();
        HookReply reply = await site.CallAsync(Critical);
        JsonElement update = reply.Cards[0].GetProperty("suggestions").EnumerateArray()
            .Single(one => one.GetProperty("actions")[0].GetProperty("type").ValueEquals("update"));
        if (reported)
        {
            await site.FeedbackAsync(site.Accepted(Remembering.CardOf(reply), update.GetProperty("uuid").GetString()!));
        }

        HookReply again = await site.CallAsync(Critical, call => call["context"]!["draftOrders"]!["entry"]![0]!["resource"] = WithoutMark(update));

        Assert.Equal(reported ? "info" : "critical", again.Cards[0].GetProperty("indicator").GetString());
    }

    private static async Task OverrideAsync(Remembering site, string scenario)
    {
        HookReply reply = await site.CallAsync(scenario);
        Assert.Null(await site.FeedbackAsync([.. reply.Cards.Select(card => site.Overridden(card.GetProperty("uuid").GetString()!))]));
    }

    private static JsonObject Draft(JsonObject call) => call["context"]!["draftOrders"]!["entry"]![0]!["resource"]!.AsObject();

    private static void Creatinine(JsonObject call, double value) =>
        call["prefetch"]!["kidneyLabs"]!["entry"]![0]!["resource"]!["valueQuantity"]!["value"] = value;

    private static JsonObject WithoutMark(JsonElement suggestion)
    {
        JsonObject order = JsonNode.Parse(suggestion.GetProperty("actions")[0].GetProperty("resource").GetRawText())!.AsObject();
        Assert.True(order.Remove("extension"));
        return order;
    }

    private static string? Why(HookReply reply, string precaution) =>
        JsonElement.Parse(reply.Body).GetProperty("extension").GetProperty("org.fhirsafety.trace").GetProperty("precautions").EnumerateArray()
            .Single(one => one.GetProperty("code").ValueEquals(precaution)).GetProperty("why").GetString();
}
