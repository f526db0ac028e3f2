using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Deletes decisions with their feedback when they are older than the site keeps them; at start and every hour.</summary>
internal sealed class Retention(
    DecisionStore store, DecisionJournal journal, DecisionSettings settings, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilUp = TimeSpan.FromSeconds(5);

    // Room for the records that waited.
    private static readonly TimeSpan BetweenPortions = TimeSpan.FromMilliseconds(100);

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
            DateTimeOffset before = time.GetUtcNow() - settings.Retention;
            int decisions = await store.ForgetAsync(before, stop);
            for (int portion = decisions; portion == DecisionStore.MostForgotten; decisions += portion)
            {
                await Task.Delay(BetweenPortions, time, stop);
                portion = await store.ForgetAsync(before, stop);
            }

            if (decisions > 0)
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
