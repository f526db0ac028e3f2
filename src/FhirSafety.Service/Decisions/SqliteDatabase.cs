using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FhirSafety.Service.Decisions;

/// <summary>Decisions in a file, for one instance.</summary>
internal sealed class SqliteDatabase : IDecisionDatabase
{
    // Primary result codes of SQLite (sqlite.org/rescode.html).
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;

    private readonly string _connection;

    /// <param name="connection">A file path or a connection string.</param>
    public SqliteDatabase(string connection)
    {
        SqliteConnectionStringBuilder builder = connection.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(connection)
            : new SqliteConnectionStringBuilder { DataSource = connection };

        // Seconds that a lock is waited for; the driver's 30 would hold up every later record.
        builder.DefaultTimeout = 1;

        // What is used often is kept open by the store; and a file that was deleted or broken must not be held on to.
        builder.Pooling = false;
        _connection = builder.ConnectionString;
    }

    public string Name => "sqlite";

    // A transaction for writing locks the whole file.
    public string LockSchema => "SELECT 1";

    public string ForUpdate => "";

    public async ValueTask<DbConnection> OpenAsync(CancellationToken stop)
    {
        SqliteConnection connection = new(_connection);
        try
        {
            await connection.OpenAsync(stop);

            // Cards lie in the order of their uuids, which is none: with room for the pages, fewer are read again. And what is changed
            // again before a checkpoint is written to the file once.
            // SQLite's own wait looks again after milliseconds, the driver's after 150, which is more than a prescriber waits.
            Run(connection, "PRAGMA busy_timeout = 900; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask<DbTransaction> BeginAsync(DbConnection connection, bool durable, CancellationToken stop)
    {
        SqliteConnection sqlite = (SqliteConnection)connection;

        // A file that was deleted can be written to for ever, and nobody would find what was written.
        if (Path.IsPathRooted(sqlite.DataSource) && !File.Exists(sqlite.DataSource))
        {
            throw new FileNotFoundException("The file of decisions was deleted.");
        }

        // In WAL mode a commit survives the end of the process either way; FULL also survives the end of the machine.
        Run(sqlite, durable ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        return ValueTask.FromResult<DbTransaction>(sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public bool IsAboutTheData(Exception fault) => fault is SqliteException { SqliteErrorCode: TooBig or Constraint or Mismatch };

    public string Describe(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } => "locked",
        SqliteException { SqliteErrorCode: Full } => "disk-full",
        SqliteException { SqliteErrorCode: ReadOnly } => "read-only",
        SqliteException { SqliteErrorCode: CannotOpen } => "cannot-open",
        FileNotFoundException => "cannot-open",
        NewerSchemaException => "schema-newer",
        _ => "broken",
    };
}
