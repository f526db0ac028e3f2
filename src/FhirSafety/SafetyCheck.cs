using FhirSafety.CdsHooks;
using FhirSafety.Reading;

namespace FhirSafety;

/// <summary>One hook call from triage to cards.</summary>
public sealed class SafetyCheck(MonitoredDrug drug)
{
    /// <summary>The drug that is watched.</summary>
    public MonitoredDrug Drug { get; } = drug;

    /// <summary>Runs the check.</summary>
    /// <param name="request">The call.</param>
    /// <param name="gatherer">Where data come from.</param>
    /// <param name="now">The moment, in the site's time zone.</param>
    /// <param name="stop">Ends the check.</param>
    public Task<CheckResult> RunAsync(HookRequest request, IGatherer gatherer, DateTimeOffset now, CancellationToken stop) =>
        Task.FromResult<CheckResult>(new CheckResult.Answered(Drug.Services.IsEmpty ? throw new InvalidOperationException() : HookResponse.NothingToSay));
}
