using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>The tables of decisions and feedback, in whichever database.</summary>
internal sealed class DecisionStore(IDecisionDatabase database, SiteClock clock)
{
    // Of most patients nothing was answered, and this is parsed and run in a fraction of the time.
    private const string SelectAnswered = "SELECT 1 FROM card WHERE patient = @Patient AND outcome IS NOT NULL AND at > @Since LIMIT 1";

    private const string SelectEarlier = """
        SELECT f.code AS Code, f.facts AS Facts, f.indicator AS Indicator, c.at AS At, c.reason AS Reason
        FROM card c JOIN finding f ON f.decision = c.decision AND f.card = c.id
        WHERE c.patient = @Patient AND c.outcome IS NOT NULL AND c.at > @Since
          AND c.outcome = 'overridden' AND c.reason <> @OtherReason AND c.topic <> @FurtherPoints
          AND f.status = 'shown' AND f.facts IS NOT NULL
        UNION ALL
        SELECT s.code, s.facts, NULL, c.at, NULL
        FROM card c JOIN suggestion s ON s.card = c.id
        WHERE c.patient = @Patient AND c.outcome IS NOT NULL AND c.at > @Since
          AND c.outcome = 'accepted' AND s.accepted = 1 AND s.facts IS NOT NULL
        """;

    private const string SelectSaid = "SELECT code AS Code, at AS At FROM said WHERE patient = @Patient";

    // In this order nothing is left that points to what has gone. Ids of decisions sort by time.
    private static readonly string[] Forget =
    [
        "DELETE FROM feedback WHERE card IN (SELECT id FROM card WHERE decision < @Id)",
        "DELETE FROM suggestion WHERE card IN (SELECT id FROM card WHERE decision < @Id)",
        "DELETE FROM finding WHERE decision < @Id",
        "DELETE FROM card WHERE decision < @Id",
        "DELETE FROM decision WHERE id < @Id",
        "DELETE FROM said WHERE at < @At",
        "DELETE FROM week_reason WHERE week < @Week",
        "DELETE FROM week_count WHERE week < @Week",
        "DELETE FROM unknown_feedback WHERE week < @Week",
    ];

    /// <summary>The database it is in.</summary>
    public IDecisionDatabase Database { get; } = database;

    /// <summary>Creates or migrates the tables, and proves that they can be written to.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        await using DbConnection connection = await Database.OpenAsync(stop);
        await Schema.MigrateAsync(Database, connection, stop);
    }

    /// <summary>Writes decisions and feedback in one transaction.</summary>
    /// <param name="decisions">What was said; those written before are left out.</param>
    /// <param name="feedback">What became of it. With any, the commit has reached the disk when this returns.</param>
    /// <param name="again">Whether an earlier attempt may have succeeded without our knowing.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>What each feedback came to.</returns>
    public async Task<ImmutableArray<FeedbackCounts>> WriteAsync(
        IReadOnlyCollection<Decision> decisions, IReadOnlyCollection<Feedback> feedback, bool again, CancellationToken stop)
    {
        await using DbConnection connection = await Database.OpenAsync(stop);
        await using DbTransaction transaction = await Database.BeginAsync(connection, durable: feedback.Count > 0, stop);
        Tally tally = new();
        IReadOnlyCollection<Decision> fresh = again ? await NotWrittenAsync(transaction, decisions, stop) : decisions;
        await DecisionRows.InsertAsync(transaction, fresh, tally, clock, stop);
        FeedbackRows rows = new(transaction, Database.ForUpdate, tally, clock, stop);
        ImmutableArray<FeedbackCounts>.Builder counts = ImmutableArray.CreateBuilder<FeedbackCounts>(feedback.Count);
        foreach (Feedback one in feedback)
        {
            counts.Add(await rows.InsertAsync(one));
        }

        await tally.StoreAsync(transaction, stop);
        await transaction.CommitAsync(stop);
        return counts.MoveToImmutable();
    }

    /// <summary>
    /// What a patient's prescribers answered since a moment, as far as it can keep a finding silent or mild, and when they were last told what
    /// is said once in a while.
    /// </summary>
    public async Task<ImmutableArray<EarlierAnswer>> RecallAsync(string patient, DateTimeOffset since, CancellationToken stop)
    {
        await using DbConnection connection = await Database.OpenAsync(stop);
        IEnumerable<SaidRow> said = await connection.QueryAsync<SaidRow>(new CommandDefinition(SelectSaid, new { Patient = patient }, cancellationToken: stop));
        EarlierAnswer[] shown = [.. said.Select(row => new EarlierAnswer.Shown(row.Code, clock.InZone(DateTimeOffset.FromUnixTimeMilliseconds(row.At))))];
        long from = since.ToUnixTimeMilliseconds();
        if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(SelectAnswered, new { Patient = patient, Since = from }, cancellationToken: stop)) is null)
        {
            return [.. shown];
        }

        IEnumerable<EarlierRow> rows = await connection.QueryAsync<EarlierRow>(new CommandDefinition(
            SelectEarlier,
            new { Patient = patient, Since = from, FurtherPoints = Cards.CardComposer.FurtherPointsTopic, CardFeedback.OtherReason },
            cancellationToken: stop));
        return [.. rows.Select(row => row.ToAnswer(clock)), .. shown];
    }

    /// <summary>Deletes what is older than a moment.</summary>
    /// <returns>How many decisions.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken stop)
    {
        await using DbConnection connection = await Database.OpenAsync(stop);
        await using DbTransaction transaction = await Database.BeginAsync(connection, durable: false, stop);
        int decisions = 0;
        foreach (string delete in Forget)
        {
            int deleted = await connection.ExecuteAsync(new CommandDefinition(
                delete, new { Id = FirstIdAt(before), At = before.ToUnixTimeMilliseconds(), Week = clock.WeekOf(before) }, transaction, cancellationToken: stop));
            decisions = delete.StartsWith("DELETE FROM decision", StringComparison.Ordinal) ? deleted : decisions;
        }

        await transaction.CommitAsync(stop);
        return decisions;
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

    private sealed class SaidRow
    {
        public required string Code { get; init; }

        public required long At { get; init; }
    }

    private sealed class EarlierRow
    {
        public required string Code { get; init; }

        public required string Facts { get; init; }

        public string? Indicator { get; init; }

        public required long At { get; init; }

        public string? Reason { get; init; }

        public EarlierAnswer ToAnswer(SiteClock clock)
        {
            DateTimeOffset at = clock.InZone(DateTimeOffset.FromUnixTimeMilliseconds(At));
            return Indicator is { } indicator
                ? new EarlierAnswer.Overridden(Code, Facts, at, Enum.Parse<Indicator>(indicator, ignoreCase: true), Reason!)
                : new EarlierAnswer.Accepted(Code, Facts, at);
        }
    }
}
