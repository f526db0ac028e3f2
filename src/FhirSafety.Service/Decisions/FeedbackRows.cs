using System.Data.Common;
using Dapper;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Writes feedback. Idempotent, and whatever order entries come in, the newest outcome of a card stands.</summary>
internal sealed class FeedbackRows(DbTransaction transaction, string forUpdate, Tally tally, SiteClock clock, CancellationToken stop)
{
    private readonly string _selectCard =
        "SELECT decision AS Decision, at AS At, outcome AS Outcome, outcome_at AS OutcomeAt, reason AS Reason FROM card "
        + "WHERE id = @Card AND client = @Client AND tenant = @Tenant" + forUpdate;

    private const string Insert = """
        INSERT INTO feedback (card, outcome, at, reason_system, reason, commented, received_at)
        VALUES (@Card, @Outcome, @At, @ReasonSystem, @Reason, @Commented, @ReceivedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string Accept = "UPDATE suggestion SET accepted = 1 WHERE card = @Card AND id = @Suggestion";

    private const string Stand = "UPDATE card SET outcome = @Outcome, outcome_at = @At, reason = @Reason WHERE id = @Card";

    private const string SelectFindings = "SELECT code AS Code, indicator AS Indicator FROM finding WHERE decision = @Decision AND card = @Card";

    /// <summary>Stores one call's entries.</summary>
    public async Task<FeedbackCounts> InsertAsync(Feedback feedback)
    {
        FeedbackCounts counts = new(0, 0, 0, 0);

        // In one order, so that two instances never wait for each other's cards.
        foreach (CardFeedback entry in feedback.Entries.OrderBy(entry => entry.Card).ThenBy(entry => entry.At))
        {
            counts = await InsertAsync(feedback, entry) switch
            {
                null => counts with { Unknown = counts.Unknown + 1 },
                false => counts with { Repeated = counts.Repeated + 1 },
                true when entry.Accepted => counts with { Accepted = counts.Accepted + 1 },
                true => counts with { Overridden = counts.Overridden + 1 },
            };
        }

        return counts;
    }

    /// <summary>Whether the entry was new; null when the client was sent no such card.</summary>
    private async Task<bool?> InsertAsync(Feedback feedback, CardFeedback entry)
    {
        (string client, string tenant) = (feedback.Origin.Client, feedback.Origin.Tenant);
        string id = entry.Card is { } uuid ? DecisionRows.Text(uuid) : "";
        CardRow? card = await Connection.QuerySingleOrDefaultAsync<CardRow>(Command(_selectCard, new { Card = id, Client = client, Tenant = tenant }));
        if (card is null)
        {
            tally.Unknown(client, clock.WeekOf(feedback.ReceivedAt), Outcome(entry));
            return null;
        }

        long at = entry.At.ToUnixTimeMilliseconds();
        int inserted = await Connection.ExecuteAsync(Command(Insert, new
        {
            Card = id,
            Outcome = Outcome(entry),
            At = at,
            entry.ReasonSystem,
            entry.Reason,
            Commented = entry.Commented ? 1L : 0L,
            ReceivedAt = feedback.ReceivedAt.ToUnixTimeMilliseconds(),
        }));
        foreach (Guid suggestion in entry.Suggestions)
        {
            await Connection.ExecuteAsync(Command(Accept, new { Card = id, Suggestion = DecisionRows.Text(suggestion) }));
        }

        if (inserted > 0 && !(card.OutcomeAt > at))
        {
            await LetStandAsync(entry, id, card, client, at);
        }

        return inserted > 0;
    }

    private async Task LetStandAsync(CardFeedback entry, string id, CardRow card, string client, long at)
    {
        string week = clock.WeekOf(DateTimeOffset.FromUnixTimeMilliseconds(card.At));
        foreach (FindingRow finding in await Connection.QueryAsync<FindingRow>(Command(SelectFindings, new { card.Decision, Card = id })))
        {
            TallyKey key = new(week, finding.Code, finding.Indicator, client);
            if (card.Outcome is { } before)
            {
                tally.Answer(key, before, card.Reason, TimeSpan.FromMilliseconds(card.OutcomeAt!.Value - card.At), -1);
            }

            tally.Answer(key, Outcome(entry), entry.Reason, TimeSpan.FromMilliseconds(at - card.At), 1);
        }

        await Connection.ExecuteAsync(Command(Stand, new { Card = id, Outcome = Outcome(entry), At = at, entry.Reason }));
    }

    private static string Outcome(CardFeedback entry) => entry.Accepted ? "accepted" : "overridden";

    private DbConnection Connection => transaction.Connection!;

    private CommandDefinition Command(string sql, object parameters) => new(sql, parameters, transaction, cancellationToken: stop);

    private sealed class CardRow
    {
        public required string Decision { get; init; }

        public required long At { get; init; }

        public string? Outcome { get; init; }

        public long? OutcomeAt { get; init; }

        public string? Reason { get; init; }
    }

    private sealed class FindingRow
    {
        public required string Code { get; init; }

        public required string Indicator { get; init; }
    }
}
