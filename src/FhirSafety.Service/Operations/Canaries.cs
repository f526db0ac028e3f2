using System.Collections.Immutable;
using FhirSafety.Scenarios;

namespace FhirSafety.Service.Operations;

/// <summary>Judges the canaries at start and every five minutes, through the same check as any call and as this site configured it.</summary>
internal sealed class Canaries(SafetyCheck check, SiteClock clock, TimeProvider time, ILogger<Canaries> logger) : BackgroundService
{
    /// <summary>How long between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    // A precaution that the site itself has made silent is no canary: its silence is meant, and the start-up log names it.
    private readonly ImmutableArray<Canary> _canaries =
    [
        .. Canary.Load(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "scenarios"))
            .Where(canary => canary.Precaution is not { } precaution || !check.Drug.NotShown.ContainsKey(precaution)),
    ];
    private volatile CanaryScore _score = new(0, 0, []);

    /// <summary>How the last round went.</summary>
    public CanaryScore Score => _score;

    /// <summary>Judges all once.</summary>
    public async Task JudgeAsync(CancellationToken stop)
    {
        int right = 0;
        ImmutableArray<string>.Builder criticalFailed = ImmutableArray.CreateBuilder<string>();
        foreach (Canary canary in _canaries)
        {
            if (await IsRightAsync(canary, stop))
            {
                right++;
                continue;
            }

            logger.CanaryFailed(canary.Name, canary.Precaution ?? "none");
            if (canary.IsCritical)
            {
                criticalFailed.Add(canary.Precaution!);
            }
        }

        CanaryScore before = _score;
        _score = new(right, _canaries.Length, criticalFailed.ToImmutable());
        if (before.All == 0 || before.Right != right)
        {
            logger.CanariesJudged(right, _canaries.Length);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first round belongs to the warm-up.
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, stoppingToken);
                await JudgeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async ValueTask<bool> IsRightAsync(Canary canary, CancellationToken stop)
    {
        try
        {
            return await canary.IsRightAsync(check, clock.Now, stop);
        }
#pragma warning disable CA1031 // A check that throws is a canary that fails.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}

/// <summary>How a round of canaries went.</summary>
/// <param name="Right">How many were judged right.</param>
/// <param name="All">How many there are; 0 before the first round.</param>
/// <param name="CriticalFailed">The precautions of critical canaries that failed.</param>
internal sealed record CanaryScore(int Right, int All, ImmutableArray<string> CriticalFailed);
