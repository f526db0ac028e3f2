using System.Diagnostics;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The service as a process of its own, as an operator starts it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("service");

    /// <param name="environment">ASPNETCORE_ENVIRONMENT and what else is set, each as <c>NAME=value</c>.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="directory">The working directory.</param>
    public ServiceProcess(string[] environment, string[] arguments, string? directory = null)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "FhirSafety.Service.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? AppContext.BaseDirectory,
        };
        foreach (string inherited in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        // The working directory may be anyone's, and two processes of one directory would share its decisions.
        start.Environment["ConnectionStrings__Decisions"] = Path.Combine(_folder.FullName, "decisions.db");
        foreach (string[] pair in environment.Select(variable => variable.Split('=', 2)))
        {
            start.Environment[pair[0]] = pair[1];
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Waits for the process to give up.</summary>
    public async Task<(int ExitCode, string Error)> ExitAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        Task<string> output = _process.StandardOutput.ReadToEndAsync(patience.Token);
        string error = await _process.StandardError.ReadToEndAsync(patience.Token);
        await output;
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, error);
    }

    /// <summary>Waits for the process to listen.</summary>
    public async Task<Uri> AddressAsync()
    {
        const string Listening = "Now listening on: ";
        using CancellationTokenSource patience = new(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and int at)
            {
                // In Production the line is JSON, and the address ends at a quote.
                return new Uri(line[(at + Listening.Length)..].Split('"')[0]);
            }
        }

        throw new InvalidOperationException("The service ended: " + await _process.StandardError.ReadToEndAsync(patience.Token));
    }

    /// <summary>Ends the process at once and without notice, as <c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_URLS", StringComparison.OrdinalIgnoreCase);
}
