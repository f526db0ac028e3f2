using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>What a card offers to do, out of what its findings ask for.</summary>
internal static class CardActs
{
    /// <summary>The reason that needs an order behind it.</summary>
    public const string WillMonitor = "will-monitor";

    // A card that offers more is no longer read; the chief finding's acts come first.
    private const int MostSuggestions = 6;

    /// <summary>What a card offers, the chief's acts first.</summary>
    public static ImmutableArray<Act> Of(ImmutableArray<Finding> findings)
    {
        // Two findings may offer the same act; the chief's recommendation is the card's. Information on a graver card brings its line only.
        // Where the chief has nothing to offer, the first that has recommends.
        List<Act> acts = [];
        Finding? first = null;
        foreach (Finding finding in findings)
        {
            foreach (Act act in finding.Acts)
            {
                // An antidote is offered whatever else the card says.
                if (finding.Indicator == Indicator.Info && findings[0].Indicator != Indicator.Info && act is not Act.OfferRescue)
                {
                    continue;
                }

                first ??= finding;
                Act offered = act.Recommended && !ReferenceEquals(finding, first) ? act with { Recommended = false } : act;
                if (!acts.Exists(known => IsSame(known, offered)))
                {
                    acts.Add(offered);
                }
            }
        }

        // "Will monitor" is a promise: the order that keeps it stands beside it.
        if (findings[0] is { Monitoring: { } watch } chief && chief.Precaution.OverrideReasons.Contains(WillMonitor) && !acts.Take(MostSuggestions).Any(act => act.Monitors))
        {
            acts.Insert(Math.Min(acts.Count, MostSuggestions - 1), watch with { Recommended = false });
        }

        return [.. acts];
    }

    /// <summary>
    /// The acts of all cards without those that would undo what another card offers. An update is a whole order: one that only adds a
    /// sentence or limits the supply, taken after a lower dose was, would bring the old dose back. The next call offers it on the new dose.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Act>> Apart(ImmutableArray<ImmutableArray<Act>> cards) =>
        [.. cards.Select(acts => acts.RemoveAll(act => KeepsDoseOf(act) is { } order && cards.Any(other => other != acts && other.Any(one => ReplacesDoseOf(one, order)))))];

    private static string? KeepsDoseOf(Act act) => act switch
    {
        Act.Instruct instruct => instruct.Order,
        Act.LimitSupply supply => supply.Order,
        _ => null,
    };

    private static bool ReplacesDoseOf(Act act, string order) => act switch
    {
        Act.SetDose set => set.Order == order,
        Act.KeepDosage keep => keep.Order == order,
        Act.Titration titration => titration.Draft == order,
        Act.Taper taper => taper.Removed == order || taper.AlsoRemoved.Contains(order),
        _ => false,
    };

    /// <summary>The reasons for not following the card; "will monitor" only beside an order that does.</summary>
    public static IEnumerable<string> Reasons(Finding chief, ImmutableArray<Act> acts) =>
        chief.Precaution.OverrideReasons.Where(code => code != WillMonitor || acts.Any(act => act.Monitors));

    /// <summary>The acts as suggestions. Recommended is at most one, and it stands first.</summary>
    public static ImmutableArray<Suggestion> Offered(ImmutableArray<Act> acts, Func<Act, Suggestion?> suggest)
    {
        List<Suggestion> offered = [];
        int recommended = 0;
        foreach (Act act in acts)
        {
            if (offered.Count < MostSuggestions && suggest(act) is { } suggestion)
            {
                offered.Insert(suggestion.IsRecommended ? recommended++ : offered.Count, suggestion);
            }
        }

        for (int place = 1; place < recommended; place++)
        {
            offered[place] = offered[place] with { IsRecommended = false };
        }

        return [.. offered];
    }

    private static bool IsSame(Act one, Act other) => (one, other) switch
    {
        (Act.RemoveDraft a, Act.RemoveDraft b) => a.Order == b.Order,
        (Act.SetDose a, Act.SetDose b) => a.Order == b.Order && a.Regimen.Equals(b.Regimen),
        (Act.OrderCreatinine, Act.OrderCreatinine) => true,
        (Act.Titration a, Act.Titration b) => a.Draft == b.Draft,
        (Act.Taper a, Act.Taper b) => a.Running == b.Running,
        _ => one.GetType() == other.GetType() && (one with { Recommended = other.Recommended }).Equals(other),
    };

    /// <summary>The drafts a suggestion would change or take out: the card is about these, also where what runs was judged.</summary>
    public static IEnumerable<string> DraftsChanged(ImmutableArray<Suggestion> suggestions) => suggestions.SelectMany(suggestion => suggestion.Actions).Select(action => action switch
    {
        SuggestedAction.Delete delete => delete.ResourceId,
        SuggestedAction.Update { Resource: JsonObject order } => $"{(string?)order["resourceType"]}/{(string?)order["id"]}",
        _ => null,
    }).OfType<string>();
}
