using System.Diagnostics;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>Turns a standard answer into what a client understands. The only place that knows dialects, but for the names of members.</summary>
/// <param name="words">What is said where an act is left to the prescriber's hand.</param>
/// <param name="preferenceList">Epic's preference-list items of a site by the dose they order, as <c>5 mg x 3</c>; see <see cref="EpicCard.DoseOf"/>.</param>
public sealed class Dialects(Words words, IReadOnlyDictionary<string, string> preferenceList)
{
    /// <summary>The answer as the client understands it. What was said is recorded after this: suggestions may have been split.</summary>
    public HookResponse Speak(HookResponse standard, Dialect dialect) => dialect switch
    {
        Dialect.Standard => standard,
        Dialect.Epic => standard with { Cards = [.. standard.Cards.Select(card => EpicCard.Of(card, words, preferenceList))] },
        Dialect.CdsHooks10 => standard with { Cards = [.. standard.Cards.Select(First)], IsVersion1 = true },
        _ => throw new UnreachableException($"There is no dialect {dialect}."),
    };

    // Version 1 cannot mark the suggestion to take, so it comes first.
    private static Card First(Card card) => card with
    {
        Suggestions = [.. card.Suggestions.OrderByDescending(suggestion => suggestion.IsRecommended)],
        SelectionBehavior = SelectionBehavior.AtMostOne,
    };
}
