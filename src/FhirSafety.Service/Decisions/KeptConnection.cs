using System.Data;
using System.Data.Common;

namespace FhirSafety.Service.Decisions;

/// <summary>A connection that stays open, with statements that are prepared once. For one user at a time; after a fault it must not be used again.</summary>
/// <remarks>To open a connection and to parse a statement cost more than a record does.</remarks>
internal sealed class KeptConnection(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<object, DbCommand> _statements = new(ReferenceEqualityComparer.Instance);

    public DbConnection Connection => connection;

    /// <summary>A statement, prepared when it is first asked for.</summary>
    /// <param name="key">The instance that stands for the statement.</param>
    /// <param name="sql">Its text.</param>
    /// <param name="parameters">Names and types.</param>
    /// <param name="transaction">What it is part of.</param>
    /// <param name="stop">Ends the wait.</param>
    public async ValueTask<DbCommand> StatementAsync(
        object key, string sql, IEnumerable<(string Name, DbType Type)> parameters, DbTransaction? transaction, CancellationToken stop)
    {
        if (_statements.TryGetValue(key, out DbCommand? known))
        {
            known.Transaction = transaction;
            return known;
        }

        DbCommand command = connection.CreateCommand();
        _statements.Add(key, command);
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach ((string name, DbType type) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        await command.PrepareAsync(stop);
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in _statements.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }
}
