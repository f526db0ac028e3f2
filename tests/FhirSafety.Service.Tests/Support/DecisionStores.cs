using System.Diagnostics;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Operations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace FhirSafety.Service.Tests.Support;

/// <summary>A store of a test's own, in either database.</summary>
internal sealed class DecisionStores : IAsyncDisposable
{
    private const string Server = "FHIRSAFETY_POSTGRES";

    private readonly string? _folder;
    private readonly string? _database;

    private DecisionStores(string provider, string connection, string? folder, string? database) =>
        (Provider, Connection, _folder, _database) = (provider, connection, folder, database);

    public static TheoryData<string> Both => ["sqlite", "postgres"];

    public string Provider { get; }

    public string Connection { get; }

    /// <summary>The SQLite file.</summary>
    public string File => Connection;

    public static async Task<DecisionStores> NewAsync(string provider)
    {
        if (provider == "sqlite")
        {
            string folder = Directory.CreateTempSubdirectory("decisions").FullName;
            return new(provider, Path.Combine(folder, "decisions.db"), folder, null);
        }

        string server = Environment.GetEnvironmentVariable(Server)
            ?? throw new InvalidOperationException($"{Server} names no PostgreSQL. Run: bash tests/run");
        string database = $"decisions_{Guid.NewGuid():N}";
        await RunAsync(server, $"CREATE DATABASE {database}");
        return new(provider, $"{server.Replace("Database=postgres", $"Database={database}", StringComparison.Ordinal)};Maximum Pool Size=20", null, database);
    }

    /// <summary>The settings as environment variables.</summary>
    public string[] Variables => [$"ConnectionStrings__Decisions={Connection}", $"Decisions__Provider={Provider}", $"Decisions__PatientKey={SafetyApp.PatientKey}"];

    /// <summary>The store as the service opens it.</summary>
    public DecisionStore Store() => new(
        Provider == "sqlite" ? new SqliteDatabase(Connection) : new PostgresDatabase(Connection),
        new SiteClock(TimeProvider.System, SiteSettings.Read(new ConfigurationBuilder().Build(), isDevelopment: true)));

    public SafetyApp App() => new SafetyApp().With("ConnectionStrings:Decisions", Connection).With("Decisions:Provider", Provider);

    /// <summary>Each row of a query as its values in one text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using System.Data.Common.DbConnection connection = Provider == "sqlite" ? new SqliteConnection($"Data Source={Connection}") : new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using System.Data.Common.DbDataReader reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(field => reader.IsDBNull(field) ? "-" : Convert.ToString(reader.GetValue(field), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }

        if (_database is not null)
        {
            await RunAsync(Environment.GetEnvironmentVariable(Server)!, $"DROP DATABASE {_database} WITH (FORCE)");
        }
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using NpgsqlConnection connection = new(server + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A whole PostgreSQL of a test's own, which it may restart.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("postgres").FullName;

    public PostgresServer() => Connection = Run("start").Trim();

    public string Connection { get; }

    public void Restart() => Run("restart");

    public void Dispose()
    {
        Run("stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Run(string action)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "FhirSafety.sln")))
        {
            root = root.Parent;
        }

        ProcessStartInfo start = new("bash", [Path.Combine(root!.FullName, "tests", "postgres"), action, Path.Combine(_folder, "server")]) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = action == "start" ? process.StandardOutput.ReadLine() ?? "" : "";
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, "PostgreSQL did not obey; what it says stands above. Run: bash tests/run");
        return output;
    }
}
