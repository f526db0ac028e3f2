using System.Data;
using System.Data.Common;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Writes decisions.</summary>
internal static class DecisionRows
{
    private static readonly RowInsert<Decision> Decisions = new(
        """
        INSERT INTO decision (id, at, hook, hook_instance, client, tenant, patient, version, elapsed_us)
        VALUES (@Id, @At, @Hook, @HookInstance, @Client, @Tenant, @Patient, @Version, @Elapsed)
        """,
        new("@Id", DbType.String, static one => one.Id),
        new("@At", DbType.Int64, static one => one.At.ToUnixTimeMilliseconds()),
        new("@Hook", DbType.String, static one => one.Hook),
        new("@HookInstance", DbType.String, static one => one.HookInstance),
        new("@Client", DbType.String, static one => one.Origin.Client),
        new("@Tenant", DbType.String, static one => one.Origin.Tenant),
        new("@Patient", DbType.String, static one => one.Patient),
        new("@Version", DbType.String, static one => one.Version),
        new("@Elapsed", DbType.Int64, static one => (long)one.Elapsed.TotalMicroseconds));

    private static readonly RowInsert<(Decision Of, DecisionCard Card)> Cards = new(
        """
        INSERT INTO card (id, decision, at, client, tenant, patient, topic)
        VALUES (@Card, @Id, @At, @Client, @Tenant, @Patient, @Topic)
        """,
        new("@Card", DbType.String, static row => Text(row.Card.Id)),
        new("@Id", DbType.String, static row => row.Of.Id),
        new("@At", DbType.Int64, static row => row.Of.At.ToUnixTimeMilliseconds()),
        new("@Client", DbType.String, static row => row.Of.Origin.Client),
        new("@Tenant", DbType.String, static row => row.Of.Origin.Tenant),
        new("@Patient", DbType.String, static row => row.Of.Patient),
        new("@Topic", DbType.String, static row => row.Card.Topic));

    private static readonly RowInsert<(Decision Of, JudgedFinding Finding)> Findings = new(
        """
        INSERT INTO finding (decision, code, indicator, status, card, facts, need, reason)
        VALUES (@Id, @Code, @Indicator, @Status, @Card, @Facts, @Need, @Reason)
        """,
        new("@Id", DbType.String, static row => row.Of.Id),
        new("@Code", DbType.String, static row => row.Finding.Code),
        new("@Indicator", DbType.String, static row => Word(row.Finding.Indicator)),
        new("@Status", DbType.String, static row => Word(row.Finding.Status)),
        new("@Card", DbType.String, static row => row.Finding.Card is { } card ? Text(card) : null),
        new("@Facts", DbType.String, static row => row.Finding.Facts),
        new("@Need", DbType.String, static row => row.Finding.Need),
        new("@Reason", DbType.String, static row => row.Finding.Reason));

    private static readonly RowInsert<SuggestionRow> Offered = new(
        "INSERT INTO suggestion (card, id, code, facts, accepted) VALUES (@Card, @Suggestion, @Code, @Facts, 0)",
        new("@Card", DbType.String, static row => row.Card),
        new("@Suggestion", DbType.String, static row => row.Suggestion),
        new("@Code", DbType.String, static row => row.Code),
        new("@Facts", DbType.String, static row => row.Facts));

    private static readonly RowInsert<(Decision Of, string Code)> Said = new(
        """
        INSERT INTO said (patient, code, at) VALUES (@Patient, @Code, @At)
        ON CONFLICT (patient, code) DO UPDATE SET at = CASE WHEN excluded.at > said.at THEN excluded.at ELSE said.at END
        """,
        new("@Patient", DbType.String, static row => row.Of.Patient),
        new("@Code", DbType.String, static row => row.Code),
        new("@At", DbType.Int64, static row => row.Of.At.ToUnixTimeMilliseconds()));

    /// <summary>Inserts decisions and adds them to the totals.</summary>
    public static async Task InsertAsync(
        DbTransaction transaction, IReadOnlyCollection<Decision> decisions, Tally tally, SiteClock clock, CancellationToken stop)
    {
        await Decisions.RunAsync(transaction, decisions, stop);
        await Cards.RunAsync(transaction, [.. decisions.SelectMany(one => one.Cards.Select(card => (one, card)))], stop);
        await Findings.RunAsync(transaction, [.. decisions.SelectMany(one => one.Findings.Select(finding => (one, finding)))], stop);
        await Offered.RunAsync(transaction, [.. decisions.SelectMany(Suggestions)], stop);

        // In one order, so that two instances never wait for each other's rows.
        await Said.RunAsync(
            transaction,
            [
                .. decisions.SelectMany(one => one.OnceOnly.Select(code => (one, code)))
                    .OrderBy(row => row.one.Patient, StringComparer.Ordinal).ThenBy(row => row.code, StringComparer.Ordinal),
            ],
            stop);
        foreach (Decision decision in decisions)
        {
            Count(decision, tally, clock);
        }
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
