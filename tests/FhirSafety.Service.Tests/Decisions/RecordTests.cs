using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Operations;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class RecordTests
{
    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_said_is_stored_before_the_answer_leaves(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);

        HookReply reply = await site.CallAsync(change: call => call["hookInstance"] = "4f1f7a52-0000-4000-8000-00000000abcd");

        Assert.Equal(["order-sign 4f1f7a52-0000-4000-8000-00000000abcd development"], await site.Store.RowsAsync("SELECT hook, hook_instance, client FROM decision"));
        Assert.Equal([$"{Remembering.CardOf(reply)} renal-severe -"], await site.Store.RowsAsync("SELECT id, topic, outcome FROM card"));
        Assert.Equal(
            ["counselling info shown", "dose-start-high critical shown", "older-start warning shown", "renal-severe critical shown"],
            await site.Store.RowsAsync("SELECT code, indicator, status FROM finding ORDER BY code"));
        Assert.Equal(
            reply.Cards[0].GetProperty("suggestions").EnumerateArray().Select(one => one.GetProperty("uuid").GetString()).Order(StringComparer.Ordinal),
            await site.Store.RowsAsync("SELECT id FROM suggestion ORDER BY id"));
        string version = Assert.Single(await site.Store.RowsAsync("SELECT version FROM decision"));
        Assert.Matches("^policy [0-9a-f]{12}, codes ", version);
        Assert.Equal(["1"], await site.Store.RowsAsync("SELECT COUNT(*) FROM decision WHERE elapsed_us >= 0"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_could_not_be_checked_is_stored_with_its_reason(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);

        await site.CallAsync(change: call => call["prefetch"]!.AsObject().Remove("kidneyLabs"));
        await site.CallAsync("opioid-no-medication-list");

        Assert.Contains("renal-severe not-checked kidneyLabs NotSupplied", await site.Store.RowsAsync("SELECT code, status, need, reason FROM finding"));
        Assert.Contains("not-checked not-checked drug MedicationsNotKnown", await site.Store.RowsAsync("SELECT code, status, need, reason FROM finding"));
    }

    [Fact]
    public async Task A_call_in_which_nothing_was_found_leaves_no_trace()
    {
        await using Remembering site = await Remembering.StartAsync();

        Assert.Empty((await site.CallAsync("no-part-amoxicillin")).Cards);
        Assert.Empty((await site.CallAsync("established-at-maximum")).Cards);

        Assert.Equal(["0"], await site.Store.RowsAsync("SELECT COUNT(*) FROM decision"));
    }

    [Fact]
    public async Task Nothing_stored_names_the_patient_the_drug_or_a_fact()
    {
        await using Remembering site = await Remembering.StartAsync();
        HookReply reply = await site.CallAsync(change: call => Patients.Rename(call, HookClient.Marker));
        await site.FeedbackAsync(site.Overridden(Remembering.CardOf(reply), comment: $"{HookClient.Marker} wants it"));

        string stored = await StoredBytesAsync(site);

        Assert.Contains(Remembering.CardOf(reply), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(HookClient.Marker, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wants it", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("mg/day", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("eGFR", stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_hook_instance_that_is_a_sentence_is_not_stored()
    {
        await using Remembering site = await Remembering.StartAsync();

        await site.CallAsync(change: call => call["hookInstance"] = "John Smith, born 1947");

        Assert.Equal([""], await site.Store.RowsAsync("SELECT hook_instance FROM decision"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_older_than_the_retention_is_deleted(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider, app => app.With("Decisions:RetentionDays", "31"));
        HookReply reply = await site.CallAsync();
        await site.FeedbackAsync(site.Overridden(Remembering.CardOf(reply)));

        site.Time.Advance(TimeSpan.FromDays(30));
        await site.CallAsync();
        Assert.Equal(["2"], await site.Store.RowsAsync("SELECT COUNT(*) FROM decision"));

        site.Time.Advance(TimeSpan.FromDays(8));
        await site.UntilAsync(() => site.Store.RowsAsync("SELECT COUNT(*) FROM decision").GetAwaiter().GetResult()[0] == "1", step: TimeSpan.FromMinutes(10));
        Assert.Equal(["1 0 4 1"], await site.Store.RowsAsync(
            "SELECT (SELECT COUNT(*) FROM card), (SELECT COUNT(*) FROM feedback), (SELECT COUNT(*) FROM finding), (SELECT COUNT(DISTINCT week) FROM week_count)"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_backlog_is_deleted_in_portions_so_that_records_find_room_between_them(string provider)
    {
        await using DecisionStores rows = await DecisionStores.NewAsync(provider);
        await using DecisionStore store = rows.Store();
        await store.PrepareAsync(default);
        DateTimeOffset at = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
        await store.WriteAsync([.. Enumerable.Range(0, DecisionStore.MostForgotten + 1).Select(place => Made(at.AddSeconds(place)))], [], again: false, default);
        DateTimeOffset later = at.AddDays(40);

        Assert.Equal(DecisionStore.MostForgotten, await store.ForgetAsync(later, default));
        Assert.Equal(["1 1 1"], await rows.RowsAsync("SELECT (SELECT COUNT(*) FROM decision), (SELECT COUNT(*) FROM card), (SELECT COUNT(*) FROM week_count)"));
        Assert.Equal(1, await store.ForgetAsync(later, default));
        Assert.Equal(["0 0 0"], await rows.RowsAsync("SELECT (SELECT COUNT(*) FROM decision), (SELECT COUNT(*) FROM card), (SELECT COUNT(*) FROM week_count)"));

        static Decision Made(DateTimeOffset at)
        {
            Guid card = Guid.NewGuid();
            return new Decision
            {
                Id = Guid.CreateVersion7(at).ToString(),
                At = at,
                Hook = "order-sign",
                HookInstance = "",
                Origin = new CallOrigin("hospital", ""),
                Patient = card.ToString("N"),
                Version = "v",
                Elapsed = TimeSpan.Zero,
                Cards = [new DecisionCard(card, "topic", [])],
                Findings = [new JudgedFinding("code", Indicator.Info, FindingStatus.Shown) { Card = card }],
            };
        }
    }

    private static async Task<string> StoredBytesAsync(Remembering site)
    {
        string folder = Path.GetDirectoryName(site.Store.File)!;
        System.Text.StringBuilder stored = new();
        foreach (string file in Directory.GetFiles(folder))
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            stored.Append(await reader.ReadToEndAsync());
        }

        return stored.ToString();
    }
}
