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
        INSERT INTO decision (id, at, hook, hook_instance, client, tenant, patient, version, elapsed_us, said)
        VALUES (@Id, @At, @Hook, @HookInstance, @Client, @Tenant, @Patient, @Version, @Elapsed, @Said)
        """,
        new("@Id", DbType.String, static one => one.Id),
        new("@At", DbType.Int64, static one => one.At.ToUnixTimeMilliseconds()),
        new("@Hook", DbType.String, static one => one.Hook),
        new("@HookInstance", DbType.String, static one => one.HookInstance),
        new("@Client", DbType.String, static one => one.Origin.Client),
        new("@Tenant", DbType.String, static one => one.Origin.Tenant),
        new("@Patient", DbType.String, static one => one.Patient),
        new("@Version", DbType.String, static one => one.Version),
        new("@Elapsed", DbType.Int64, static one => (long)one.Elapsed.TotalMicroseconds),
        new("@Said", DbType.String, static one => SaidText.Of(one)));

    private static readonly RowInsert<(Decision Of, DecisionCard Card)> Cards = new(
        "INSERT INTO card (id, decision, topic) VALUES (@Card, @Id, @Topic)",
        new("@Card", DbType.String, static row => Text(row.Card.Id)),
        new("@Id", DbType.String, static row => row.Of.Id),
        new("@Topic", DbType.String, static row => row.Card.Topic));

    private static readonly RowInsert<KeyValuePair<(string Patient, string Code), long>> Said = new(
        """
        INSERT INTO said (patient, code, at) VALUES (@Patient, @Code, @At)
        ON CONFLICT (patient, code) DO UPDATE SET at = CASE WHEN excluded.at > said.at THEN excluded.at ELSE said.at END
        """,
        new("@Patient", DbType.String, static row => row.Key.Patient),
        new("@Code", DbType.String, static row => row.Key.Code),
        new("@At", DbType.Int64, static row => row.Value));

    /// <summary>Inserts decisions and adds them to the totals.</summary>
    public static async Task InsertAsync(
        KeptConnection writer, DbTransaction transaction, IReadOnlyCollection<Decision> decisions, Tally tally, SiteClock clock, CancellationToken stop)
    {
        await Decisions.RunAsync(writer, transaction, decisions, stop);
        await Cards.RunAsync(writer, transaction, decisions.SelectMany(one => one.Cards.Select(card => (one, card))), stop);
        Dictionary<(string Patient, string Code), long> said = [];
        foreach (Decision decision in decisions)
        {
            Count(decision, tally, clock);
            foreach (string code in decision.OnceOnly)
            {
                said[(decision.Patient, code)] = Math.Max(said.GetValueOrDefault((decision.Patient, code)), decision.At.ToUnixTimeMilliseconds());
            }
        }

        // In one order, so that two instances never wait for each other's rows.
        await Said.RunAsync(
            writer, transaction, said.OrderBy(row => row.Key.Patient, StringComparer.Ordinal).ThenBy(row => row.Key.Code, StringComparer.Ordinal), stop);
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
}
