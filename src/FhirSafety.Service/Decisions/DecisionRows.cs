using System.Data.Common;
using Dapper;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Writes decisions.</summary>
internal static class DecisionRows
{
    private const string InsertDecision = """
        INSERT INTO decision (id, at, hook, hook_instance, client, tenant, patient, version, elapsed_us)
        VALUES (@Id, @At, @Hook, @HookInstance, @Client, @Tenant, @Patient, @Version, @Elapsed)
        """;

    private const string InsertCard = """
        INSERT INTO card (id, decision, at, client, tenant, patient, topic)
        VALUES (@Card, @Id, @At, @Client, @Tenant, @Patient, @Topic)
        """;

    private const string InsertFinding = """
        INSERT INTO finding (decision, code, indicator, status, card, facts, need, reason)
        VALUES (@Id, @Code, @Indicator, @Status, @Card, @Facts, @Need, @Reason)
        """;

    private const string InsertSuggestion = """
        INSERT INTO suggestion (card, id, code, facts, accepted) VALUES (@Card, @Suggestion, @Code, @Facts, 0)
        """;

    /// <summary>Inserts decisions and adds them to the totals.</summary>
    public static async Task InsertAsync(
        DbTransaction transaction, IReadOnlyCollection<Decision> decisions, Tally tally, SiteClock clock, CancellationToken stop)
    {
        await RunAsync(InsertDecision, decisions.Select(one => new
        {
            one.Id,
            At = one.At.ToUnixTimeMilliseconds(),
            one.Hook,
            one.HookInstance,
            one.Origin.Client,
            one.Origin.Tenant,
            one.Patient,
            one.Version,
            Elapsed = (long)one.Elapsed.TotalMicroseconds,
        }));
        await RunAsync(InsertCard, decisions.SelectMany(one => one.Cards.Select(card => new
        {
            Card = Text(card.Id),
            one.Id,
            At = one.At.ToUnixTimeMilliseconds(),
            one.Origin.Client,
            one.Origin.Tenant,
            one.Patient,
            card.Topic,
        })));
        await RunAsync(InsertFinding, decisions.SelectMany(one => one.Findings.Select(finding => new
        {
            one.Id,
            finding.Code,
            Indicator = Word(finding.Indicator),
            Status = Word(finding.Status),
            Card = finding.Card is { } card ? Text(card) : null,
            finding.Facts,
            finding.Need,
            finding.Reason,
        })));
        await RunAsync(InsertSuggestion, decisions.SelectMany(Suggestions));
        foreach (Decision decision in decisions)
        {
            Count(decision, tally, clock);
        }

        Task RunAsync<T>(string sql, IEnumerable<T> rows) =>
            transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, rows.ToArray(), transaction, cancellationToken: stop));
    }

    /// <summary>A uuid as the store writes it.</summary>
    public static string Text(Guid id) => id.ToString("D");

    /// <summary>An indicator as the store writes it.</summary>
    public static string Word(Indicator indicator) => indicator switch
    {
        Indicator.Critical => "critical",
        Indicator.Warning => "warning",
        _ => "info",
    };

    /// <summary>A status as the store writes it.</summary>
    public static string Word(FindingStatus status) => status switch
    {
        FindingStatus.Shown => "shown",
        FindingStatus.Silent => "silent",
        _ => "not-checked",
    };

    private static IEnumerable<SuggestionRow> Suggestions(Decision decision)
    {
        foreach (DecisionCard card in decision.Cards)
        {
            foreach (Guid suggestion in card.Suggestions)
            {
                (string Code, string Facts)? offer = decision.Findings
                    .SelectMany(finding => finding.Offers.Where(dose => dose.Suggestion == suggestion).Select(dose => ((string, string)?)(finding.Code, dose.Facts)))
                    .FirstOrDefault();
                yield return new(Text(card.Id), Text(suggestion), offer?.Code, offer?.Facts);
            }
        }
    }

    private static void Count(Decision decision, Tally tally, SiteClock clock)
    {
        string week = clock.WeekOf(decision.At);
        foreach (JudgedFinding finding in decision.Findings)
        {
            Counts counts = tally[new(week, finding.Code, Word(finding.Indicator), decision.Origin.Client)];
            counts.Shown += finding.Status == FindingStatus.Shown ? 1 : 0;
            counts.Silent += finding.Status == FindingStatus.Silent ? 1 : 0;
            counts.NotChecked += finding.Status == FindingStatus.NotChecked ? 1 : 0;
            counts.OnCards += finding.Card is null ? 0 : 1;
        }
    }

    private sealed record SuggestionRow(string Card, string Suggestion, string? Code, string? Facts);
}
