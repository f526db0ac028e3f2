using System.Data.Common;
using System.Net;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class StoreFaultTests
{
    [Fact]
    public async Task While_the_file_is_locked_cards_go_out_and_records_wait()
    {
        await using Remembering site = await Remembering.StartAsync();
        string card = Remembering.CardOf(await site.CallAsync());
        await using (SqliteConnection other = new($"Data Source={site.Store.File}"))
        {
            await other.OpenAsync();
            await using DbTransaction held = await other.BeginTransactionAsync();

            Assert.NotEmpty((await site.CallAsync()).Cards);
            Assert.NotEmpty((await site.CallAsync()).Cards);
            Assert.Equal(("locked", 2), (site.Journal.State.Fault, site.Journal.Waiting));
            HookReply? refused = await site.FeedbackAsync(site.Overridden(card));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "store-unavailable"), (refused!.Status, refused.Code));
            await held.RollbackAsync();
        }

        await site.UntilAsync(() => site.Journal.State.IsUp && site.Journal.Waiting == 0);

        Assert.Equal(["3 0"], await site.Store.RowsAsync("SELECT COUNT(*), (SELECT COUNT(*) FROM feedback) FROM decision"));
        Assert.Null(await site.FeedbackAsync(site.Overridden(card)));
    }

    // It hangs until the test lets it go, so an answer that waited for it would never come.
    [Fact]
    public async Task A_store_that_hangs_holds_back_no_cards_and_the_record_is_written_later()
    {
        FaultyStore fault = new();
        await using DecisionStores store = await DecisionStores.NewAsync("sqlite");
        await using SafetyApp app = store.App().With(fault.Install);
        using HookClient ehr = app.Client();
        string call = (await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body;
        DecisionJournal journal = app.Services.GetRequiredService<DecisionJournal>();
        await UpAsync(app);
        TaskCompletionSource released = new();
        fault.Hangs = released.Task;

        HookReply reply = await ehr.CallAsync(call).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.NotEmpty(reply.Cards);
        Assert.Equal(1, journal.Waiting);
        released.SetResult();
        await Background.UntilAsync(() => journal.Waiting == 0);
        Assert.Equal(["1"], await store.RowsAsync("SELECT COUNT(*) FROM decision"));
    }

    [Fact]
    public async Task On_a_full_disk_cards_go_out_and_nothing_is_acknowledged()
    {
        FaultyStore disk = new();
        await using Remembering site = await Remembering.StartAsync(with: app => app.With(disk.Install));
        string card = Remembering.CardOf(await site.CallAsync());

        disk.IsFull = true;
        for (int calls = 0; site.Journal.State.IsUp; calls++)
        {
            Assert.InRange(calls, 0, 200);
            Assert.NotEmpty((await site.CallAsync(change: call => Patients.Rename(call, Guid.NewGuid().ToString()))).Cards);
        }

        Assert.Equal("disk-full", site.Journal.State.Fault);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.FeedbackAsync(site.Overridden(card)))!.Status);

        disk.IsFull = false;
        await site.UntilAsync(() => site.Journal.State.IsUp && site.Journal.Waiting == 0);
        Assert.Null(await site.FeedbackAsync(site.Overridden(card)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_schema_of_a_later_program_is_left_alone(string provider)
    {
        await using DecisionStores store = await DecisionStores.NewAsync(provider);
        await using (SafetyApp first = store.App())
        {
            using HookClient _ = first.Client();
            await UpAsync(first);
        }

        await store.RowsAsync("INSERT INTO schema_step (step) VALUES (999)");
        await using SafetyApp app = store.App();
        using HookClient ehr = app.Client();
        DecisionJournal journal = app.Services.GetRequiredService<DecisionJournal>();
        await Background.UntilAsync(() => journal.State.Fault != "starting");

        HookReply reply = await ehr.CallAsync((await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body);

        Assert.NotEmpty(reply.Cards);
        Assert.Equal("schema-newer", journal.State.Fault);
        Assert.Equal(["0"], await store.RowsAsync("SELECT COUNT(*) FROM decision"));
    }

    [Fact]
    public async Task What_is_too_much_to_wait_is_dropped_and_counted()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"later-{Guid.NewGuid():N}");
        await using SafetyApp app = new SafetyApp().With("ConnectionStrings:Decisions", Path.Combine(folder, "decisions.db")).With("Decisions:MaxWaiting", "2");
        using HookClient ehr = app.Client();
        string call = (await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body;
        for (int calls = 0; calls < 3; calls++)
        {
            Assert.NotEmpty((await ehr.CallAsync(call)).Cards);
        }

        DecisionJournal journal = app.Services.GetRequiredService<DecisionJournal>();
        Assert.Equal((2, 1L), (journal.Waiting, journal.Dropped));

        Directory.CreateDirectory(folder);
        await UpAsync(app);
        await Background.UntilAsync(() => journal.Waiting == 0);

        Assert.Equal(1, journal.Dropped);
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task PostgreSQL_restarted_under_load_loses_nothing_that_was_acknowledged()
    {
        using PostgresServer server = new();
        await using SafetyApp app = new SafetyApp().With("ConnectionStrings:Decisions", server.Connection).With("Decisions:Provider", "postgres").With("Decisions:Silence", "false");
        using HookClient ehr = app.Client();
        await UpAsync(app);
        DecisionJournal journal = app.Services.GetRequiredService<DecisionJournal>();
        string call = (await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body;
        string[] cards = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ => Remembering.CardOf(await ehr.CallAsync(call))));
        await Background.UntilAsync(() => journal.Waiting == 0);

        string now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Task restart = Task.Run(server.Restart);
        bool[] acknowledged = await Task.WhenAll(cards.Select(async (card, place) =>
        {
            await Task.Delay(place * 5);
            Assert.NotEmpty((await ehr.CallAsync(call)).Cards);
            return await ehr.FeedbackAsync($$"""{"feedback":[{"card":"{{card}}","outcome":"overridden","outcomeTimestamp":"{{now}}"}]}""") is null;
        }));
        await restart;
        await UpAsync(app);
        await Background.UntilAsync(() => journal.Waiting == 0);

        await using Npgsql.NpgsqlConnection connection = new(server.Connection);
        await connection.OpenAsync();
        await using Npgsql.NpgsqlCommand command = new("SELECT id FROM card WHERE outcome IS NOT NULL", connection);
        await using Npgsql.NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        HashSet<string> stored = [];
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetString(0));
        }

        Assert.Empty(cards.Where((card, place) => acknowledged[place] && !stored.Contains(card)));
        Assert.Equal(0, journal.Dropped);
    }

    private static async Task UpAsync(SafetyApp app)
    {
        await Background.UntilAsync(() => app.Services.GetRequiredService<DecisionJournal>().State.IsUp);
    }

    /// <summary>The real SQLite on a disk that can be made to have no room left.</summary>
    private sealed class FaultyStore
    {
        public bool IsFull { get; set; }

        public Task Hangs { get; set; } = Task.CompletedTask;

        public void Install(IWebHostBuilder host) => host.ConfigureTestServices(services => services.AddSingleton<IDecisionDatabase>(
            provider => new Database(new SqliteDatabase(provider.GetRequiredService<DecisionSettings>().Connection), this)));

        private sealed class Database(SqliteDatabase sqlite, FaultyStore fault) : IDecisionDatabase
        {
            public string Name => sqlite.Name;

            public string LockSchema => sqlite.LockSchema;

            public string ForUpdate => sqlite.ForUpdate;

            public ValueTask<DbConnection> OpenAsync(CancellationToken stop) => sqlite.OpenAsync(stop);

            public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool durable, CancellationToken stop)
            {
                await fault.Hangs;
                await using DbCommand command = connection.CreateCommand();

                // SQLite raises the limit to the pages there are: from then on it has no room.
                command.CommandText = $"PRAGMA max_page_count = {(fault.IsFull ? 1 : 1_000_000)}";
                await command.ExecuteScalarAsync(stop);
                return await sqlite.BeginAsync(connection, durable, stop);
            }

            public bool IsAboutTheData(Exception fault) => sqlite.IsAboutTheData(fault);

            public string Describe(Exception fault) => sqlite.Describe(fault);
        }
    }
}
