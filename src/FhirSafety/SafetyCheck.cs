using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety;

/// <summary>One hook call from triage to cards. The only place that knows the order of the steps.</summary>
/// <param name="drug">The drug that is watched.</param>
/// <param name="zone">The site's time zone, which says what day it is.</param>
public sealed class SafetyCheck(MonitoredDrug drug, TimeZoneInfo zone)
{
    private readonly CardComposer _composer = new(drug.Words);

    /// <summary>The drug that is watched.</summary>
    public MonitoredDrug Drug { get; } = drug;

    /// <summary>Runs the check: triage, gather, snapshot, judge, compose.</summary>
    /// <param name="request">The call.</param>
    /// <param name="gatherer">Where data come from.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Ends the wait for data.</param>
    public async ValueTask<CheckResult> RunAsync(
        HookRequest request, IGatherer gatherer, DateTimeOffset now, CancellationToken stop)
    {
        if (RequestData.Read(request.Prefetch, Drug.Needs[Need.Patient]).IsOfAnother(request.PatientId))
        {
            return OfAnotherPatient();
        }

        OrderedDrugs drugs = new(Drug, new MedicationReferences(request, gatherer));
        await drugs.LookUpAsync(request.DraftOrders, stop);
        ImmutableArray<OrderedDrug> drafts = [.. request.DraftOrders.Select(drugs.Identify)];
        ImmutableArray<OrderedDrug> selected = [.. drafts.Where(draft => Selections.Names(request, draft.Resource))];
        TriageResult triage = Triage.Decide(selected, drafts, null, MissingReason.NoneOnFile, Drug.Name);
        if (triage == TriageResult.NeedsMedications)
        {
            ImmutableDictionary<Need, NeedData> lists = await gatherer.GatherAsync(request, Triage.ListsOf(request.Hook), Drug.Needs, stop);
            NeedData list = lists[Need.Medications];
            await drugs.LookUpAsync(list.Resources, stop);
            IEnumerable<OrderedDrug> records = lists.Where(one => one.Key != Need.Medications).SelectMany(one => one.Value.Resources).Select(drugs.IdentifyRecord);
            triage = Triage.Decide(
                selected,
                drafts,
                [.. list.Resources.Select(drugs.Identify), .. records.Where(record => record.Identity == DrugIdentity.Monitored)],
                list.Gap,
                Drug.Name);
        }

        return triage switch
        {
            TriageResult.Out => Answer([], request, triage, [], []),
            TriageResult.In => await CheckAsync(request, drafts, drugs, gatherer, new ReadingContext(Drug, now, zone), stop),
            _ => Answer([_composer.NotChecked(triage)], request, triage, [], []),
        };
    }

    private async ValueTask<CheckResult> CheckAsync(
        HookRequest request,
        ImmutableArray<OrderedDrug> drafts,
        OrderedDrugs drugs,
        IGatherer gatherer,
        ReadingContext context,
        CancellationToken stop)
    {
        ImmutableDictionary<Need, NeedData> gathered = await gatherer.GatherAsync(request, Drug.NeedsOf(request.Hook), Drug.Needs, stop);
        if (request.DraftOrders.Concat(request.ListedOrders).Any(draft => References.IsAboutAnother(draft, request.PatientId)) || gathered.Values.Any(data => data.IsOfAnother(request.PatientId)))
        {
            return OfAnotherPatient();
        }

        if (gathered[Need.Patient].Resources.IsEmpty)
        {
            string key = Drug.Needs[Need.Patient].Key;
            return new CheckResult.Refused(new Refusal(412, RefusalCodes.MissingData, $"prefetch.{key} is needed and did not come as a Patient: send it, or give access to the FHIR server."));
        }

        await drugs.LookUpAsync(gathered[Need.Medications].Resources.Concat(request.ListedOrders), stop);
        PrescribingSession session = SessionReader.Read(request, drafts, gathered, drugs, context);
        ImmutableArray<Judgement> judgements = Drug.Judge(session);
        NewOrders orders = new(Drug.Words, Drug.OrderCodes, request.PatientId, request.EncounterId, session.Patient.Today);
        Lazy<FrozenDictionary<string, JsonElement>> running = new(() => ById(
            ((Need[])[Need.Medications, Need.EndedOrders]).SelectMany(need => gathered.GetValueOrDefault(need)?.Resources ?? [])));
        SuggestionWriter writer = new(Drug.Words, ById(request.DraftOrders), orders, source => running.Value.TryGetValue(source, out JsonElement order) ? order : null);
        ImmutableArray<Card> cards = _composer.Compose(judgements, Drug.MostCards(request.Hook), writer.Write);
        return Answer(cards, request, TriageResult.In, judgements, context.Problems);
    }

    private CheckResult.Answered Answer(
        ImmutableArray<Card> cards, HookRequest request, TriageResult triage, ImmutableArray<Judgement> judgements, List<ReadingProblem> problems)
    {
        JsonObject? trace = request.WantsTrace
            ? new JsonObject { [Trace.Name] = Trace.Of(Drug.Version, triage.ToString(), judgements, problems) }
            : null;
        return new CheckResult.Answered(cards.IsEmpty && trace is null ? HookResponse.NothingToSay : new HookResponse(cards, trace));
    }

    // Never says whose: an error is no place for a patient's id.
    private static CheckResult.Refused OfAnotherPatient() => new(new Refusal(
        400, RefusalCodes.WrongPatient, "The call holds data of another patient than context.patientId names. Nothing was checked: send this patient's data only."));

    private static FrozenDictionary<string, JsonElement> ById(IEnumerable<JsonElement> resources) =>
        resources
            .Select(resource => (Source: References.SourceOf(resource), Resource: resource))
            .Where(pair => pair.Source is not null)
            .GroupBy(pair => pair.Source!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.First().Resource, StringComparer.Ordinal);
}
