using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Deletes decisions with their feedback when they are older than the site keeps them; at start and every hour.</summary>
internal sealed class Retention(
    DecisionStore store, DecisionJournal journal, DecisionSettings settings, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilUp = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await ForgetAsync(stoppingToken) ? Pause : UntilUp, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task<bool> ForgetAsync(CancellationToken stop)
    {
        if (!journal.State.IsUp)
        {
            return false;
        }

        try
        {
            if (await store.ForgetAsync(time.GetUtcNow() - settings.Retention, stop) is > 0 and var decisions)
            {
                logger.DecisionsForgotten(decisions);
            }

            return true;
        }
#pragma warning disable CA1031 // What cannot be deleted now is deleted later; the service lives on.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.DecisionsNotForgotten(store.Database.Describe(fault));
            return false;
        }
    }
}
