using FhirSafety.Service.Gathering;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;

namespace FhirSafety.Service.Tests.Support;

/// <summary>A warm service that may read FHIR servers on this machine. Shared: each test brings its own server.</summary>
/// <remarks>Its budget is wide, because a busy build machine is no slow EHR; claims about time use <see cref="InAHurry"/>.</remarks>
public sealed class GatheringApp : IAsyncLifetime
{
    private readonly SafetyApp _app;

    public GatheringApp()
        : this(new SafetyApp().With("FhirServer:TotalBudget", "00:00:08").With("FhirServer:AttemptTimeout", "00:00:06"))
    {
    }

    private GatheringApp(SafetyApp app) => _app = app.With("AllowInsecureLoopback", "true");

    internal SafetyApp App => _app;

    /// <summary>The budget that prescribers get.</summary>
    public static async Task<GatheringApp> InAHurry()
    {
        GatheringApp app = new(new SafetyApp());
        await app.InitializeAsync();
        return app;
    }

    public CircuitState StateOf(string server) => _app.Services.GetRequiredService<FhirServerPipelines>().Breakers[server];

    internal async Task<HookReply> CallAsync(BaclofenOrder order)
    {
        using HookClient ehr = _app.Client();
        return await ehr.CallAsync(order.ToString());
    }

    /// <summary>One whole call with reads, so that no test pays for what is slow only once.</summary>
    public async Task InitializeAsync()
    {
        using FakeEhr ehr = await FakeEhr.StartAsync();
        await CallAsync(new BaclofenOrder(ehr.Url));
        await CallAsync(new BaclofenOrder(ehr.Url));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();
}
