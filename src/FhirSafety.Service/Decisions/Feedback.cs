using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>One call of the feedback endpoint: all of it is stored, or nothing.</summary>
/// <param name="Origin">Who sends it.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="Entries">What became of cards.</param>
internal sealed record Feedback(CallOrigin Origin, DateTimeOffset ReceivedAt, ImmutableArray<CardFeedback> Entries);

/// <summary>What a feedback came to.</summary>
/// <param name="Accepted">Cards newly accepted.</param>
/// <param name="Overridden">Cards newly overridden.</param>
/// <param name="Repeated">Entries that were known already.</param>
/// <param name="Unknown">Entries on no card of this client.</param>
internal sealed record FeedbackCounts(int Accepted, int Overridden, int Repeated, int Unknown);
