using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace FhirSafety.Service.Decisions;

/// <summary>What became of findings, by precaution, indicator, client and week, for those who review the rules.</summary>
internal sealed class Insights(DecisionStore store)
{
    private const string SelectCounts = """
        SELECT week AS Week, code AS Code, indicator AS Indicator, client AS Client, shown AS Shown, silent AS Silent,
          not_checked AS NotChecked, on_cards AS OnCards, accepted AS Accepted, overridden AS Overridden, waits AS Waits
        FROM week_count ORDER BY week, code, indicator, client
        """;

    private const string SelectReasons = """
        SELECT week AS Week, code AS Code, indicator AS Indicator, client AS Client, reason AS Reason, n AS N
        FROM week_reason WHERE n > 0 ORDER BY week, code, indicator, client, n DESC, reason
        """;

    /// <summary>The insights as JSON in UTF-8.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken stop)
    {
        await using DbConnection connection = await store.Database.OpenAsync(stop);
        ILookup<RowKey, ReasonRow> reasons = (await connection.QueryAsync<ReasonRow>(new CommandDefinition(SelectReasons, cancellationToken: stop))).ToLookup(row => row.Key);
        ArrayBufferWriter<byte> target = new(64 * 1024);
        using Utf8JsonWriter json = new(target);
        json.WriteStartObject();
        json.WriteStartArray("rows"u8);
        foreach (CountRow row in await connection.QueryAsync<CountRow>(new CommandDefinition(SelectCounts, cancellationToken: stop)))
        {
            Write(json, row, reasons[row.Key]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(stop);
        return target.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, CountRow row, IEnumerable<ReasonRow> reasons)
    {
        json.WriteStartObject();
        json.WriteString("precaution"u8, row.Code);
        json.WriteString("indicator"u8, row.Indicator);
        json.WriteString("client"u8, row.Client);
        json.WriteString("week"u8, row.Week);
        json.WriteNumber("fired"u8, row.Shown + row.Silent);
        json.WriteNumber("shown"u8, row.Shown);
        json.WriteNumber("silent"u8, row.Silent);
        json.WriteNumber("notChecked"u8, row.NotChecked);
        json.WriteNumber("accepted"u8, row.Accepted);
        json.WriteNumber("overridden"u8, row.Overridden);
        json.WriteNumber("unanswered"u8, row.OnCards - row.Accepted - row.Overridden);
        if (Waits.Parse(row.Waits).MedianSeconds is { } seconds)
        {
            json.WriteNumber("medianSecondsToAnswer"u8, seconds);
        }
        else
        {
            json.WriteNull("medianSecondsToAnswer"u8);
        }

        json.WriteStartObject("reasons"u8);
        foreach (ReasonRow reason in reasons)
        {
            json.WriteNumber(reason.Reason, reason.N);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private readonly record struct RowKey(string Week, string Code, string Indicator, string Client);

    private abstract class Row
    {
        public required string Week { get; init; }

        public required string Code { get; init; }

        public required string Indicator { get; init; }

        public required string Client { get; init; }

        public RowKey Key => new(Week, Code, Indicator, Client);
    }

    private sealed class CountRow : Row
    {
        public long Shown { get; init; }

        public long Silent { get; init; }

        public long NotChecked { get; init; }

        public long OnCards { get; init; }

        public long Accepted { get; init; }

        public long Overridden { get; init; }

        public required string Waits { get; init; }
    }

    private sealed class ReasonRow : Row
    {
        public required string Reason { get; init; }

        public long N { get; init; }
    }
}
