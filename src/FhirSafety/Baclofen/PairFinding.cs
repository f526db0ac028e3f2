using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>What a precaution on another drug has to say, before stability and age of the records soften it.</summary>
/// <param name="Id">The precaution.</param>
/// <param name="Drugs">The drugs it is about.</param>
/// <param name="Level">The level of each as the page writes it.</param>
internal sealed record PairFinding(string Id, ImmutableArray<PairedDrug> Drugs, Func<PairedDrug, Indicator> Level)
{
    /// <summary>What makes it worse, for the card.</summary>
    public ImmutableArray<Phrase> Risks { get; init; } = [];

    /// <summary>The facts of what makes it worse, for the trace.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>Whether something that makes it worse is new, so that no pair is stable.</summary>
    public bool RiskIsNew { get; init; }

    /// <summary>Whether what is critical stays so for a stable pair.</summary>
    public bool StaysCritical { get; init; }

    /// <summary>What a stable pair that would be critical is said as; information where the page says nothing else.</summary>
    public Indicator? Stable { get; init; }

    /// <summary>The drugs that count as established whatever their dates say.</summary>
    public Func<PairedDrug, bool> IsEstablished { get; init; } = _ => false;

    /// <summary>The summary where the usual one, which names the drugs, does not do.</summary>
    public Phrase? Summary { get; init; }

    /// <summary>Whether the new drug may be taken out of the session, or the dose of baclofen kept.</summary>
    public bool OffersRemoval { get; init; } = true;

    /// <summary>What else can be accepted, at every level.</summary>
    public ImmutableArray<Act?> Acts { get; init; } = [];

    /// <summary>The precaution whose finding takes the place of this one; null for none.</summary>
    public string? YieldsTo { get; init; }

    /// <summary>Whether another finding of its card that is as urgent heads it: beside an opioid, that one.</summary>
    public bool IsBullet { get; init; }
}
