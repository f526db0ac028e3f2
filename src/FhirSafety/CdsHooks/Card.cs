using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace FhirSafety.CdsHooks;

/// <summary>The answer to a hook call.</summary>
/// <param name="Cards">Most urgent first; empty means "checked, nothing to say".</param>
/// <param name="Extension">Members of the answer's extension object, such as the trace; null for none.</param>
public sealed record HookResponse(ImmutableArray<Card> Cards, JsonObject? Extension = null)
{
    /// <summary>Whether only members of CDS Hooks 1.0 are written; what a later version added stays known here and is left out.</summary>
    public bool IsVersion1 { get; init; }

    /// <summary>Checked, nothing to say.</summary>
    public static HookResponse NothingToSay { get; } = new([]);
}

/// <summary>A CDS Hooks card. What is null or empty is left out of the JSON.</summary>
public sealed record Card
{
    /// <summary>Identifies this card in feedback.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>At most 139 UTF-16 units: drug, fact with number, act.</summary>
    public required string Summary { get; init; }

    /// <summary>GitHub Flavored Markdown; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>Urgency.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>Who says it, and on which topic.</summary>
    public required Source Source { get; init; }

    /// <summary>What can be accepted.</summary>
    public ImmutableArray<Suggestion> Suggestions { get; init; } = [];

    /// <summary>Whether one or several suggestions may be accepted; written only with suggestions.</summary>
    public SelectionBehavior SelectionBehavior { get; init; } = SelectionBehavior.AtMostOne;

    /// <summary>Reasons offered for not following the card.</summary>
    public ImmutableArray<Coding> OverrideReasons { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public ImmutableArray<Link> Links { get; init; } = [];

    /// <summary>Members of the card's extension object; null for none.</summary>
    public JsonObject? Extension { get; init; }
}

/// <summary>Urgency of a card or finding, mildest first.</summary>
public enum Indicator
{
    /// <summary>Worth knowing, no interruption.</summary>
    Info,

    /// <summary>Needs a change or a documented reason.</summary>
    Warning,

    /// <summary>Could kill or seriously harm soon and needs a decision now.</summary>
    Critical,
}

/// <summary>How many suggestions of a card may be accepted.</summary>
public enum SelectionBehavior
{
    /// <summary>One or none.</summary>
    AtMostOne,

    /// <summary>Any number.</summary>
    Any,
}

/// <summary>Where a card comes from.</summary>
/// <param name="Label">Shown to the prescriber.</param>
/// <param name="Topic">The precaution; clients tie overrides to it.</param>
public sealed record Source(string Label, Coding Topic);

/// <summary>A code with its system.</summary>
/// <param name="System">URI of the code system.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">Its words; required in override reasons.</param>
public sealed record Coding(string System, string Code, string? Display = null);

/// <summary>Something the prescriber can accept; its actions are applied together.</summary>
/// <param name="Uuid">Identifies it in feedback.</param>
/// <param name="Label">What accepting does.</param>
/// <param name="Actions">What is done.</param>
/// <param name="IsRecommended">Whether it is the one to take; at most one a card.</param>
public sealed record Suggestion(Guid Uuid, string Label, ImmutableArray<SuggestedAction> Actions, bool IsRecommended = false);

/// <summary>One change a suggestion makes.</summary>
public abstract record SuggestedAction
{
    private SuggestedAction(string description) => Description = description;

    /// <summary>What is done, in words; always sent.</summary>
    public string Description { get; }

    /// <summary>A new resource, complete, with a fresh UUID as id.</summary>
    public sealed record Create(string What, JsonNode Resource) : SuggestedAction(What);

    /// <summary>The whole resource as received with the change applied.</summary>
    public sealed record Update(string What, JsonNode Resource) : SuggestedAction(What);

    /// <summary>Removes a draft.</summary>
    /// <param name="What">What is done, in words.</param>
    /// <param name="ResourceId">As <c>Type/id</c>.</param>
    public sealed record Delete(string What, string ResourceId) : SuggestedAction(What);
}

/// <summary>A link on a card; always absolute and opened by GET.</summary>
/// <param name="Label">Its text.</param>
/// <param name="Url">Where it leads.</param>
public sealed record Link(string Label, Uri Url);
