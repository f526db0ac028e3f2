using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety;

/// <summary>What one precaution says of one order. Findings, cards and trace are all made from verdicts.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The facts the verdict rests on, for the trace.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>It found something.</summary>
    /// <param name="Indicator">How urgent.</param>
    /// <param name="Message">What to say.</param>
    public sealed record Found(Indicator Indicator, FindingMessage Message) : Verdict
    {
        /// <summary>What can be accepted, the best first.</summary>
        public ImmutableArray<Act> Acts { get; init; } = [];

        /// <summary>The card it belongs on; null for the precaution's own group.</summary>
        public string? Group { get; init; }

        /// <summary>The precaution whose finding, when at least as urgent, says this already; null for none.</summary>
        public string? YieldsTo { get; init; }

        /// <summary>Whether it is a line below the others of its card that are as urgent.</summary>
        public bool IsBullet { get; init; }

        /// <summary>What could not be seen and could have made it more urgent; null when all was seen.</summary>
        public NotChecked? Unseen { get; init; }

        /// <summary>What stands behind the reason "will monitor" where no other act on the card does; null when the session orders it already.</summary>
        public Act? Monitoring { get; init; }
    }

    /// <summary>It looked and has nothing to say.</summary>
    /// <param name="Why">Why not, for the trace.</param>
    public sealed record Silent(string Why) : Verdict
    {
        /// <summary>What was found and is not said; null when nothing was found.</summary>
        public Found? Withheld { get; init; }
    }

    /// <summary>It is not about this order, hook or patient.</summary>
    /// <param name="Why">Why not, for the trace.</param>
    public sealed record DoesNotApply(string Why) : Verdict;

    /// <summary>It could not look, and what is missing could have changed the answer.</summary>
    /// <param name="What">What was not checked, a key of the words.</param>
    /// <param name="Reason">Why.</param>
    public sealed record NotChecked(string What, MissingReason Reason) : Verdict
    {
        /// <summary>What would make the check possible; null when nothing can be ordered for it.</summary>
        public Act? Remedy { get; init; }
    }
}

/// <summary>A fact a verdict rests on. No names, free text or resource bodies.</summary>
/// <param name="Name">What it is, such as <c>egfr</c>.</param>
/// <param name="Value">Its value with unit.</param>
/// <param name="Date">The day it is of; null when not recorded.</param>
/// <param name="Source">The resource, as <c>Type/id</c>; null without one.</param>
public sealed record Fact(string Name, string Value, DateOnly? Date = null, string? Source = null)
{
    /// <summary>What a change of it means.</summary>
    public FactBearing Bearing { get; init; }

    /// <summary>What belongs to it when it is compared with an earlier one, and may hold words of the record: it is sealed and never shown. Null for nothing.</summary>
    public string? Compared { get; init; }
}

/// <summary>What a change of a fact means for a finding that rests on it.</summary>
public enum FactBearing
{
    /// <summary>Another value makes it another finding.</summary>
    Decides,

    /// <summary>The dose in mg a day; another one makes it another finding.</summary>
    Dose,

    /// <summary>A measure that moves from day to day; the band or level made of it decides.</summary>
    Measure,

    /// <summary>Not wholly known: never the same twice.</summary>
    Unsure,

    /// <summary>Said about the verdict, no ground of it.</summary>
    Remark,
}

/// <summary>The parts of what a finding says, in the order a card shows them.</summary>
/// <param name="Summary">Drug, fact with number, act; also the finding's line on another finding's card.</param>
/// <param name="Found">What was found, with dates and values.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Act">What to do.</param>
/// <param name="Sources">Where this is from.</param>
public sealed record FindingMessage(
    Phrase Summary, ImmutableArray<Phrase> Found, ImmutableArray<Phrase> Why, ImmutableArray<Phrase> Act, Phrase Sources);

/// <summary>A sentence of the words file with its placeholders filled in.</summary>
/// <param name="Key">The sentence.</param>
/// <param name="Arguments">Values by placeholder.</param>
public sealed record Phrase(string Key, params ImmutableArray<(string Name, string Value)> Arguments)
{
    /// <summary>Placeholders that are filled with other sentences or names of the words file, by their keys.</summary>
    public ImmutableArray<(string Name, string Key)> Terms { get; init; } = [];
}

/// <summary>One precaution's verdict on one order.</summary>
/// <param name="Precaution">The precaution.</param>
/// <param name="Order">The order, as <c>Type/id</c>; null without an id.</param>
/// <param name="Verdict">What it says.</param>
public sealed record Judgement(Precaution Precaution, string? Order, Verdict Verdict)
{
    /// <summary>Whether cards may speak of it; false where the site wants it judged and recorded only.</summary>
    public bool IsShown { get; init; } = true;
}

/// <summary>A documented precaution, as the composer needs to know it.</summary>
/// <param name="Id">Its id on the clinical page; the topic code of its cards.</param>
/// <param name="Group">The card it belongs on.</param>
/// <param name="Priority">Its place among cards of one indicator, by indicator; lower first.</param>
/// <param name="OverrideReasons">Codes of the reasons offered for not following it, at most six.</param>
public sealed record Precaution(
    string Id, string Group, Func<Indicator, int> Priority, ImmutableArray<string> OverrideReasons)
{
    /// <summary>Whether only the most severe finding of its group is said, as of the ways to stop a drug.</summary>
    public bool OnlyWorstOfGroup { get; init; }
}
