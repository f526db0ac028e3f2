using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace FhirSafety.Service.Decisions;

/// <summary>Brings a database to the schema of this program by numbered SQL files, each run once.</summary>
internal static class Schema
{
    // A step may rewrite every row.
    private const int StepSeconds = 600;

    /// <summary>Creates or migrates the tables.</summary>
    /// <exception cref="NewerSchemaException">The database was written by a later program.</exception>
    public static async Task MigrateAsync(IDecisionDatabase database, DbConnection connection, CancellationToken stop)
    {
        SortedList<int, string> steps = Steps(database.Name);
        await using DbTransaction transaction = await database.BeginAsync(connection, durable: true, stop);
        await connection.ExecuteAsync(new CommandDefinition(database.LockSchema, transaction: transaction, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition("CREATE TABLE IF NOT EXISTS schema_step (step bigint NOT NULL PRIMARY KEY)", transaction: transaction, cancellationToken: stop));
        long reached = await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COALESCE(MAX(step), 0) FROM schema_step", transaction: transaction, cancellationToken: stop));
        if (reached > steps.Keys[^1])
        {
            throw new NewerSchemaException();
        }

        foreach ((int step, string sql) in steps.Where(step => step.Key > reached))
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, commandTimeout: StepSeconds, cancellationToken: stop));
            await connection.ExecuteAsync(new CommandDefinition("INSERT INTO schema_step (step) VALUES (@step)", new { step = (long)step }, transaction, cancellationToken: stop));
        }

        // Also proves that the database can be written to.
        await connection.ExecuteAsync(new CommandDefinition("UPDATE schema_step SET step = step", transaction: transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
    }

    private static SortedList<int, string> Steps(string database)
    {
        Assembly program = typeof(Schema).Assembly;
        SortedList<int, string> steps = [];
        foreach (string name in program.GetManifestResourceNames().Where(name => name.StartsWith(database, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using StreamReader file = new(program.GetManifestResourceStream(name)!);
            steps.Add(int.Parse(name.AsSpan(database.Length + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture), file.ReadToEnd());
        }

        return steps;
    }
}

/// <summary>The database has been migrated by a later program; this one must not write to it.</summary>
internal sealed class NewerSchemaException : Exception
{
    public NewerSchemaException()
        : base("The database was written by a later program.")
    {
    }

    public NewerSchemaException(string message)
        : base(message)
    {
    }

    public NewerSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
