using System.Diagnostics;
using System.Net.Http.Headers;

namespace FhirSafety.Benchmarks;

/// <summary>The published service in a process of its own, and calls to it.</summary>
internal sealed class ServiceUnderLoad : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private ServiceUnderLoad(Process process, HttpClient http)
    {
        _process = process;
        _http = http;
    }

    /// <summary>Starts it in Development, where FHIR servers on this machine may be read, and waits until it is warm.</summary>
    /// <param name="program">The path of <c>FhirSafety.Service.dll</c>.</param>
    public static async Task<ServiceUnderLoad> StartAsync(string program)
    {
        ProcessStartInfo start = new("dotnet", [program, "--urls", "http://127.0.0.1:0", "--AllowInsecureLoopback", "true", "--ConnectionStrings:Decisions", Path.Combine(Directory.CreateTempSubdirectory("load").FullName, "decisions.db")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        Process process = Process.Start(start)!;
        const string Listening = "Now listening on: ";
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service ended before it listened.");
        }
        while (!line.Contains(Listening, StringComparison.Ordinal));

        // What else it says has to be read, or it would wait for room in the pipe.
        _ = process.StandardOutput.ReadToEndAsync();
        HttpClient http = new() { BaseAddress = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]) };
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }

        return new ServiceUnderLoad(process, http);
    }

    /// <summary>Processor time the service has used, all cores together: what neighbours on the machine change least.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Posts a call.</summary>
    /// <exception cref="InvalidOperationException">It was refused, or its answer lacks what it must say: the figure would mean nothing.</exception>
    public async Task CallAsync(byte[] body, params IEnumerable<string> saying)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await _http.PostAsync(new Uri("/cds-services/baclofen-safety", UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode || saying.Any(words => !answer.Contains(words, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"Answered {(int)response.StatusCode}: {answer[..Math.Min(400, answer.Length)]}");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
