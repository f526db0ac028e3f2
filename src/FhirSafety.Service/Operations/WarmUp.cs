using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;

namespace FhirSafety.Service.Operations;

/// <summary>Runs one check of the service's own after the start, so that no prescriber waits for Firely's half second.</summary>
internal sealed class WarmUp(
    SafetyCheck check, SiteClock clock, Readiness readiness, Canaries canaries, IHostApplicationLifetime host, ILogger<WarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            await CheckOnceAsync(stoppingToken);
            await canaries.JudgeAsync(stoppingToken);
            readiness.Reached();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }
#pragma warning disable CA1031 // A service that fails its own request stays up to say that it is not ready.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.WarmUpFailed(fault);
        }
    }

    /// <summary>Waits until the port is open: warming up must not delay that.</summary>
    private async Task Started(CancellationToken stop)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration onStart = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private async Task CheckOnceAsync(CancellationToken stop)
    {
        using JsonDocument body = JsonDocument.Parse(WarmUpRequest.For(check.Drug.Name));
        HookRequestReading reading = HookRequestReader.Read(body.RootElement, [WarmUpRequest.Hook]);
        if (reading is not HookRequestReading.Accepted accepted
            || await check.RunAsync(accepted.Request, new RequestData(), clock.Now, stop) is not CheckResult.Answered answered)
        {
            throw new InvalidOperationException("The check refuses the service's own request.");
        }

        HookResponseWriter.Write(answered.Response);
    }
}
