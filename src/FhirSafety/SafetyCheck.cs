using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Memory;
using FhirSafety.Reading;

namespace FhirSafety;

/// <summary>One hook call from triage to cards. The only place that knows the order of the steps.</summary>
/// <param name="drug">The drug that is watched.</param>
/// <param name="zone">The site's time zone, which says what day it is.</param>
/// <param name="publicBaseUrl">Where this service is reached, which links on cards begin with; null for no links.</param>
public sealed class SafetyCheck(MonitoredDrug drug, TimeZoneInfo zone, Uri? publicBaseUrl = null)
{
    // Each order of a session is judged beside all others: what no session has would take minutes.
    private const int MostOrders = 200;

    private static readonly ImmutableArray<Need> NeedsThatNameDrugs =
        [Need.Medications, Need.Statements, Need.Dispenses, Need.Administrations, Need.EndedOrders];

    private readonly CardComposer _composer = new(drug.Words, publicBaseUrl);

    /// <summary>The drug that is watched.</summary>
    public MonitoredDrug Drug { get; } = drug;

    /// <summary>Runs the check: triage, gather, snapshot, judge, compose.</summary>
    /// <param name="request">The call.</param>
    /// <param name="gatherer">Where data come from.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Ends the wait for data.</param>
    public ValueTask<CheckResult> RunAsync(HookRequest request, IGatherer gatherer, DateTimeOffset now, CancellationToken stop) =>
        RunWithMemoryAsync(request, gatherer, static _ => ValueTask.FromResult(EarlierAnswers.None), now, stop);

    /// <summary>Runs the check with a memory of what was said before.</summary>
    /// <param name="request">The call.</param>
    /// <param name="gatherer">Where data come from.</param>
    /// <param name="recall">What was said before of this patient; asked only when something was found.</param>
    /// <param name="now">The moment.</param>
    /// <param name="stop">Ends the wait for data.</param>
    public async ValueTask<CheckResult> RunWithMemoryAsync(
        HookRequest request, IGatherer gatherer, Func<CancellationToken, ValueTask<EarlierAnswers>> recall, DateTimeOffset now, CancellationToken stop)
    {
        if (AreOfAnother(request.DraftOrders, request) || AreOfAnother(request.ListedOrders, request) || IsOfAnother(request, [Need.Patient]))
        {
            return OfAnotherPatient();
        }

        OrderedDrugs drugs = new(Drug, new MedicationReferences(request, gatherer));
        await drugs.LookUpAsync(request.DraftOrders, stop);
        ImmutableArray<OrderedDrug> drafts = [.. request.DraftOrders.Select(draft => request.Hook == "order-select" ? drugs.Identify(draft) : drugs.IdentifyChosen(draft))];
        ImmutableArray<OrderedDrug> selected = [.. drafts.Where(draft => Selections.Names(request, draft.Resource))];
        if (drafts.Count(draft => draft.Identity is DrugIdentity.Monitored or DrugIdentity.Interacting or DrugIdentity.DeviceRemoval) > MostOrders)
        {
            return TooManyOrders();
        }

        ReadingContext context = new(Drug, now, zone);
        TriageResult triage = Triage.Decide(selected, drafts, null, Drug.Name);
        MissingReason why = MissingReason.Unreadable;
        if (triage == TriageResult.NeedsMedications)
        {
            ImmutableDictionary<Need, NeedData> lists = await gatherer.GatherAsync(request, TakenDrugs.NeedsOf(request.Hook), Drug.Needs, stop);
            if (IsOfAnother(request, TakenDrugs.NeedsOf(request.Hook)))
            {
                return OfAnotherPatient();
            }

            await drugs.LookUpAsync(NamingDrugs(lists), stop);
            TakenDrugs taken = TakenDrugs.Of(lists, drugs, context);
            triage = Triage.Decide(selected, drafts, taken, Drug.Name);
            why = taken.Gap == MissingReason.NoneOnFile ? why : taken.Gap;
            if (triage == TriageResult.MedicationsNotKnown && request.NeverHasMedications && lists[Need.Medications].Resources.IsEmpty)
            {
                // A card on every such order, for want of a list that never comes, would be read by nobody.
                triage = TriageResult.Out;
            }
        }

        return triage switch
        {
            TriageResult.Out => Answer([], request, triage, [], [], []),
            TriageResult.In => await CheckAsync(request, drafts, drugs, gatherer, recall, context, stop),
            _ => CannotTell(request, triage, why),
        };
    }

    private async ValueTask<CheckResult> CheckAsync(
        HookRequest request,
        ImmutableArray<OrderedDrug> drafts,
        OrderedDrugs drugs,
        IGatherer gatherer,
        Func<CancellationToken, ValueTask<EarlierAnswers>> recall,
        ReadingContext context,
        CancellationToken stop)
    {
        ImmutableArray<Need> needs = Drug.NeedsOf(request.Hook);
        ImmutableDictionary<Need, NeedData> gathered = await gatherer.GatherAsync(request, needs, Drug.Needs, stop);
        if (IsOfAnother(request, needs))
        {
            return OfAnotherPatient();
        }

        if (gathered[Need.Patient].Resources.IsEmpty)
        {
            string key = Drug.Needs[Need.Patient].Key;
            return new CheckResult.Refused(new Refusal(412, RefusalCodes.MissingData, $"prefetch.{key} is needed and did not come as a Patient: send it, or give access to the FHIR server."));
        }

        await drugs.LookUpAsync(NamingDrugs(gathered).Concat(request.ListedOrders), stop);
        PrescribingSession session = SessionReader.Read(request, drafts, gathered, drugs, context);
        if (session.Judged.Length > MostOrders)
        {
            return TooManyOrders();
        }

        ImmutableArray<Judgement> judgements = Drug.Judge(session);
        EarlierAnswers earlier = judgements.Any(judgement => judgement.Verdict is Verdict.Found) ? await recall(stop) : EarlierAnswers.None;
        bool isInpatient = session.Patient.Setting is Known<CareSetting>.Value { Fact: CareSetting.Inpatient };
        judgements = Repeats.Settle(judgements, earlier, Drug.Silence, isInpatient, context.Now);
        NewOrders orders = new(Drug.Words, Drug.OrderCodes, request.PatientId, request.EncounterId, session.Patient.Today);
        Lazy<Dictionary<string, JsonElement>> running = new(() => ById(
            ((Need[])[Need.Medications, Need.EndedOrders]).SelectMany(need => gathered.GetValueOrDefault(need)?.Resources ?? [])));
        SuggestionWriter writer = new(Drug.Words, ById(request.DraftOrders), orders, source => running.Value.TryGetValue(source, out JsonElement order) ? order : null);
        List<(Guid Suggestion, Act Act)> offered = [];
        ImmutableArray<Card> cards = _composer.Compose(judgements, Drug.MostCards(request.Hook), act => Offer(writer, act, offered));
        return Answer(cards, request, TriageResult.In, judgements, context.Problems, JudgedFinding.Of(judgements, cards, offered, earlier.Seal));
    }

    private static Suggestion? Offer(SuggestionWriter writer, Act act, List<(Guid Suggestion, Act Act)> offered)
    {
        Suggestion? suggestion = writer.Write(act);
        if (suggestion is not null)
        {
            offered.Add((suggestion.Uuid, act));
        }

        return suggestion;
    }

    private CheckResult.Answered CannotTell(HookRequest request, TriageResult triage, MissingReason why)
    {
        Card card = _composer.NotChecked(triage, why);
        return Answer([card], request, triage, [], [], [new JudgedFinding(CardComposer.NotCheckedTopic, Indicator.Info, FindingStatus.NotChecked) { Card = card.Uuid, Need = "drug", Reason = triage.ToString() }]);
    }

    private CheckResult.Answered Answer(
        ImmutableArray<Card> cards,
        HookRequest request,
        TriageResult triage,
        ImmutableArray<Judgement> judgements,
        List<ReadingProblem> problems,
        ImmutableArray<JudgedFinding> findings)
    {
        JsonObject? trace = request.WantsTrace
            ? new JsonObject { [Trace.Name] = Trace.Of(Drug.Version, triage.ToString(), judgements, problems) }
            : null;
        return new CheckResult.Answered(cards.IsEmpty && trace is null ? HookResponse.NothingToSay : new HookResponse(cards, trace)) { Findings = findings };
    }

    // All that stands under a key counts: a subject may be told by a Patient beside it. What a server sends is judged as it is read.
    private bool IsOfAnother(HookRequest request, ImmutableArray<Need> needs)
    {
        if (request.Prefetch is { ValueKind: JsonValueKind.Object } prefetch)
        {
            foreach (Need need in needs)
            {
                if (prefetch.TryGetProperty(Drug.Needs[need].Key, out JsonElement sent) && Bundles.HoldsAnother(sent, request.PatientId))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AreOfAnother(ImmutableArray<JsonElement> orders, HookRequest request)
    {
        foreach (JsonElement order in orders)
        {
            if (References.IsAboutAnother(order, request.PatientId))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<JsonElement> NamingDrugs(ImmutableDictionary<Need, NeedData> gathered)
    {
        foreach (Need need in NeedsThatNameDrugs)
        {
            if (gathered.TryGetValue(need, out NeedData? data))
            {
                foreach (JsonElement resource in data.Resources)
                {
                    yield return resource;
                }
            }
        }
    }

    // Never says whose: an error is no place for a patient's id.
    private static CheckResult.Refused OfAnotherPatient() => new(new Refusal(
        400, RefusalCodes.WrongPatient, "The call holds data of another patient than context.patientId names. Nothing was checked: send this patient's data only."));

    private static CheckResult.Refused TooManyOrders() => new(new Refusal(
        413, RefusalCodes.BodyTooLarge, $"More than {MostOrders} orders of one session are to be judged. Nothing was checked: send fewer at a time."));

    // The first of an id counts.
    private static Dictionary<string, JsonElement> ById(IEnumerable<JsonElement> resources)
    {
        Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);
        foreach (JsonElement resource in resources)
        {
            if (References.SourceOf(resource) is { } source)
            {
                byId.TryAdd(source, resource);
            }
        }

        return byId;
    }
}
