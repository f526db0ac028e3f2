using System.Globalization;
using System.Net;
using System.Text.Json;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class FeedbackTests
{
    private const string Time = "2026-11-22T10:00:00Z";
    private const string Card = "4e0a3a1e-3597-4ab5-bfaf-000000000001";

    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_became_of_a_card_counts_for_every_precaution_it_speaks_of(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        string accepted = await CardAsync(site, "1");
        string overridden = await CardAsync(site, "2");
        await CardAsync(site, "3");
        site.Time.Advance(TimeSpan.FromSeconds(40));

        Assert.Null(await site.FeedbackAsync(site.Accepted(accepted, "no-suggestion-of-ours"), site.Overridden(overridden, after: TimeSpan.FromSeconds(-20))));

        JsonElement[] rows = await site.InsightsAsync();
        Assert.Equal(["counselling", "dose-start-high", "older-start", "renal-severe"], rows.Select(row => row.GetProperty("precaution").GetString()));
        Assert.All(rows, row => Assert.Equal(
            """{"client":"development","week":"2026-W47","fired":3,"shown":3,"silent":0,"notChecked":0,"accepted":1,"overridden":1,"unanswered":1,"medianSecondsToAnswer":20,"reasons":{"will-monitor":1}}""",
            row.GetRawText().Replace($"\"precaution\":\"{row.GetProperty("precaution")}\",\"indicator\":\"{row.GetProperty("indicator")}\",", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_feedback_again_changes_nothing(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        string entry = site.Overridden(await CardAsync(site, "1"));

        await site.FeedbackAsync(entry, entry);
        await site.FeedbackAsync(entry);

        Assert.All(await site.InsightsAsync(), row => Assert.Equal(1, row.GetProperty("overridden").GetInt32()));
        Assert.Equal(["1"], await site.Store.RowsAsync("SELECT COUNT(*) FROM feedback"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_newest_outcome_stands_whatever_comes_first(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        string card = await CardAsync(site, "1");

        await site.FeedbackAsync(site.Overridden(card, "patient-choice", after: TimeSpan.FromSeconds(60)));
        await site.FeedbackAsync(site.Overridden(card, "will-monitor", after: TimeSpan.FromSeconds(30)));
        Assert.All(await site.InsightsAsync(), row => Assert.Equal("""{"patient-choice":1}""", row.GetProperty("reasons").GetRawText()));

        site.Time.Advance(TimeSpan.FromSeconds(90));
        await site.FeedbackAsync(site.Accepted(card, Guid.NewGuid().ToString()));

        Assert.All(await site.InsightsAsync(), row => Assert.Equal(
            (1, 0, 0, 90, "{}"),
            (row.GetProperty("accepted").GetInt32(), row.GetProperty("overridden").GetInt32(), row.GetProperty("unanswered").GetInt32(),
             row.GetProperty("medianSecondsToAnswer").GetInt32(), row.GetProperty("reasons").GetRawText())));
    }

    [Fact]
    public async Task Feedback_that_comes_weeks_later_counts_in_the_week_of_the_card()
    {
        await using Remembering site = await Remembering.StartAsync();
        string card = await CardAsync(site, "1");
        site.Time.Advance(TimeSpan.FromDays(100));

        await site.FeedbackAsync(site.Overridden(card));

        Assert.All(await site.InsightsAsync(), row => Assert.Equal(("2026-W47", 1), (row.GetProperty("week").GetString(), row.GetProperty("overridden").GetInt32())));
    }

    [Theory]
    [InlineData(Card)]
    [InlineData("a card id that is no uuid")]
    [InlineData("\\u0000")]
    public async Task An_unknown_card_is_accepted_and_counted_apart(string card)
    {
        await using Remembering site = await Remembering.StartAsync();

        Assert.Null(await site.Ehr.FeedbackAsync($$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"{{Time}}"}]}"""));

        Assert.Equal(["development 2026-W47 overridden 1"], await site.Store.RowsAsync("SELECT client, week, outcome, n FROM unknown_feedback"));
        Assert.Equal(["0"], await site.Store.RowsAsync("SELECT COUNT(*) FROM feedback"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_card_belongs_to_the_client_it_was_sent_to(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        string card = await CardAsync(site, "1");
        await site.Store.RowsAsync("UPDATE decision SET client = 'another hospital'");

        await site.FeedbackAsync(site.Overridden(card));

        Assert.Equal(["1 -"], await site.Store.RowsAsync("SELECT (SELECT n FROM unknown_feedback), outcome FROM card"));
    }

    [Theory]
    [InlineData("""{"reason":{"system":"urn:fhirsafety:override-reason","code":"will-monitor","display":"will monitor"}}""", "overrideReason", "urn:fhirsafety:override-reason will-monitor 0")]
    [InlineData("""{"code":"benefit","system":"http://example.org/reasons"}""", "overrideReason", "http://example.org/reasons benefit 0")]
    [InlineData("""{"reason":{"code":"9"},"userComment":"Zaphod-4711 insists","extension":{"x":1}}""", "overrideReasons", "- 9 1")]
    [InlineData("""{"extension":{"com.epic.reason":"something of theirs"}}""", "overrideReasons", "- other 0")]
    [InlineData("""{"userComment":"Zaphod-4711 insists"}""", "overrideReason", "- - 1")]
    [InlineData("""{"reason":{"code":"Zaphod-4711 told me so"}}""", "overrideReason", "- other 0")]
    [InlineData("null", "overrideReason", "- - 0")]
    public async Task Reasons_are_read_in_every_shape_and_comments_only_noted(string reason, string name, string stored)
    {
        await using Remembering site = await Remembering.StartAsync();
        string card = await CardAsync(site, "1");

        Assert.Null(await site.Ehr.FeedbackAsync($$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"{{Time}}","{{name}}":{{reason}} }]}"""));

        Assert.Equal([stored], await site.Store.RowsAsync("SELECT reason_system, reason, commented FROM feedback"));
    }

    [Theory]
    [InlineData("feedback-accepted")]
    [InlineData("feedback-overridden")]
    [InlineData("feedback-overridden-reason")]
    public async Task What_the_sandbox_really_sends_is_taken(string recording)
    {
        await using Remembering site = await Remembering.StartAsync();
        string body = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "sandbox-requests", $"{recording}.json"));
        string card = await CardAsync(site, "1");
        site.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null(await site.Ehr.FeedbackAsync(body));
        Assert.Null(await site.Ehr.FeedbackAsync(body.Replace(Card, card, StringComparison.Ordinal)));

        Assert.Equal(["1 1"], await site.Store.RowsAsync("SELECT (SELECT SUM(n) FROM unknown_feedback), (SELECT COUNT(*) FROM feedback)"));
    }

    [Theory]
    [InlineData("""{"outcome":"overridden","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].card is required")]
    [InlineData("""{"card":7,"outcome":"overridden","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].card must be a string")]
    [InlineData("""{"card":"c","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].outcome is required")]
    [InlineData("""{"card":"c","outcome":"ignored","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].outcome must be accepted or overridden")]
    [InlineData("""{"card":"c","outcome":"overridden"}""", "feedback[1].outcomeTimestamp is required")]
    [InlineData("""{"card":"c","outcome":"overridden","outcomeTimestamp":"yesterday"}""", "feedback[1].outcomeTimestamp must be a time of RFC 3339")]
    [InlineData("""{"card":"c","outcome":"overridden","outcomeTimestamp":"2026-11-22T10:00:00"}""", "feedback[1].outcomeTimestamp must be a time of RFC 3339")]
    [InlineData("""{"card":"c","outcome":"overridden","outcomeTimestamp":"1970-01-01T00:00:00Z"}""", "feedback[1].outcomeTimestamp must lie between")]
    [InlineData("""{"card":"c","outcome":"overridden","outcomeTimestamp":"2400-01-01T00:00:00Z"}""", "feedback[1].outcomeTimestamp must lie between")]
    [InlineData("""{"card":"c","outcome":"accepted","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].acceptedSuggestions is required")]
    [InlineData("""{"card":"c","outcome":"accepted","acceptedSuggestions":[],"outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].acceptedSuggestions must name")]
    [InlineData("""{"card":"c","outcome":"accepted","acceptedSuggestions":{"id":"s"},"outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].acceptedSuggestions must be an array")]
    [InlineData("""{"card":"c","outcome":"accepted","acceptedSuggestions":["s"],"outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].acceptedSuggestions[0] must be an object")]
    [InlineData("""{"card":"c","outcome":"overridden","overrideReason":"because","outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].overrideReason must be an object")]
    [InlineData("""{"card":"c","outcome":"overridden","overrideReason":{"userComment":7},"outcomeTimestamp":"2026-11-22T10:00:00Z"}""", "feedback[1].overrideReason.userComment must be a string")]
    [InlineData("\"c\"", "feedback[1] must be an object")]
    public async Task One_faulty_entry_refuses_the_whole_batch_and_is_named(string entry, string fault)
    {
        await using Remembering site = await Remembering.StartAsync();
        string good = site.Overridden(await CardAsync(site, "1"));

        HookReply? reply = await site.FeedbackAsync(good, entry, good, entry);

        Assert.Equal(HttpStatusCode.BadRequest, reply!.Status);
        Assert.Equal(2, reply.Faults.Count);
        Assert.StartsWith(fault, reply.Faults[0], StringComparison.Ordinal);
        Assert.StartsWith("feedback[3]", reply.Faults[1], StringComparison.Ordinal);
        Assert.Equal(["0"], await site.Store.RowsAsync("SELECT COUNT(*) FROM feedback"));
    }

    [Theory]
    [InlineData("[]", "the body must be an object")]
    [InlineData("{}", "feedback is required")]
    [InlineData("""{"feedback":{}}""", "feedback must be an array")]
    public async Task A_body_that_is_no_feedback_is_refused(string body, string fault)
    {
        await using Remembering site = await Remembering.StartAsync();

        HookReply? reply = await site.Ehr.FeedbackAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, true), (reply!.Status, reply.Faults[0].StartsWith(fault, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(100_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_batch_has_a_limit(int entries, HttpStatusCode status)
    {
        await using Remembering site = await Remembering.StartAsync(with: app => app.With("Limits:MaxBodyBytes", "50000000"));
        string entry = site.Overridden(Card);

        HookReply? reply = await site.FeedbackAsync([.. Enumerable.Repeat(entry, entries)]);

        Assert.Equal(status, reply?.Status ?? HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_comment_of_a_megabyte_is_noted_and_not_kept()
    {
        await using Remembering site = await Remembering.StartAsync();

        Assert.Null(await site.FeedbackAsync(site.Overridden(await CardAsync(site, "1"), comment: new string('x', 1_000_000))));

        Assert.Equal(["1"], await site.Store.RowsAsync("SELECT commented FROM feedback"));

        // Another store's end may have emptied the log into the file.
        Assert.InRange(new FileInfo(site.Store.File).Length + new FileInfo(site.Store.File + "-wal").Length, 1, 500_000);
    }

    [Fact]
    public async Task Another_method_or_service_is_told_so()
    {
        await using Remembering site = await Remembering.StartAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await site.Ehr.GetPlainAsync("/cds-services/baclofen-safety/feedback")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Ehr.GetPlainAsync("/cds-services/baclofen-other/feedback")).Status);
    }

    // Each for a patient of its own, or the second would find the first one's override.
    private static async Task<string> CardAsync(Remembering site, string patient) => Remembering.CardOf(await site.CallAsync(change: call =>
        Patients.Rename(call, string.Create(CultureInfo.InvariantCulture, $"patient-{patient}"))));
}
