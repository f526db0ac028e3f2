using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Memory;

/// <summary>What was said of this patient before and what became of it, as far as it can still matter.</summary>
/// <param name="Answers">In any order; empty when nothing is remembered or the memory cannot be had.</param>
/// <param name="Seal">Seals facts of this patient; null where nothing is remembered at all.</param>
public sealed record EarlierAnswers(ImmutableArray<EarlierAnswer> Answers, FactsSeal? Seal)
{
    /// <summary>No memory: every finding is said.</summary>
    public static EarlierAnswers None { get; } = new([], null);
}

/// <summary>What became of a finding.</summary>
public abstract record EarlierAnswer
{
    private EarlierAnswer(string precaution, string facts, DateTimeOffset shownAt) => (Precaution, Facts, ShownAt) = (precaution, facts, shownAt);

    /// <summary>The precaution that spoke.</summary>
    public string Precaution { get; }

    /// <summary>The sealed facts it is about.</summary>
    public string Facts { get; }

    /// <summary>When it was shown.</summary>
    public DateTimeOffset ShownAt { get; }

    /// <summary>The card was overridden with a coded reason.</summary>
    /// <param name="Rule">The precaution.</param>
    /// <param name="SealedFacts">The facts it rested on.</param>
    /// <param name="When">When it was shown.</param>
    /// <param name="Indicator">How urgent it was.</param>
    /// <param name="Reason">The code of the reason.</param>
    public sealed record Overridden(string Rule, string SealedFacts, DateTimeOffset When, Indicator Indicator, string Reason)
        : EarlierAnswer(Rule, SealedFacts, When);

    /// <summary>It was shown, whatever the answer; asked only of what is said once in a while.</summary>
    /// <param name="Rule">The precaution.</param>
    /// <param name="When">When it was shown last.</param>
    public sealed record Shown(string Rule, DateTimeOffset When) : EarlierAnswer(Rule, "", When);

    /// <summary>A dose it offered was taken; the facts are those of the order as it was then changed.</summary>
    /// <param name="Rule">The precaution.</param>
    /// <param name="SealedFacts">The facts once the suggestion was applied.</param>
    /// <param name="When">When it was shown.</param>
    public sealed record Accepted(string Rule, string SealedFacts, DateTimeOffset When) : EarlierAnswer(Rule, SealedFacts, When);
}
