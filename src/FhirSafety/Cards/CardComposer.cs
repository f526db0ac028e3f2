using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Cards;

/// <summary>
/// Findings to cards: one problem, one card, the worst heading it (clinical page, section 9). Pure; uuids apart, the same
/// findings give the same bytes.
/// </summary>
/// <param name="words">What cards say.</param>
/// <param name="publicBaseUrl">What links to evidence pages begin with; null for no links.</param>
public sealed class CardComposer(Words words, Uri? publicBaseUrl = null)
{
    /// <summary>Most UTF-16 units of a summary.</summary>
    public const int LongestSummary = 139;

    /// <summary>Topic of a card of its own for what was not checked.</summary>
    public const string NotCheckedTopic = "not-checked";

    /// <summary>Topic of the card that folds what is over the limit of cards.</summary>
    public const string FurtherPointsTopic = "further-points";

    /// <summary>Name of the member of a card's extension that lists what it speaks of.</summary>
    internal const string FindingsExtension = "org.fhirsafety.findings";

    private const string TopicSystem = "urn:fhirsafety:precaution";
    private const string OverrideSystem = "urn:fhirsafety:override-reason";
    private const string OrdersExtension = "davinci-crd.associated-resource";

    private const string ReasonPrefix = "override.";

    private readonly FrozenDictionary<string, Coding> _reasons = words.Keys
        .Where(key => key.StartsWith(ReasonPrefix, StringComparison.Ordinal))
        .ToFrozenDictionary(key => key[ReasonPrefix.Length..], key => new Coding(OverrideSystem, key[ReasonPrefix.Length..], words[key]), StringComparer.Ordinal);

    /// <summary>The cards of a check, most urgent first.</summary>
    /// <param name="judgements">All verdicts.</param>
    /// <param name="mostCards">The hook's limit; a critical card does not count against it.</param>
    /// <param name="suggest">Puts an act into a suggestion; null when it cannot be done on the order as received.</param>
    public ImmutableArray<Card> Compose(
        IReadOnlyCollection<Judgement> judgements, int mostCards, Func<Act, Suggestion?> suggest)
    {
        ImmutableArray<Finding> findings = Findings.Of(judgements);
        ImmutableArray<Gap> gaps = Gaps.Of(judgements, findings);
        List<ImmutableArray<Finding>> groups = Group(findings);
        if (groups.Count == 0)
        {
            return gaps.IsEmpty ? [] : [NotChecked(gaps) with { Suggestions = [.. gaps.Select(gap => gap.Remedy).OfType<Act>().Distinct().Select(suggest).OfType<Suggestion>()] }];
        }

        List<ImmutableArray<Finding>> shown = Fold(groups, mostCards, out ImmutableArray<Finding> folded);
        ImmutableArray<ImmutableArray<Act>> acts = CardActs.Apart([.. shown.Select(CardActs.Of)]);
        ImmutableArray<Card>.Builder cards = ImmutableArray.CreateBuilder<Card>(shown.Count + 1);
        for (int i = 0; i < shown.Count; i++)
        {
            cards.Add(Show(shown[i], acts[i], i == 0 ? gaps : [], suggest));
        }

        if (!folded.IsEmpty)
        {
            cards.Add(FurtherPoints(folded, shown.Count == 0 ? gaps : []));
        }

        return cards.ToImmutable();
    }

    /// <summary>
    /// One list a card, worst first in each. Findings that are only information are the last lines of the first card of warning
    /// or above; without one they share one card.
    /// </summary>
    private static List<ImmutableArray<Finding>> Group(ImmutableArray<Finding> findings)
    {
        // The findings come worst first, and so do their groups.
        List<ImmutableArray<Finding>> groups = [];
        foreach (Finding finding in findings)
        {
            int place = groups.FindIndex(group => group[0].Group == finding.Group);
            if (place >= 0)
            {
                groups[place] = groups[place].Add(finding);
            }
            else if (finding.Indicator > Indicator.Info)
            {
                groups.Add([finding]);
            }
        }

        ImmutableArray<Finding> information = findings.RemoveAll(finding => groups.Exists(group => group[0].Group == finding.Group));
        if (groups.Count > 0)
        {
            groups[0] = [.. groups[0], .. information];
        }
        else if (!information.IsEmpty)
        {
            groups.Add(information);
        }

        return groups;
    }

    private static List<ImmutableArray<Finding>> Fold(
        List<ImmutableArray<Finding>> groups, int most, out ImmutableArray<Finding> folded)
    {
        folded = [];
        if (groups.Count <= most)
        {
            return groups;
        }

        // The card of further points counts in the limit; a critical card is never folded.
        int critical = groups.Count(group => group[0].Indicator == Indicator.Critical);
        int kept = Math.Max(most - 1, critical);
        folded = [.. groups.Skip(kept).SelectMany(group => group)];
        return [.. groups.Take(kept)];
    }

    private Card Show(ImmutableArray<Finding> findings, ImmutableArray<Act> acts, ImmutableArray<Gap> gaps, Func<Act, Suggestion?> suggest)
    {
        Finding chief = findings[0];
        ImmutableArray<Suggestion> suggestions = CardActs.Offered(acts, suggest);
        return new Card
        {
            Uuid = Guid.NewGuid(),
            Summary = ShownText.Cut(words.Plain(chief.Message.Summary), LongestSummary),
            Detail = CardDetail.Of(words, findings, gaps),
            Indicator = chief.Indicator,
            Source = Source(chief.Precaution.Id),
            Suggestions = suggestions,
            OverrideReasons = [.. CardActs.Reasons(chief, acts).Select(code => _reasons[code])],
            Links = EvidenceLink.To(words, publicBaseUrl, chief.Precaution.Id),
            Extension = Extension(findings, gaps, CardActs.DraftsChanged(suggestions)),
        };
    }

    /// <summary>The one card of a call of which not even the drug, or whether it plays a part, could be told.</summary>
    internal Card NotChecked(TriageResult triage, MissingReason why) => NotChecked(
        [new Gap(triage == TriageResult.DrugNotTold ? "drugNotTold" : "medicationsForDrug", why, [NotCheckedTopic])]);

    private Card NotChecked(ImmutableArray<Gap> gaps)
    {
        return new Card
        {
            Uuid = Guid.NewGuid(),
            Summary = NotCheckedSummary([.. gaps.Select(gap => gap.Text(words))]),
            Detail = CardDetail.Of(words, gaps),
            Indicator = Indicator.Info,
            Source = Source(NotCheckedTopic),
            Extension = Extension([], gaps, []),
        };
    }

    // As many as fit, whole; the detail names all.
    private string NotCheckedSummary(ImmutableArray<string> gaps)
    {
        for (int told = gaps.Length; told > 0; told--)
        {
            string summary = words[told == gaps.Length ? "notChecked.summary" : "notChecked.summaryMore"]
                .Replace("{what}", string.Join("; ", gaps.Take(told)), StringComparison.Ordinal)
                .Replace("{n}", (gaps.Length - told).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (summary.Length <= LongestSummary)
            {
                return summary;
            }
        }

        return ShownText.Cut(words["notChecked.summary"].Replace("{what}", gaps[0], StringComparison.Ordinal), LongestSummary);
    }

    private Card FurtherPoints(ImmutableArray<Finding> findings, ImmutableArray<Gap> gaps) => new()
    {
        Uuid = Guid.NewGuid(),
        Summary = words.Plain(new(findings.Length == 1 ? "further.summaryOne" : "further.summary", ("n", findings.Length.ToString(CultureInfo.InvariantCulture)))),
        Detail = CardDetail.Of(words, findings.AsSpan(), gaps),
        Indicator = Indicator.Info,
        Source = Source(FurtherPointsTopic),
        Extension = Extension(findings, gaps, []),
    };

    private Source Source(string topic) => new(words["source.label"], new Coding(TopicSystem, topic));

    private static JsonObject Extension(ImmutableArray<Finding> findings, ImmutableArray<Gap> gaps, IEnumerable<string> changed)
    {
        JsonArray listed =
        [
            .. findings.Select(finding => Listed(finding.Precaution.Id, finding.Indicator, "found")),
            .. gaps.SelectMany(gap => gap.Precautions).Distinct(StringComparer.Ordinal).Select(code => Listed(code, Indicator.Info, "not-checked")),
        ];
        JsonObject extension = new() { [FindingsExtension] = listed };
        string[] orders = [.. findings.SelectMany(finding => finding.Orders).Concat(changed).Distinct(StringComparer.Ordinal)];
        if (orders.Length > 0)
        {
            extension[OrdersExtension] = new JsonArray([.. orders.Select(order => JsonValue.Create(order))]);
        }

        return extension;
    }

    private static JsonObject Listed(string code, Indicator indicator, string status) => new()
    {
        ["code"] = code,
        ["indicator"] = Wire(indicator),
        ["status"] = status,
    };

    /// <summary>The precautions a card speaks of.</summary>
    internal static IEnumerable<string> CodesOn(Card card) =>
        card.Extension?[FindingsExtension]?.AsArray().Select(finding => (string)finding!["code"]!) ?? [];

    /// <summary>An indicator as CDS Hooks writes it.</summary>
    internal static string Wire(Indicator indicator) => indicator switch
    {
        Indicator.Critical => "critical",
        Indicator.Warning => "warning",
        _ => "info",
    };
}
