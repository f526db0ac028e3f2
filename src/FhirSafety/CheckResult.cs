using FhirSafety.CdsHooks;

namespace FhirSafety;

/// <summary>What a check comes to: cards, or a refusal. Never an empty card list from a check that did not finish.</summary>
public abstract record CheckResult
{
    private CheckResult()
    {
    }

    /// <summary>The check ran.</summary>
    public sealed record Answered(HookResponse Response) : CheckResult;

    /// <summary>The check could not run.</summary>
    public sealed record Refused(Refusal Refusal) : CheckResult;
}
