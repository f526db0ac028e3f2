using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The real service, in this process.</summary>
internal sealed class SafetyApp : WebApplicationFactory<Program>
{
    /// <summary>The site's secret of every test that needs one to last.</summary>
    public const string PatientKey = "a-secret-that-is-long-enough-for-tests";

    private readonly List<Action<IWebHostBuilder>> _changes = [];
    private readonly string _decisions = Path.Combine(Path.GetTempPath(), $"decisions-{Guid.NewGuid():N}.db");

    /// <summary>All that was logged at the levels appsettings.json sets.</summary>
    public FakeLogCollector Logs => Services.GetRequiredService<FakeLogCollector>();

    public SafetyApp With(string key, string value) => With(host => host.UseSetting(key, value));

    public SafetyApp With(TimeProvider time) =>
        With(host => host.ConfigureTestServices(services => services.AddSingleton(time)));

    public SafetyApp With(Action<IWebHostBuilder> change)
    {
        _changes.Add(change);
        return this;
    }

    /// <summary>Listens on a real port: limits on bodies are Kestrel's.</summary>
    public SafetyApp OnARealSocket()
    {
        UseKestrel(0);
        return this;
    }

    public HookClient Client()
    {
        try
        {
            return new(CreateClient());
        }
        catch (InvalidOperationException race) when (race.Message.Contains("IServerAddressesFeature", StringComparison.Ordinal))
        {
            // The factory empties the addresses of a server that the program, on a thread of its own, may have started already; seen once in some hundred starts.
            return new(CreateClient());
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureLogging(logging => logging.AddFakeLogging());
        builder.UseSetting("ConnectionStrings:Decisions", _decisions).UseSetting("Decisions:PatientKey", PatientKey);
        foreach (Action<IWebHostBuilder> change in _changes)
        {
            change(builder);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        DeleteDecisions();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        DeleteDecisions();
    }

    private void DeleteDecisions()
    {
        if (File.Exists(_decisions))
        {
            using SqliteConnection connection = new($"Data Source={_decisions};Default Timeout=1");
            SqliteConnection.ClearPool(connection);
            foreach (string file in (string[])[_decisions, _decisions + "-wal", _decisions + "-shm"])
            {
                File.Delete(file);
            }
        }
    }
}
