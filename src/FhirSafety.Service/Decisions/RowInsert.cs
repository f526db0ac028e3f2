using System.Collections.Immutable;
using System.Data;
using System.Data.Common;

namespace FhirSafety.Service.Decisions;

/// <summary>An INSERT of many rows of one kind.</summary>
/// <remarks>Prepared once for all its rows: to parse the statement costs SQLite more than to write the row.</remarks>
/// <param name="sql">The statement, with a parameter a column.</param>
/// <param name="columns">The parameters: name, type, and value of a row.</param>
internal sealed class RowInsert<T>(string sql, params ImmutableArray<RowInsert<T>.Column> columns)
{
    /// <summary>Inserts the rows.</summary>
    public async Task RunAsync(DbTransaction transaction, IReadOnlyCollection<T> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return;
        }

        DbCommand command = transaction.Connection!.CreateCommand();
        await using (command)
        {
            command.Transaction = transaction;
            command.CommandText = sql;
            DbParameter[] parameters = [.. columns.Select(column => Parameter(command, column.Name, column.Type))];
            await command.PrepareAsync(stop);
            foreach (T row in rows)
            {
                for (int i = 0; i < parameters.Length; i++)
                {
                    parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
                }

                await command.ExecuteNonQueryAsync(stop);
            }
        }
    }

    /// <summary>A parameter.</summary>
    /// <param name="Name">Its name in the statement.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Value">Its value for a row.</param>
    public readonly record struct Column(string Name, DbType Type, Func<T, object?> Value);

    private static DbParameter Parameter(DbCommand command, string name, DbType type)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
