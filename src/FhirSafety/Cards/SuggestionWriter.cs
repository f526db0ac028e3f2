using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.CdsHooks;

namespace FhirSafety.Cards;

/// <summary>Acts to suggestions an EHR can carry out.</summary>
/// <param name="words">What they are called.</param>
/// <param name="drafts">The drafts as received, by <c>Type/id</c>.</param>
/// <param name="orders">Writes what is new.</param>
/// <param name="running">Finds an order that runs, as received, by <c>Type/id</c>: only to write a new one like it.</param>
internal sealed class SuggestionWriter(
    Words words, IReadOnlyDictionary<string, JsonElement> drafts, NewOrders orders, Func<string, JsonElement?>? running = null)
{
    /// <summary>The suggestion, or null when the draft it is about was not sent or has no id.</summary>
    public Suggestion? Write(Act act) => act switch
    {
        Act.RemoveDraft remove when drafts.ContainsKey(remove.Order) =>
            Suggest(act, RemoveLabel(remove), what => new SuggestedAction.Delete(what, remove.Order)),
        Act.SetDose set => Update(act, set.Order, DoseLabel(set), draft => DoseUpdate.Apply(draft, set, words)),
        Act.Instruct instruct => Update(act, instruct.Order, words["suggest.instruct"].Replace("{what}", words[$"suggest.instruct.{instruct.What}"], StringComparison.Ordinal), draft => OrderUpdate.Instruct(draft, instruct.What, words.Plain(new Phrase($"instruct.{instruct.What}", instruct.Arguments)))),
        Act.LimitSupply supply => Update(act, supply.Order, Label("suggest.limitSupply", ("days", Number(supply.Days))), draft => OrderUpdate.LimitSupply(draft, supply.Days)),
        Act.LinkToRunning link => Update(act, link.Order, words["suggest.linkToRunning"], draft => OrderUpdate.LinkToRunning(draft, link.Running)),
        Act.OrderCreatinine order => Create(act, Timed("suggest.creatinine", order.Due), orders.Creatinine(order)),
        Act.OrderService order => Create(act, Timed($"service.{order.What}", order.Due), orders.Service(order)),
        Act.CreateTask task => Create(act, Timed($"task.{task.What}", task.Due), orders.Task(task)),
        Act.OfferRescue rescue => Create(act, words["suggest.rescue"], orders.Rescue(rescue)),
        Act.KeepDosage keep when Known(keep.Running) is { } source =>
            Update(act, keep.Order, Label("suggest.keepDosage", ("dose", RegimenWords.Amount(keep.McgADay))), draft => DoseUpdate.WithDosageOf(source, draft, keep.Mark)),
        Act.KeepRunning keep when drafts.ContainsKey(keep.StoppedBy) => keep.IsOrderItself
            ? Update(act, keep.StoppedBy, words["suggest.keepRunning"], draft => OrderUpdate.Resume(draft, running?.Invoke(keep.StoppedBy)))
            : Suggest(act, words["suggest.keepRunning"], what => new SuggestedAction.Delete(what, keep.StoppedBy)),
        Act.ContinueOrder order when Known(order.Source) is { } source =>
            Create(act, words[$"suggest.continue{order.Category}"], ContinuedOrder.Write(source, order, orders.Draft("MedicationRequest"))),
        Act.Taper taper when Known(taper.Like) is { } like =>
            new Suggestion(Guid.NewGuid(), TaperText.Label(words, taper), new TaperOrders(words, orders.Draft, orders.Day).Write(taper, like), taper.Recommended),
        Act.Titration titration when drafts.TryGetValue(titration.Draft, out JsonElement draft) =>
            new Suggestion(Guid.NewGuid(), TaperText.Label(words, titration), new TaperOrders(words, orders.Draft, orders.Day).Write(titration, draft), titration.Recommended),
        _ => null,
    };

    private JsonElement? Known(string order) => drafts.TryGetValue(order, out JsonElement draft) ? draft : running?.Invoke(order);

    private static Suggestion Create(Act act, string label, JsonObject resource) =>
        Suggest(act, label, what => new SuggestedAction.Create(what, resource));

    private Suggestion? Update(Act act, string order, string label, Func<JsonElement, JsonObject> change) => drafts.TryGetValue(order, out JsonElement draft)
        ? Suggest(act, label, what => new SuggestedAction.Update(what, change(draft)))
        : null;

    private static Suggestion Suggest(Act act, string label, Func<string, SuggestedAction> action) =>
        new(Guid.NewGuid(), label, [action(label)], act.Recommended);

    private string Timed(string key, string due) => words.Plain(new Phrase(key) { Terms = [("due", due)] });

    private string Label(string key, params (string, string)[] arguments) => words.Plain(new Phrase(key, [.. arguments]));

    private string RemoveLabel(Act.RemoveDraft remove) =>
        remove.Drug is { } drug ? Label("suggest.removeOther", ("drug", drug)) : words["suggest.removeDraft"];

    private string DoseLabel(Act.SetDose set)
    {
        string regimen = RegimenWords.Of(words, set.Regimen);
        string sentence = words[set.OnlyAfterGap ? "suggest.setDoseAfterGap" : set.OnlyIfNew ? "suggest.setDoseIfNew" : "suggest.setDose"].Replace("{regimen}", regimen, StringComparison.Ordinal);
        return set.NewProduct is { } product ? $"{sentence} ({product.Display})" : sentence;
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
