using System.Collections.Immutable;

namespace FhirSafety.CdsHooks;

/// <summary>What became of one card, as a client reports it.</summary>
/// <param name="Card">The card's uuid; null for an id that can be no card of ours.</param>
/// <param name="Accepted">Whether a suggestion was taken; else the card was overridden.</param>
/// <param name="At">When.</param>
public sealed record CardFeedback(Guid? Card, bool Accepted, DateTimeOffset At)
{
    /// <summary>The reason of a coded one that is no plain word and so is not kept.</summary>
    public const string OtherReason = "other";

    /// <summary>The suggestions taken, as far as they can be ours.</summary>
    public ImmutableArray<Guid> Suggestions { get; init; } = [];

    /// <summary>The code system of the reason; null for none.</summary>
    public string? ReasonSystem { get; init; }

    /// <summary>The code of the reason; null for none.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there was a comment. Its words are patient data and are not read.</summary>
    public bool Commented { get; init; }
}

/// <summary>What reading a feedback body comes to.</summary>
public abstract record FeedbackReading
{
    private FeedbackReading()
    {
    }

    /// <summary>All entries can be used.</summary>
    /// <param name="Entries">In the order received.</param>
    public sealed record Accepted(ImmutableArray<CardFeedback> Entries) : FeedbackReading;

    /// <summary>At least one cannot, so none is.</summary>
    /// <param name="Refusals">The first fault of each faulty entry.</param>
    public sealed record Refused(ImmutableArray<Refusal> Refusals) : FeedbackReading;
}
