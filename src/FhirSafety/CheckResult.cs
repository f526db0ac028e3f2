using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;

namespace FhirSafety;

/// <summary>What a check comes to: cards, or a refusal. Never an empty card list from a check that did not finish.</summary>
public abstract record CheckResult
{
    private CheckResult()
    {
    }

    /// <summary>The check ran.</summary>
    /// <param name="Response">What is sent.</param>
    public sealed record Answered(HookResponse Response) : CheckResult
    {
        /// <summary>What was found, to be remembered; empty when nothing was.</summary>
        public ImmutableArray<JudgedFinding> Findings { get; init; } = [];
    }

    /// <summary>The check could not run.</summary>
    public sealed record Refused(Refusal Refusal) : CheckResult;
}
