using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Dapper;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>The tables of decisions and feedback, in whichever database.</summary>
internal sealed class DecisionStore(IDecisionDatabase database, SiteClock clock) : IAsyncDisposable
{
    // One statement, because each is a transaction of its own.
    private const string SelectEarlier = """
        SELECT at, code, NULL, NULL FROM said WHERE patient = @Patient
        UNION ALL
        SELECT at, NULL, reason, findings FROM answered WHERE patient = @Patient AND at > @Since
        """;

    /// <summary>The most decisions that go in one portion.</summary>
    public const int MostForgotten = 1000;

    // In this order nothing is left that points to what has gone; the decisions themselves last. Ids of decisions sort by time.
    private static readonly string[] Forget =
    [
        "DELETE FROM feedback WHERE card IN (SELECT card FROM sent WHERE decision < @Id)",
        "DELETE FROM answered WHERE (patient, card) IN (SELECT patient, card FROM sent WHERE decision < @Id)",
        "DELETE FROM card WHERE id IN (SELECT card FROM sent WHERE decision < @Id)",
        "DELETE FROM decision WHERE id < @Id",
    ];

    private static readonly string[] ForgetTotals =
    [
        "DELETE FROM said WHERE at < @At",
        "DELETE FROM week_reason WHERE week < @Week",
        "DELETE FROM week_count WHERE week < @Week",
        "DELETE FROM unknown_feedback WHERE week < @Week",
    ];

    // Those that are not in use. Changed for another bag when what is open must not be used again.
    private volatile ConcurrentBag<KeptConnection> _readers = [];
    private KeptConnection? _writer;

    /// <summary>The database it is in.</summary>
    public IDecisionDatabase Database { get; } = database;

    /// <summary>Creates or migrates the tables, and proves that they can be written to. No connection from before is used again.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        await CloseAsync();
        await using DbConnection connection = await Database.OpenAsync(stop);
        await Schema.MigrateAsync(Database, connection, stop);
    }

    /// <summary>Writes decisions and feedback in one transaction. For one caller at a time.</summary>
    /// <param name="decisions">What was said; those written before are left out.</param>
    /// <param name="feedback">What became of it. With any, the commit has reached the disk when this returns.</param>
    /// <param name="again">Whether an earlier attempt may have succeeded without our knowing.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>What each feedback came to.</returns>
    public async Task<ImmutableArray<FeedbackCounts>> WriteAsync(
        IReadOnlyCollection<Decision> decisions, IReadOnlyCollection<Feedback> feedback, bool again, CancellationToken stop)
    {
        KeptConnection writer = _writer ?? new(await Database.OpenAsync(stop));
        _writer = null;
        try
        {
            ImmutableArray<FeedbackCounts> counts = await WriteAsync(writer, decisions, feedback, again, stop);
            _writer = writer;
            return counts;
        }
        finally
        {
            if (_writer is null)
            {
                await writer.DisposeAsync();
            }
        }
    }

    private async Task<ImmutableArray<FeedbackCounts>> WriteAsync(
        KeptConnection writer, IReadOnlyCollection<Decision> decisions, IReadOnlyCollection<Feedback> feedback, bool again, CancellationToken stop)
    {
        await using DbTransaction transaction = await Database.BeginAsync(writer.Connection, durable: feedback.Count > 0, stop);
        Tally tally = new();
        IReadOnlyCollection<Decision> fresh = again ? await NotWrittenAsync(transaction, decisions, stop) : decisions;
        await DecisionRows.InsertAsync(writer, transaction, fresh, tally, clock, stop);
        FeedbackRows rows = new(transaction, Database.ForUpdate, tally, clock, stop);
        ImmutableArray<FeedbackCounts>.Builder counts = ImmutableArray.CreateBuilder<FeedbackCounts>(feedback.Count);
        foreach (Feedback one in feedback)
        {
            counts.Add(await rows.InsertAsync(one));
        }

        await tally.StoreAsync(writer, transaction, stop);
        await transaction.CommitAsync(stop);
        return counts.MoveToImmutable();
    }

    /// <summary>
    /// What a patient's prescribers answered since a moment, as far as it can keep a finding silent or mild, and when they were last told what
    /// is said once in a while.
    /// </summary>
    public async Task<ImmutableArray<EarlierAnswer>> RecallAsync(string patient, DateTimeOffset since, CancellationToken stop)
    {
        ConcurrentBag<KeptConnection> readers = _readers;
        if (!readers.TryTake(out KeptConnection? reader))
        {
            reader = new(await Database.OpenAsync(stop));
        }

        bool isSound = false;
        try
        {
            ImmutableArray<EarlierAnswer> answers = await RecallAsync(reader, patient, since, stop);
            isSound = true;
            return answers;
        }
        finally
        {
            if (isSound && readers == _readers)
            {
                readers.Add(reader);
            }
            else
            {
                await reader.DisposeAsync();
            }
        }
    }

    private async Task<ImmutableArray<EarlierAnswer>> RecallAsync(KeptConnection reader, string patient, DateTimeOffset since, CancellationToken stop)
    {
        DbCommand command = await reader.StatementAsync(SelectEarlier, SelectEarlier, [("@Patient", DbType.String), ("@Since", DbType.Int64)], null, stop);
        command.Parameters[0].Value = patient;
        command.Parameters[1].Value = since.ToUnixTimeMilliseconds();
        await using DbDataReader rows = await command.ExecuteReaderAsync(stop);
        ImmutableArray<EarlierAnswer>.Builder answers = ImmutableArray.CreateBuilder<EarlierAnswer>();
        while (await rows.ReadAsync(stop))
        {
            DateTimeOffset at = clock.InZone(DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(0)));
            if (rows.IsDBNull(1))
            {
                answers.AddRange(SaidText.Answers(rows.GetString(3), at, rows.IsDBNull(2) ? null : rows.GetString(2)));
            }
            else
            {
                answers.Add(new EarlierAnswer.Shown(rows.GetString(1), at));
            }
        }

        return answers.DrainToImmutable();
    }

    /// <summary>Deletes what is older than a moment, in portions: nothing can be written to a SQLite file meanwhile.</summary>
    /// <returns>How many decisions; with <see cref="MostForgotten"/> there may be more.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken stop)
    {
        await using DbConnection connection = await Database.OpenAsync(stop);
        await using DbTransaction transaction = await Database.BeginAsync(connection, durable: false, stop);
        CommandDefinition Command(string sql, string id) =>
            new(sql, new { Id = id, Most = (long)MostForgotten, At = before.ToUnixTimeMilliseconds(), Week = clock.WeekOf(before) }, transaction, cancellationToken: stop);
        string end = FirstIdAt(before);
        string? next = await connection.ExecuteScalarAsync<string?>(Command("SELECT id FROM decision WHERE id < @Id ORDER BY id LIMIT 1 OFFSET @Most", end));
        int deleted = 0;
        foreach (string delete in Forget)
        {
            deleted = await connection.ExecuteAsync(Command(delete, next ?? end));
        }

        foreach (string delete in next is null ? ForgetTotals : [])
        {
            await connection.ExecuteAsync(Command(delete, end));
        }

        await transaction.CommitAsync(stop);
        return deleted;
    }

    // The first 48 bits of a UUID of version 7 are the milliseconds.
    private static string FirstIdAt(DateTimeOffset moment)
    {
        string made = DecisionRows.Text(Guid.CreateVersion7(moment));
        return made[..14] + "0000-0000-000000000000";
    }

    private static async Task<IReadOnlyCollection<Decision>> NotWrittenAsync(
        DbTransaction transaction, IReadOnlyCollection<Decision> decisions, CancellationToken stop)
    {
        List<Decision> fresh = [];
        foreach (Decision decision in decisions)
        {
            long known = await transaction.Connection!.ExecuteScalarAsync<long>(
                new CommandDefinition("SELECT COUNT(*) FROM decision WHERE id = @Id", new { decision.Id }, transaction, cancellationToken: stop));
            if (known == 0)
            {
                fresh.Add(decision);
            }
        }

        return fresh;
    }

    /// <summary>Closes the connections that are kept.</summary>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        ConcurrentBag<KeptConnection> readers = _readers;
        _readers = [];
        while (readers.TryTake(out KeptConnection? reader))
        {
            await reader.DisposeAsync();
        }

        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }
    }
}
