using System.Data.Common;
using System.Diagnostics;
using System.Net;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Tests.Support;
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

    [Fact]
    public async Task A_slow_store_delays_no_prescriber_beyond_the_cap()
    {
        await using DecisionStores store = await DecisionStores.NewAsync("sqlite");
        await using SafetyApp app = store.App();
        using HookClient ehr = app.Client();
        string call = (await ehr.GetPlainAsync($"/scenarios/{Remembering.Demonstration}/request.json")).Body;
        DecisionJournal journal = app.Services.GetRequiredService<DecisionJournal>();
        while (!journal.State.IsUp || (await ehr.CallAsync(call)).Cards.Count == 0)
        {
            await Task.Delay(20);
        }

        await using SqliteConnection other = new($"Data Source={store.File}");
        await other.OpenAsync();
        await using DbTransaction held = await other.BeginTransactionAsync();
        Stopwatch watch = Stopwatch.StartNew();
        HookReply reply = await ehr.CallAsync(call);

        // The lock is waited for a second; the prescriber is not to wait for that.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(900));
        Assert.NotEmpty(reply.Cards);
    }

    [Fact]
    public async Task On_a_full_disk_cards_go_out_and_nothing_is_acknowledged()
    {
        FullDisk disk = new();
        await using Remembering site = await Remembering.StartAsync(with: app => app.With(host => host.ConfigureTestServices(services =>
            services.AddSingleton<IDecisionDatabase>(provider => disk.Of(provider.GetRequiredService<DecisionSettings>().Connection)))));
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
        while (journal.State.Fault == "starting")
        {
            await Task.Delay(20);
        }

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
        while (journal.Waiting > 0)
        {
            await Task.Delay(20);
        }

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
        while (journal.Waiting > 0)
        {
            await Task.Delay(20);
        }

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
        while (journal.Waiting > 0)
        {
            await Task.Delay(20);
        }

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
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (!app.Services.GetRequiredService<DecisionJournal>().State.IsUp)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>The real SQLite on a disk that can be made to have no room left.</summary>
    private sealed class FullDisk
    {
        public bool IsFull { get; set; }

        public IDecisionDatabase Of(string file) => new Database(new SqliteDatabase(file), this);

        private sealed class Database(SqliteDatabase sqlite, FullDisk disk) : IDecisionDatabase
        {
            public string Name => sqlite.Name;

            public string LockSchema => sqlite.LockSchema;

            public string ForUpdate => sqlite.ForUpdate;

            public ValueTask<DbConnection> OpenAsync(CancellationToken stop) => sqlite.OpenAsync(stop);

            public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool durable, CancellationToken stop)
            {
                await using DbCommand command = connection.CreateCommand();

                // SQLite raises the limit to the pages there are: from then on it has no room.
                command.CommandText = $"PRAGMA max_page_count = {(disk.IsFull ? 1 : 1_000_000)}";
                await command.ExecuteScalarAsync(stop);
                return await sqlite.BeginAsync(connection, durable, stop);
            }

            public bool IsAboutTheData(Exception fault) => sqlite.IsAboutTheData(fault);

            public string Describe(Exception fault) => sqlite.Describe(fault);
        }
    }
}
