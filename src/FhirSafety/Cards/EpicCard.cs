using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>A card as Epic takes it (its CDS Hooks tutorial, features of February 2024).</summary>
/// <remarks>
/// Epic changes no MedicationRequest, and ignores the dose of one it creates: order details come from the site's own list. So a
/// new dose is text, unless the site has an item with that dose; then it is a deletion and a creation, and both must be taken.
/// </remarks>
internal static class EpicCard
{
    private const string ContentTypeExtension = "com.epic.cdshooks.card.detail.content-type";
    private const string PreferenceListItem = "urn:com.epic.cdshooks.action.code.system.preference-list-item";
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string RxNormOid = "urn:oid:2.16.840.1.113883.6.88";

    /// <summary>What Epic can do to unsigned orders.</summary>
    private static readonly string[] Creatable = ["MedicationRequest", "ServiceRequest", "Condition"];

    /// <summary>Members of an order that stay true when another takes its place.</summary>
    private static readonly string[] Kept = ["category", "subject", "encounter", "reasonCode", "reasonReference"];

    /// <summary>The card for Epic.</summary>
    public static Card Of(Card card, Words words, IReadOnlyDictionary<string, string> preferenceList)
    {
        // A part of what belongs together is never left alone: taking a draft out without the steps of its taper would be a sudden stop.
        List<string> byHand = [.. card.Suggestions.Where(IsBrokenUp).Select(suggestion => suggestion.Label)];
        List<Suggestion> suggestions = [.. card.Suggestions.Where(suggestion => !IsBrokenUp(suggestion)).SelectMany(Single)];
        foreach (Suggestion suggestion in suggestions.ToArray())
        {
            if (suggestion.Actions is not [var action] || IsPossible(action))
            {
                continue;
            }

            suggestions.Remove(suggestion);
            if (action is SuggestedAction.Update { Resource: JsonObject order } && DoseOf(order) is { } dose && preferenceList.TryGetValue(dose, out string? item))
            {
                Replace(suggestions, suggestion, order, item, words);
            }
            else
            {
                byHand.Add(suggestion.Label);
            }
        }

        JsonObject extension = card.Extension?.DeepClone().AsObject() ?? [];
        extension[ContentTypeExtension] = "text/markdown; variant=GitHub";
        return card with
        {
            Detail = WithActsByHand(card.Detail, [.. byHand.OrderByDescending(label => card.Suggestions.Any(one => one.IsRecommended && one.Label == label))], words),
            Source = card.Source with { Topic = card.Source.Topic with { Code = TopicOf(card.Source.Topic.Code, card.Indicator) } },
            Suggestions = [.. suggestions.Select(InEpicsCodes)],
            OverrideReasons = [.. card.OverrideReasons.Where(reason => reason.Code != CardActs.WillMonitor || suggestions.Exists(OrdersAService))],
            SelectionBehavior = SelectionBehavior.Any,
            Extension = extension,
        };
    }

    /// <summary>
    /// A topic of letters and digits, one a precaution and indicator: Epic ties an override to it, and one of mild advice must
    /// not hide a later critical card.
    /// </summary>
    public static string TopicOf(string code, Indicator indicator) => string.Concat(
        $"{code}-{CardComposer.Wire(indicator)}".Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The dose of an order we wrote, as a site writes it in its list: <c>5 mg x 3</c>, <c>5 mg x 1 + 7.5 mg x 2</c>; null when it has none.</summary>
    public static string? DoseOf(JsonObject order)
    {
        List<(decimal Amount, int Times)> parts = [];
        foreach (JsonNode? dosage in order["dosageInstruction"] as JsonArray ?? [])
        {
            if (dosage?["doseAndRate"]?[0]?["doseQuantity"] is not JsonObject { } quantity || dosage["timing"]?["repeat"]?["frequency"] is not { } frequency)
            {
                return null;
            }

            decimal amount = quantity["value"]!.GetValue<decimal>();
            int times = frequency.GetValue<int>();
            if (parts.Count > 0 && parts[^1].Amount == amount)
            {
                times += parts[^1].Times;
                parts.RemoveAt(parts.Count - 1);
            }

            parts.Add((amount, times));
        }

        return parts.Count == 0 ? null : string.Join(" + ", parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Amount:0.##} mg x {part.Times}")));
    }

    private static bool IsBrokenUp(Suggestion suggestion) => suggestion.Actions.Length > 1 && !suggestion.Actions.All(IsPossible);

    // Epic takes one action a suggestion.
    private static IEnumerable<Suggestion> Single(Suggestion suggestion) => suggestion.Actions.Length <= 1
        ? [suggestion]
        : suggestion.Actions.Select((action, place) => suggestion with
        {
            Uuid = place == 0 ? suggestion.Uuid : Guid.NewGuid(),
            Label = action.Description,
            Actions = [action],
        });

    private static bool IsPossible(SuggestedAction action) => action switch
    {
        SuggestedAction.Create { Resource: JsonObject order } => Creatable.Contains(TypeOf(order)) && order["dosageInstruction"] is null,
        SuggestedAction.Update { Resource: JsonObject order } => TypeOf(order) == "ServiceRequest",
        SuggestedAction.Delete => true,
        _ => false,
    };

    // "Will monitor" is offered only beside an order that does.
    private static bool OrdersAService(Suggestion suggestion) =>
        suggestion.Actions is [SuggestedAction.Create { Resource: JsonObject order }] && TypeOf(order) == "ServiceRequest";

    private static void Replace(List<Suggestion> suggestions, Suggestion change, JsonObject order, string item, Words words)
    {
        string id = $"{TypeOf(order)}/{(string?)order["id"]}";
        int removal = suggestions.FindIndex(one => one.Actions is [SuggestedAction.Delete delete] && delete.ResourceId == id);
        if (removal < 0)
        {
            string remove = With(words["epic.remove"], change.Label);
            suggestions.Add(new Suggestion(Guid.NewGuid(), remove, [new SuggestedAction.Delete(remove, id)], change.IsRecommended));
        }
        else if (change.IsRecommended)
        {
            // The new order alone would be a second one.
            suggestions[removal] = suggestions[removal] with { IsRecommended = true };
        }

        string replace = With(words["epic.replace"], change.Label);
        suggestions.Add(change with { Label = replace, Actions = [new SuggestedAction.Create(replace, NewOrder(order, item))] });
    }

    private static JsonObject NewOrder(JsonObject order, string item)
    {
        JsonObject created = new()
        {
            ["resourceType"] = "MedicationRequest",
            ["id"] = Guid.NewGuid().ToString(),
            ["status"] = "draft",
            ["intent"] = "order",
            ["medicationCodeableConcept"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = PreferenceListItem, ["code"] = item }) },
        };
        foreach (string member in Kept)
        {
            if (order[member] is { } value)
            {
                created[member] = value.DeepClone();
            }
        }

        return created;
    }

    private static Suggestion InEpicsCodes(Suggestion suggestion)
    {
        if (suggestion.Actions is not [SuggestedAction.Create { Resource: JsonObject order } create] || order["medicationCodeableConcept"]?["coding"] is not JsonArray codings)
        {
            return suggestion;
        }

        if (!codings.Any(coding => (string?)coding?["system"] == RxNorm))
        {
            return suggestion;
        }

        JsonObject copy = order.DeepClone().AsObject();
        foreach (JsonNode? coding in copy["medicationCodeableConcept"]!["coding"]!.AsArray().Where(coding => (string?)coding?["system"] == RxNorm))
        {
            coding!["system"] = RxNormOid;
        }

        return suggestion with { Actions = [create with { Resource = copy }] };
    }

    // What to do stands in the detail in any case; the exact dose comes with it where there is room.
    private static string? WithActsByHand(string? detail, List<string> byHand, Words words)
    {
        if (byHand.Count == 0)
        {
            return detail;
        }

        string lines = string.Join('\n', byHand.Select(act => $"- {With(words["epic.byHand"], ShownText.Escape(act))}"));
        if (detail is null)
        {
            return lines;
        }

        // Before the source, which stands last.
        int last = detail.LastIndexOf("\n\n", StringComparison.Ordinal);
        string whole = last < 0 ? $"{detail}\n\n{lines}" : $"{detail[..last]}\n\n{lines}{detail[last..]}";
        return whole.Length <= CardDetail.Longest ? whole : detail;
    }

    private static string With(string sentence, string what) => sentence.Replace("{what}", what, StringComparison.Ordinal);

    private static string? TypeOf(JsonObject resource) => (string?)resource["resourceType"];
}
