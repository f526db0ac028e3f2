using System.Diagnostics;
using System.Globalization;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.RealServer;

/// <summary>The FHIR server of <c>tests/fhir-server</c> with the Synthea patients in it, and a service that may read it.</summary>
public sealed class RealFhirServer : IAsyncLifetime
{
    public const string Token = "token-of-the-real-server";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SettableDay _time = new();
    private readonly SafetyApp _app;
    private Process? _process;

    // The claims here are about sameness and not about time, so the budget is wide.
    public RealFhirServer() => _app = new SafetyApp()
        .With(_time)
        .With("AllowInsecureLoopback", "true")
        .With("FhirServer:TotalBudget", "00:00:09")
        .With("FhirServer:AttemptTimeout", "00:00:08");

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        string folder = Path.Combine(Repository(), "tests", "fhir-server");
        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            throw new InvalidOperationException($"The FHIR server's packages are not in {folder}. Run: bash tests/run");
        }

        // Its standard input stays open as long as this process lives: that is how it knows when to end.
        ProcessStartInfo start = new("node", [Path.Combine(folder, "server.mjs"), SyntheticPatient.Folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["FHIR_TOKEN"] = Token;
        _process = Process.Start(start)!;
        using CancellationTokenSource patience = new(Patience);
        string? port = await _process.StandardOutput.ReadLineAsync(patience.Token);
        Assert.True(ushort.TryParse(port, CultureInfo.InvariantCulture, out _), "The FHIR server did not start; what it says stands above. Run: bash tests/run");
        Url = $"http://127.0.0.1:{port}/fhir";
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
    }

    internal async Task<HookReply> CallAsync(string call, DateOnly day)
    {
        _time.Day = day;
        using HookClient ehr = _app.Client();
        return await ehr.CallAsync(call);
    }

    internal HookClient Client() => _app.Client();

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FhirSafety.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no copy of the repository.");
    }

    // Timers run on: a read that hangs must end.
    private sealed class SettableDay : TimeProvider
    {
        public DateOnly Day { get; set; } = new(2026, 11, 22);

        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(10, 0), TimeSpan.Zero);
    }
}
