using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>Acts to suggestions an EHR can carry out.</summary>
/// <param name="words">What they are called.</param>
/// <param name="drafts">The drafts as received, by <c>Type/id</c>.</param>
/// <param name="patientId">The patient orders are written for.</param>
/// <param name="encounterId">The encounter they are written in; null for none.</param>
/// <param name="today">The site's day.</param>
internal sealed class SuggestionWriter(
    Words words, FrozenDictionary<string, JsonElement> drafts, string patientId, string? encounterId, DateOnly today)
{
    /// <summary>The suggestion, or null when the draft it is about was not sent or has no id.</summary>
    public Suggestion? Write(Act act) => act switch
    {
        Act.RemoveDraft remove when drafts.ContainsKey(remove.Order) =>
            Suggest(act, words["suggest.removeDraft"], what => new SuggestedAction.Delete(what, remove.Order)),
        Act.SetDose set when drafts.TryGetValue(set.Order, out JsonElement draft) =>
            Suggest(act, DoseLabel(set), what => new SuggestedAction.Update(what, DoseUpdate.Apply(draft, set, words))),
        Act.OrderCreatinine order =>
            Suggest(act, words.Plain(new("suggest.creatinine", ("due", words[order.Due]))), what => new SuggestedAction.Create(what, Creatinine(order))),
        Act.Taper taper when drafts.TryGetValue(taper.Like, out JsonElement like) =>
            new Suggestion(Guid.NewGuid(), TaperText.Label(words, taper), new TaperOrders(words, New, today).Write(taper, like), taper.Recommended),
        _ => null,
    };

    private static Suggestion Suggest(Act act, string label, Func<string, SuggestedAction> action) =>
        new(Guid.NewGuid(), label, [action(label)], act.Recommended);

    private string DoseLabel(Act.SetDose set)
    {
        string regimen = RegimenWords.Of(words, set.Regimen);
        string sentence = words[set.OnlyIfNew ? "suggest.setDoseIfNew" : "suggest.setDose"].Replace("{regimen}", regimen, StringComparison.Ordinal);
        return set.NewProduct is { } product ? $"{sentence} ({product.Display})" : sentence;
    }

    private JsonObject Creatinine(Act.OrderCreatinine order)
    {
        JsonObject request = New("ServiceRequest");
        request["code"] = new JsonObject
        {
            ["coding"] = new JsonArray(new JsonObject
            {
                ["system"] = "http://loinc.org",
                ["code"] = order.Molar ? "14682-9" : "2160-0",
                ["display"] = order.Molar ? "Creatinine [Moles/volume] in Serum or Plasma" : "Creatinine [Mass/volume] in Serum or Plasma",
            }),
            ["text"] = "Serum creatinine",
        };
        return request;
    }

    private JsonObject New(string resourceType)
    {
        JsonObject draft = new()
        {
            ["resourceType"] = resourceType,
            ["id"] = Guid.NewGuid().ToString(),
            ["status"] = "draft",
            ["intent"] = "order",
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{patientId}" },
            ["authoredOn"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (encounterId is not null)
        {
            draft["encounter"] = new JsonObject { ["reference"] = $"Encounter/{encounterId}" };
        }

        return draft;
    }
}
