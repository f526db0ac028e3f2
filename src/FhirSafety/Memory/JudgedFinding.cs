using System.Collections.Immutable;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;

namespace FhirSafety.Memory;

/// <summary>One precaution's finding in a call, as it is remembered: no patient, no fact in the clear.</summary>
/// <param name="Code">The precaution, or <c>not-checked</c> when not even the drug could be told.</param>
/// <param name="Indicator">How urgent.</param>
/// <param name="Status">What became of it.</param>
public sealed record JudgedFinding(string Code, Indicator Indicator, FindingStatus Status)
{
    /// <summary>The card that speaks of it; null when none does.</summary>
    public Guid? Card { get; init; }

    /// <summary>The sealed facts; null when they cannot be compared.</summary>
    public string? Facts { get; init; }

    /// <summary>What was not checked, a key of the words; null when it was.</summary>
    public string? Need { get; init; }

    /// <summary>Why it was not checked; null when it was.</summary>
    public string? Reason { get; init; }

    /// <summary>The doses it offered.</summary>
    public ImmutableArray<OfferedDose> Offers { get; init; } = [];

    /// <summary>What a check found, worst first for each precaution; empty when it found nothing.</summary>
    /// <param name="judgements">All judgements, repeats made silent.</param>
    /// <param name="cards">The cards made of them.</param>
    /// <param name="offered">The suggestions on the cards with the acts they stand for.</param>
    /// <param name="seal">Seals the patient's facts; null where nothing is remembered.</param>
    internal static ImmutableArray<JudgedFinding> Of(
        ImmutableArray<Judgement> judgements, ImmutableArray<Card> cards, IReadOnlyCollection<(Guid Suggestion, Act Act)> offered, FactsSeal? seal)
    {
        Dictionary<string, Guid> cardOf = new(StringComparer.Ordinal);
        foreach (Card card in cards)
        {
            foreach (string code in CardComposer.CodesOn(card))
            {
                cardOf.TryAdd(code, card.Uuid);
            }
        }

        List<Judgement> gravest = [];
        foreach (Judgement judgement in judgements)
        {
            if (judgement.Verdict is Verdict.Found or Verdict.NotChecked or Verdict.Silent { Withheld: not null })
            {
                Add(gravest, judgement);
            }
        }

        return [.. gravest.Select(judgement => Of(judgement, cardOf.TryGetValue(judgement.Precaution.Id, out Guid card) ? card : null, offered, seal)).OfType<JudgedFinding>()];
    }

    // One a precaution, the gravest of all orders.
    private static void Add(List<Judgement> gravest, Judgement judgement)
    {
        int place = gravest.FindIndex(other => other.Precaution.Id == judgement.Precaution.Id);
        if (place < 0)
        {
            gravest.Add(judgement);
        }
        else if (Weight(judgement) > Weight(gravest[place]))
        {
            gravest[place] = judgement;
        }
    }

    // The order a card takes them in: what is found goes before what is withheld, and that before what was not checked.
    private static int Weight(Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Found found => 10 + (int)found.Indicator,
        Verdict.Silent { Withheld: { } withheld } => 5 + (int)withheld.Indicator,
        _ => 0,
    };

    private static JudgedFinding? Of(Judgement judgement, Guid? card, IReadOnlyCollection<(Guid Suggestion, Act Act)> offered, FactsSeal? seal) =>
        judgement.Verdict switch
        {
            // What another card says already is that card's finding.
            Verdict.Found when card is null => null,
            Verdict.Found found => new JudgedFinding(judgement.Precaution.Id, found.Indicator, FindingStatus.Shown)
            {
                Card = card,
                Facts = seal?.Of(judgement),
                Offers = [.. offered.Select(one => OfferedDose.Of(judgement, one.Suggestion, one.Act, seal)).OfType<OfferedDose>()],
            },
            Verdict.Silent { Withheld: { } withheld } => new JudgedFinding(judgement.Precaution.Id, withheld.Indicator, FindingStatus.Silent) { Facts = seal?.Of(judgement) },
            Verdict.NotChecked gap => new JudgedFinding(judgement.Precaution.Id, Indicator.Info, FindingStatus.NotChecked)
            {
                Card = card,
                Need = gap.What,
                Reason = gap.Reason.ToString(),
            },
            _ => null,
        };
}

/// <summary>What became of a finding.</summary>
public enum FindingStatus
{
    /// <summary>It stood on a card.</summary>
    Shown,

    /// <summary>It was found and not said, as the rules of silence want it.</summary>
    Silent,

    /// <summary>It could not be looked for.</summary>
    NotChecked,
}

/// <summary>A dose that a suggestion offers.</summary>
/// <param name="Suggestion">The suggestion's uuid.</param>
/// <param name="Facts">The sealed facts of the order once it is accepted.</param>
public sealed record OfferedDose(Guid Suggestion, string Facts)
{
    internal static OfferedDose? Of(Judgement judgement, Guid suggestion, Act act, FactsSeal? seal) =>
        act is Act.SetDose set && set.Mark.Precaution == judgement.Precaution.Id && set.Order == judgement.Order
        && seal?.Of(judgement, set.Mark.MgADay) is { } facts
            ? new OfferedDose(suggestion, facts)
            : null;
}
