using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Memory;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>A call in which something was found, as it is stored: no patient, no fact, no word of a card.</summary>
internal sealed record Decision
{
    /// <summary>A UUID of version 7, which sorts by time.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Hook { get; init; }

    /// <summary>The client's id of the invocation, or nothing when it is no plain word.</summary>
    public required string HookInstance { get; init; }

    public required CallOrigin Origin { get; init; }

    /// <summary>The patient's keyed hash.</summary>
    public required string Patient { get; init; }

    /// <summary>Of policy and codes.</summary>
    public required string Version { get; init; }

    /// <summary>How long the check took.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required ImmutableArray<DecisionCard> Cards { get; init; }

    public required ImmutableArray<JudgedFinding> Findings { get; init; }

    /// <summary>The precautions that were shown and are said once in a while only.</summary>
    public ImmutableArray<string> OnceOnly { get; init; } = [];
}

/// <summary>A card that was sent.</summary>
/// <param name="Id">Its uuid.</param>
/// <param name="Topic">The code it is filed under.</param>
/// <param name="Suggestions">The uuids of what it offers.</param>
internal sealed record DecisionCard(Guid Id, string Topic, ImmutableArray<Guid> Suggestions)
{
    public static DecisionCard Of(Card card) => new(card.Uuid, card.Source.Topic.Code, [.. card.Suggestions.Select(suggestion => suggestion.Uuid)]);
}
