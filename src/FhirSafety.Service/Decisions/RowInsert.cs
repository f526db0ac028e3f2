using System.Collections.Immutable;
using System.Data;
using System.Data.Common;

namespace FhirSafety.Service.Decisions;

/// <summary>An INSERT of many rows of one kind.</summary>
/// <param name="sql">The statement, with a parameter a column.</param>
/// <param name="columns">The parameters: name, type, and value of a row.</param>
internal sealed class RowInsert<T>(string sql, params ImmutableArray<RowInsert<T>.Column> columns)
{
    /// <summary>Inserts the rows.</summary>
    public async Task RunAsync(KeptConnection writer, DbTransaction transaction, IEnumerable<T> rows, CancellationToken stop)
    {
        DbCommand? command = null;
        foreach (T row in rows)
        {
            command ??= await writer.StatementAsync(this, sql, columns.Select(column => (column.Name, column.Type)), transaction, stop);
            for (int place = 0; place < columns.Length; place++)
            {
                command.Parameters[place].Value = columns[place].Value(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>A parameter.</summary>
    /// <param name="Name">Its name in the statement.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Value">Its value for a row.</param>
    public readonly record struct Column(string Name, DbType Type, Func<T, object?> Value);
}
