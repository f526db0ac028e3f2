using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using FhirSafety.Baclofen;
using FhirSafety.Terminology;

namespace FhirSafety.Benchmarks;

/// <summary>
/// What the first second costs: every figure is of a process of its own, since a second load in one process finds the code
/// compiled and the files cached.
/// </summary>
internal static class ColdStart
{
    private static readonly string Knowledge = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen");

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Prints milliseconds of several runs: all value sets with their indexes, all knowledge, start to <c>/health/live</c>.</summary>
    public static async Task RunAsync(int runs)
    {
        await PrintAsync("all value sets, indexed", runs, () => LoadInChildAsync("value-sets"));
        await PrintAsync("policy, value sets, words", runs, () => LoadInChildAsync("knowledge"));
        await PrintAsync("start to /health/live", runs, StartServiceAsync);
    }

    /// <summary>In the child: loads once and prints the milliseconds it took.</summary>
    public static void LoadOnce(string what)
    {
        long start = TimeProvider.System.GetTimestamp();
        if (what == "value-sets")
        {
            _ = new DrugMatcher(ValueSets.Load(Path.Combine(Knowledge, "valuesets"), includeUnverified: false));
        }
        else
        {
            BaclofenSafety.Load(Knowledge, new Dictionary<string, string>(StringComparer.Ordinal), includeUnverifiedCodes: false);
        }

        Console.WriteLine(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
    }

    private static async Task PrintAsync(string name, int runs, Func<Task<double>> measure)
    {
        List<double> taken = [];
        for (int run = 0; run < runs; run++)
        {
            taken.Add(await measure());
        }

        taken.Sort();
        string each = string.Join(' ', taken.Select(ms => ms.ToString("F0", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {taken[taken.Count / 2]:F0} ms (ms of each run: {each})"));
    }

    private static async Task<double> LoadInChildAsync(string what)
    {
        using Process child = Start(Assembly.GetExecutingAssembly().Location, "load-once", what);
        string printed = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }

    private static async Task<double> StartServiceAsync()
    {
        string service = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Service").Value!;
        string address = $"http://127.0.0.1:{FreePort()}";
        using HttpClient http = new();
        long start = TimeProvider.System.GetTimestamp();
        using Process child = Start(service, "--urls", address);
        try
        {
            while (!await LivesAsync(http, address))
            {
                if (child.HasExited || TimeProvider.System.GetElapsedTime(start) > Longest)
                {
                    throw new InvalidOperationException("The service did not come up.");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }

            return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }
        finally
        {
            child.Kill();
        }
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
    }

    private static async Task<bool> LivesAsync(HttpClient http, string address)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"{address}/health/live"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // The port is not open yet.
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
