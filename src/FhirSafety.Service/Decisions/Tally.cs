using System.Data;
using System.Data.Common;
using Dapper;

namespace FhirSafety.Service.Decisions;

/// <summary>What a transaction adds to the running totals of a precaution, its indicator, a client and a week.</summary>
internal sealed class Tally
{
    private readonly Dictionary<TallyKey, Counts> _counts = [];
    private readonly Dictionary<(TallyKey Key, string Reason), long> _reasons = [];
    private readonly Dictionary<TallyKey, List<(TimeSpan Wait, int By)>> _answers = [];
    private readonly Dictionary<(string Client, string Week, string Outcome), long> _unknown = [];

    /// <summary>The totals of a key, to be added to.</summary>
    public Counts this[TallyKey key] => _counts.TryGetValue(key, out Counts? counts) ? counts : _counts[key] = new Counts();

    /// <summary>Counts an answer to a card for one finding, or takes it back.</summary>
    /// <param name="key">The finding.</param>
    /// <param name="outcome">What was answered.</param>
    /// <param name="reason">With which reason; null for none.</param>
    /// <param name="wait">How long after the card.</param>
    /// <param name="by">1, or -1 to take back.</param>
    public void Answer(TallyKey key, string outcome, string? reason, TimeSpan wait, int by)
    {
        Counts counts = this[key];
        if (outcome == "accepted")
        {
            counts.Accepted += by;
        }
        else
        {
            counts.Overridden += by;
        }

        if (reason is not null)
        {
            Add(_reasons, (key, reason), by);
        }

        if (!_answers.TryGetValue(key, out List<(TimeSpan Wait, int By)>? answers))
        {
            _answers[key] = answers = [];
        }

        answers.Add((wait, by));
    }

    /// <summary>Counts feedback on no card of the client.</summary>
    public void Unknown(string client, string week, string outcome) => Add(_unknown, (client, week, outcome), 1);

    /// <summary>Adds all to the tables. In one order, so that two instances never wait for each other's rows.</summary>
    public async Task StoreAsync(KeptConnection writer, DbTransaction transaction, CancellationToken stop)
    {
        await AddCounts.RunAsync(writer, transaction, _counts.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal), stop);
        await AddReasons.RunAsync(writer, transaction, _reasons.OrderBy(entry => entry.Key.Key.Text + entry.Key.Reason, StringComparer.Ordinal), stop);
        foreach ((TallyKey key, List<(TimeSpan Wait, int By)> answers) in _answers.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal))
        {
            await StoreAsync(transaction, key, answers, stop);
        }

        await AddUnknown.RunAsync(writer, transaction, _unknown.OrderBy(entry => $"{entry.Key.Client} {entry.Key.Week} {entry.Key.Outcome}", StringComparer.Ordinal), stop);
    }

    private static readonly RowInsert<KeyValuePair<TallyKey, Counts>> AddCounts = new(
        """
        INSERT INTO week_count (week, code, indicator, client, shown, silent, not_checked, on_cards, accepted, overridden, waits)
        VALUES (@Week, @Code, @Indicator, @Client, @Shown, @Silent, @NotChecked, @OnCards, @Accepted, @Overridden, '')
        ON CONFLICT (week, code, indicator, client) DO UPDATE SET
          shown = week_count.shown + excluded.shown, silent = week_count.silent + excluded.silent,
          not_checked = week_count.not_checked + excluded.not_checked, on_cards = week_count.on_cards + excluded.on_cards,
          accepted = week_count.accepted + excluded.accepted, overridden = week_count.overridden + excluded.overridden
        """,
        new("@Week", DbType.String, static entry => entry.Key.Week),
        new("@Code", DbType.String, static entry => entry.Key.Code),
        new("@Indicator", DbType.String, static entry => entry.Key.Indicator),
        new("@Client", DbType.String, static entry => entry.Key.Client),
        new("@Shown", DbType.Int64, static entry => entry.Value.Shown),
        new("@Silent", DbType.Int64, static entry => entry.Value.Silent),
        new("@NotChecked", DbType.Int64, static entry => entry.Value.NotChecked),
        new("@OnCards", DbType.Int64, static entry => entry.Value.OnCards),
        new("@Accepted", DbType.Int64, static entry => entry.Value.Accepted),
        new("@Overridden", DbType.Int64, static entry => entry.Value.Overridden));

    private static readonly RowInsert<KeyValuePair<(TallyKey Key, string Reason), long>> AddReasons = new(
        """
        INSERT INTO week_reason (week, code, indicator, client, reason, n) VALUES (@Week, @Code, @Indicator, @Client, @Reason, @N)
        ON CONFLICT (week, code, indicator, client, reason) DO UPDATE SET n = week_reason.n + excluded.n
        """,
        new("@Week", DbType.String, static entry => entry.Key.Key.Week),
        new("@Code", DbType.String, static entry => entry.Key.Key.Code),
        new("@Indicator", DbType.String, static entry => entry.Key.Key.Indicator),
        new("@Client", DbType.String, static entry => entry.Key.Key.Client),
        new("@Reason", DbType.String, static entry => entry.Key.Reason),
        new("@N", DbType.Int64, static entry => entry.Value));

    private static readonly RowInsert<KeyValuePair<(string Client, string Week, string Outcome), long>> AddUnknown = new(
        """
        INSERT INTO unknown_feedback (client, week, outcome, n) VALUES (@Client, @Week, @Outcome, @N)
        ON CONFLICT (client, week, outcome) DO UPDATE SET n = unknown_feedback.n + excluded.n
        """,
        new("@Client", DbType.String, static entry => entry.Key.Client),
        new("@Week", DbType.String, static entry => entry.Key.Week),
        new("@Outcome", DbType.String, static entry => entry.Key.Outcome),
        new("@N", DbType.Int64, static entry => entry.Value));

    private const string OfKey = " WHERE week = @Week AND code = @Code AND indicator = @Indicator AND client = @Client";

    private const string SelectWaits = "SELECT waits FROM week_count" + OfKey;

    private const string UpdateWaits = "UPDATE week_count SET waits = @Waits" + OfKey;

    private static void Add<T>(Dictionary<T, long> sums, T key, long by)
        where T : notnull => sums[key] = sums.GetValueOrDefault(key) + by;

    // The row has just been added to, so it is ours until the commit and no other instance can add between reading and writing.
    private static async Task StoreAsync(DbTransaction transaction, TallyKey key, List<(TimeSpan Wait, int By)> answers, CancellationToken stop)
    {
        DbConnection connection = transaction.Connection!;
        Waits waits = Waits.Parse(await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            SelectWaits, new { key.Week, key.Code, key.Indicator, key.Client }, transaction, cancellationToken: stop)) ?? "");
        foreach ((TimeSpan wait, int by) in answers)
        {
            waits.Add(wait, by);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            UpdateWaits, new { key.Week, key.Code, key.Indicator, key.Client, Waits = waits.ToString() }, transaction, cancellationToken: stop));
    }
}

/// <summary>What totals are kept by.</summary>
/// <param name="Week">ISO week of the card in the site's zone, as <c>2026-W47</c>.</param>
/// <param name="Code">The precaution.</param>
/// <param name="Indicator">How urgent.</param>
/// <param name="Client">The client.</param>
internal readonly record struct TallyKey(string Week, string Code, string Indicator, string Client)
{
    /// <summary>All of it as one text, to sort by.</summary>
    public string Text => $"{Week} {Code} {Indicator} {Client}";
}

/// <summary>Findings of one key.</summary>
internal sealed class Counts
{
    public long Shown { get; set; }

    public long Silent { get; set; }

    public long NotChecked { get; set; }

    /// <summary>Those a card speaks of, found or not checked.</summary>
    public long OnCards { get; set; }

    public long Accepted { get; set; }

    public long Overridden { get; set; }
}
