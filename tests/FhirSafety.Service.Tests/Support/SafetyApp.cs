using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The real service, in this process.</summary>
internal sealed class SafetyApp : WebApplicationFactory<Program>
{
    private readonly List<Action<IWebHostBuilder>> _changes = [];

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

    public HookClient Client() => new(CreateClient());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureLogging(logging => logging.AddFakeLogging());
        foreach (Action<IWebHostBuilder> change in _changes)
        {
            change(builder);
        }
    }
}
