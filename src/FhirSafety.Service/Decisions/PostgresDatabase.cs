using System.Data;
using System.Data.Common;
using FhirSafety.Service.Operations;
using Npgsql;

namespace FhirSafety.Service.Decisions;

/// <summary>Decisions in PostgreSQL, for several instances.</summary>
internal sealed class PostgresDatabase : IDecisionDatabase, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    /// <exception cref="StartRefusedException">The connection string cannot be read.</exception>
    public PostgresDatabase(string connection)
    {
        try
        {
            NpgsqlConnectionStringBuilder builder = new(connection) { Timeout = 3, CommandTimeout = 5 };
            _source = NpgsqlDataSource.Create(builder);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // Not the message: it may quote the password.
            throw new StartRefusedException("ConnectionStrings:Decisions is no PostgreSQL connection string. Write Host=…;Database=…;Username=…;Password=….", fault);
        }
    }

    public string Name => "postgres";

    public string LockSchema => "SELECT 1 FROM (SELECT pg_advisory_xact_lock(4711001)) AS locked";

    public string ForUpdate => " FOR UPDATE OF c";

    public async ValueTask<DbConnection> OpenAsync(CancellationToken stop) => await _source.OpenConnectionAsync(stop);

    // A commit waits for the disk unless the server was told otherwise.
    public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool durable, CancellationToken stop)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, stop);
        using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = durable ? "SET LOCAL synchronous_commit = on" : "SET LOCAL synchronous_commit = off";
        await command.ExecuteNonQueryAsync(stop);
        return transaction;
    }

    // Classes 22 (data exception) and 23 (integrity constraint violation).
    public bool IsAboutTheData(Exception fault) =>
        fault is PostgresException { SqlState: var state } && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal));

    public string Describe(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "disk-full",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected } => "locked",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "read-only",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName } => "cannot-open",
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow } => "unreachable",
        NewerSchemaException => "schema-newer",
        PostgresException => "broken",
        _ => "unreachable",
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
