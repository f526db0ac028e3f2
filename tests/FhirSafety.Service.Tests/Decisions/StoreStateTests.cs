using FhirSafety.Service.Decisions;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class StoreStateTests
{
    public static TheoryData<string> Stores => DecisionStores.Both;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_store_that_opens_and_takes_no_record_is_down_until_it_takes_one_and_nobody_waits_for_it(string provider)
    {
        await using Remembering site = await Remembering.StartAsync(provider);
        await site.Store.RowsAsync("ALTER TABLE card RENAME TO lost");
        Assert.NotEmpty((await site.CallAsync()).Cards);
        for (int retry = 0; retry < 5; retry++)
        {
            Assert.Equal("broken", site.Journal.State.Fault);

            // The clock stands still: a call that waited for the store would never come back.
            Assert.NotEmpty((await site.CallAsync().WaitAsync(TimeSpan.FromSeconds(20))).Cards);
            site.Time.Advance(DecisionJournal.Retry);
            await Task.Delay(50);
        }

        Assert.Equal(6, site.Journal.Waiting);
        await site.Store.RowsAsync("ALTER TABLE lost RENAME TO card");
        await site.UntilAsync(() => site.Journal.State.IsUp && site.Journal.Waiting == 0);

        Assert.Equal(["6 6"], await site.Store.RowsAsync("SELECT (SELECT COUNT(*) FROM decision), (SELECT COUNT(*) FROM card)"));
    }

    [Fact]
    public async Task A_file_that_is_deleted_is_made_anew_and_not_written_to_unseen()
    {
        await using Remembering site = await Remembering.StartAsync();
        await site.CallAsync();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(site.Store.File)!))
        {
            File.Delete(file);
        }

        HookReply reply = await site.CallAsync();
        await site.UntilAsync(() => site.Journal.State.IsUp && site.Journal.Waiting == 0);

        Assert.Equal([Remembering.CardOf(reply)], await site.Store.RowsAsync("SELECT id FROM card"));
        Assert.Null(await site.FeedbackAsync(site.Overridden(Remembering.CardOf(reply))));
        Assert.Equal(["1"], await site.Store.RowsAsync("SELECT COUNT(*) FROM feedback"));
    }
}
