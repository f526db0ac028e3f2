using System.Data.Common;
using Dapper;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Writes feedback. Idempotent, and whatever order entries come in, the newest outcome of a card stands.</summary>
internal sealed class FeedbackRows(DbTransaction transaction, string forUpdate, Tally tally, SiteClock clock, CancellationToken stop)
{
    private readonly string _selectCard = """
        SELECT d.at AS At, d.patient AS Patient, d.said AS Said, c.topic AS Topic,
          c.outcome AS Outcome, c.outcome_at AS OutcomeAt, c.reason AS Reason, c.accepted AS Accepted
        FROM card c JOIN decision d ON d.id = c.decision
        WHERE c.id = @Card AND d.client = @Client AND d.tenant = @Tenant
        """ + forUpdate;

    private const string Insert = """
        INSERT INTO feedback (card, outcome, at, reason_system, reason, commented, received_at)
        VALUES (@Card, @Outcome, @At, @ReasonSystem, @Reason, @Commented, @ReceivedAt)
        ON CONFLICT DO NOTHING
        """;

    private const string Stand = "UPDATE card SET outcome = @Outcome, outcome_at = @OutcomeAt, reason = @Reason, accepted = @Accepted WHERE id = @Card";

    private const string Remember = """
        INSERT INTO answered (patient, card, at, reason, findings) VALUES (@Patient, @Card, @At, @Reason, @Findings)
        ON CONFLICT (patient, card) DO UPDATE SET reason = excluded.reason, findings = excluded.findings
        """;

    private const string Forget = "DELETE FROM answered WHERE patient = @Patient AND card = @Card";

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
            tally.Unknown(client, clock.WeekOf(feedback.ReceivedAt), OutcomeOf(entry));
            return null;
        }

        long at = entry.At.ToUnixTimeMilliseconds();
        int inserted = await Connection.ExecuteAsync(Command(Insert, new
        {
            Card = id,
            Outcome = OutcomeOf(entry),
            At = at,
            entry.ReasonSystem,
            entry.Reason,
            Commented = entry.Commented ? 1L : 0L,
            ReceivedAt = feedback.ReceivedAt.ToUnixTimeMilliseconds(),
        }));
        SaidCard said = SaidText.CardOf(card.Said, id);
        CardRow now = card with { Accepted = AcceptedOf(card, said, entry) };
        if (inserted > 0 && !(card.OutcomeAt > at))
        {
            now = now with { Outcome = OutcomeOf(entry), OutcomeAt = at, Reason = entry.Reason };
            Count(card, now, said, client);
        }

        if (now != card)
        {
            await Connection.ExecuteAsync(Command(Stand, new { Card = id, now.Outcome, now.OutcomeAt, now.Reason, now.Accepted }));
            await RememberAsync(card, now, said, id);
        }

        return inserted > 0;
    }

    private void Count(CardRow card, CardRow now, SaidCard said, string client)
    {
        string week = clock.WeekOf(DateTimeOffset.FromUnixTimeMilliseconds(card.At));
        foreach (SaidFinding finding in said.Findings)
        {
            TallyKey key = new(week, finding.Code, finding.Indicator, client);
            if (card.Outcome is { } before)
            {
                tally.Answer(key, before, card.Reason, TimeSpan.FromMilliseconds(card.OutcomeAt!.Value - card.At), -1);
            }

            tally.Answer(key, now.Outcome!, now.Reason, TimeSpan.FromMilliseconds(now.OutcomeAt!.Value - card.At), 1);
        }
    }

    /// <summary>Lets later calls of this patient find what must keep a finding silent or mild.</summary>
    private async Task RememberAsync(CardRow card, CardRow now, SaidCard said, string id)
    {
        (string Code, string Facts, string? Indicator)[] findings = now switch
        {
            { Outcome: Accepted } =>
                [.. said.Suggestions.Where(one => now.HasAccepted(one.Id) && one.Facts is not null).Select(one => (one.Code!, one.Facts!, (string?)null))],
            { Outcome: Overridden, Reason: not null and not CardFeedback.OtherReason, Topic: not CardComposer.FurtherPointsTopic } =>
                [.. said.Findings.Where(one => one.ShownFacts is not null).Select(one => (one.Code, one.ShownFacts!, (string?)one.Indicator))],
            _ => [],
        };
        if (findings.Length > 0)
        {
            string? reason = now.Outcome == Overridden ? now.Reason : null;
            await Connection.ExecuteAsync(Command(Remember, new { card.Patient, Card = id, card.At, Reason = reason, Findings = SaidText.OfAnswered(findings) }));
        }
        else if (card.Outcome is not null)
        {
            await Connection.ExecuteAsync(Command(Forget, new { card.Patient, Card = id }));
        }
    }

    /// <summary>The card's own suggestions that were taken, now or before.</summary>
    private static string? AcceptedOf(CardRow card, SaidCard said, CardFeedback entry) =>
        string.Join(' ', said.Suggestions.Select(one => one.Id).Where(id => card.HasAccepted(id) || entry.Suggestions.Any(taken => DecisionRows.Text(taken) == id))) is { Length: > 0 } all
            ? all
            : null;

    private const string Accepted = "accepted";

    private const string Overridden = "overridden";

    private static string OutcomeOf(CardFeedback entry) => entry.Accepted ? Accepted : Overridden;

    private DbConnection Connection => transaction.Connection!;

    private CommandDefinition Command(string sql, object parameters) => new(sql, parameters, transaction, cancellationToken: stop);

    private sealed record CardRow
    {
        public required long At { get; init; }

        public required string Patient { get; init; }

        public required string Said { get; init; }

        public required string Topic { get; init; }

        public string? Outcome { get; init; }

        public long? OutcomeAt { get; init; }

        public string? Reason { get; init; }

        public string? Accepted { get; init; }

        public bool HasAccepted(string suggestion) => Accepted?.Contains(suggestion, StringComparison.Ordinal) == true;
    }
}
