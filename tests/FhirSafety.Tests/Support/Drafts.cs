using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Drafts as an EHR sends them, and what accepting a suggestion makes of them.</summary>
internal static class Drafts
{
    /// <summary>A draft of one baclofen order with all that an update has to keep or to mend.</summary>
    public const string Full = """
        {
          "resourceType": "MedicationRequest", "id": "draft", "status": "draft", "intent": "order",
          "meta": { "profile": [ "http://hl7.org/fhir/us/core/StructureDefinition/us-core-medicationrequest" ] },
          "text": { "status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Baclofen 20 mg three times daily</div>" },
          "extension": [
            { "url": "http://example.org/unknown", "valueDecimal": 1.50 },
            { "url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-MedicationRequest.renderedDosageInstruction", "valueMarkdown": "20 mg three times daily" },
            { "url": "urn:fhirsafety:applied", "valueString": "renal-mild|G2|15" }
          ],
          "medicationCodeableConcept": { "coding": [ { "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "197392" } ], "text": "baclofen 20 MG Oral Tablet" },
          "subject": { "reference": "Patient/1" }, "authoredOn": "2026-11-22",
          "note": [ { "text": "for the \u00e9lan of \u4e2d" } ],
          "dosageInstruction": [ {
            "id": "d1", "sequence": 1, "text": "20 mg three times daily", "patientInstruction": "Take one tablet three times a day",
            "additionalInstruction": [ { "coding": [ { "system": "http://snomed.info/sct", "code": "311504000" } ] }, { "text": "one more at night" } ],
            "timing": { "repeat": { "boundsPeriod": { "start": "2026-11-22" }, "frequency": 3, "period": 1, "periodUnit": "d" } },
            "asNeededBoolean": false,
            "route": { "coding": [ { "system": "http://snomed.info/sct", "code": "26643006" } ] },
            "doseAndRate": [
              { "type": { "text": "calculated" }, "doseQuantity": { "value": 20, "unit": "mg" } },
              { "type": { "text": "ordered" }, "doseQuantity": { "value": 20, "unit": "mg" } }
            ],
            "maxDosePerPeriod": { "numerator": { "value": 60, "unit": "mg" }, "denominator": { "value": 1, "unit": "d" } }
          } ],
          "dispenseRequest": { "numberOfRepeatsAllowed": 1, "quantity": { "value": 90, "unit": "tablet" }, "initialFill": { "quantity": { "value": 9 } } }
        }
        """;

    public static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    public static Act.SetDose To(decimal mg, FhirSafety.Terminology.ValueSetRow? product = null) =>
        new(Orders.DraftId, Regimen.For(mg, 2.5m), product, new AppliedMark("renal-severe", "G4", mg), OnlyIfNew: false);

    public static JsonObject Update(string draft, Act.SetDose act) => DoseUpdate.Apply(Parse(draft), act, Orders.Drug.Words);

    /// <summary>What a suggestion comes to for a call whose draft is <paramref name="draft"/>.</summary>
    public static Suggestion? Suggest(Act act, string draft = Full, string? encounter = "e1") =>
        new SuggestionWriter(
            Orders.Drug.Words,
            new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [Orders.DraftId] = Parse(draft) }.ToFrozenDictionary(StringComparer.Ordinal),
            new NewOrders(Orders.Drug.Words, Orders.Drug.OrderCodes, "1", encounter, Today)).Write(act);

    /// <summary>The call once a suggestion was accepted.</summary>
    public static Call Accepting(this Call call, Act act) => act switch
    {
        Act.OrderCreatinine => call with { KidneyTestOrdered = true },
        Act.OrderService service => call with { Taken = [.. call.Taken, service.What] },
        Act.CreateTask task => call with { Taken = [.. call.Taken, task.What] },
        Act.Instruct instruct => call.Changed(instruct.Order, draft => draft with { Instructed = [.. draft.Instructed, instruct.What] }),
        Act.LinkToRunning link => call.Changed(link.Order, draft => draft with { Replaces = [.. draft.Replaces, link.Running] }),
        Act.RemoveDraft { Drug: not null } remove => call with
        {
            Patient = call.Patient with { Medications = call.Patient.Medications with { Items = call.Patient.Medications.Items.RemoveAll(drug => drug.Source == remove.Order) } },
        },
        Act.RemoveDraft remove => call with { Drafts = [.. call.Drafts.Where(draft => draft.Source != remove.Order)] },
        Act.OfferRescue => call with { Patient = call.Patient.Taking(OtherDrugs.NaloxoneSpray().Ordered()) },
        Act.SetDose set => call.Changed(set.Order, draft => Set(draft, set)),
        Act.LimitSupply limit => call.Changed(limit.Order, draft => draft with { SupplyDays = limit.Days }),
        Act.Taper taper => call.WithSteps(taper, [.. Steps(taper)]),
        Act.Titration titration => call with
        {
            Judged = null,
            Drafts = [.. call.Drafts.Where(draft => draft.Source != titration.Draft), .. StepsOf(titration with { Draft = Orders.DraftId })],
        },
        Act.KeepDosage keep => call.Changed(keep.Order, draft => draft with { Dose = call.Patient.Running.Items.Single(running => running.Source == keep.Running).Dose }),
        Act.KeepRunning keep => call with
        {
            Stopped = [.. call.Stopped.Remove(keep.StoppedBy)],
            Judged = null,
            Drafts = keep.IsOrderItself ? [.. call.Drafts, call.Patient.Running.Items.First(running => running.Source == keep.StoppedBy) with { Status = "active" }] : call.Drafts,
        },
        Act.ContinueOrder order => call.WithOrder(order),
        _ => call,
    };

    // What the taper does not take out, such as the stop it was offered for, is judged beside its steps.
    private static Call WithSteps(this Call call, Act.Taper taper, ImmutableArray<DrugOrder> steps) => call with
    {
        Judged = call.Judged is not { } judged
            ? null
            : [.. judged.Where(one => one.Role == OrderRole.Stopped && one.StoppedBy != taper.Removed), .. steps.Select(step => new JudgedOrder(step, OrderRole.Draft))],
        Drafts = [.. call.Drafts.Where(draft => draft.Source != taper.Removed && !taper.AlsoRemoved.Contains(draft.Source!)), .. steps],
    };

    // As the EHR sends it back: drafted on the discharge list, or an order of the stay.
    private static Call WithOrder(this Call call, Act.ContinueOrder act)
    {
        DrugOrder made = Continued(act);
        return call.Discharge is { } list
            ? call with { Discharge = list with { Orders = [.. list.Orders, made] } }
            : call with { Patient = call.Patient with { Running = Records.Whole([.. call.Patient.Running.Items, made with { Status = "active" }]) } };
    }

    private static DrugOrder Continued(Act.ContinueOrder act)
    {
        Suggestion made = new SuggestionWriter(
            Orders.Drug.Words,
            FrozenDictionary<string, JsonElement>.Empty,
            new NewOrders(Orders.Drug.Words, Orders.Drug.OrderCodes, "1", "e1", Today),
            source => source == act.Source ? Parse(Full) : null).Write(act)!;
        return Read(Parse(Assert.IsType<SuggestedAction.Create>(Assert.Single(made.Actions)).Resource.ToJsonString()));
    }

    /// <summary>The orders a taper makes, as they are read when they come back.</summary>
    public static IEnumerable<DrugOrder> Steps(Act.Taper taper) => StepsOf(taper with { Like = Orders.DraftId });

    private static IEnumerable<DrugOrder> StepsOf(Act act) => Suggest(act)!.Actions
        .OfType<SuggestedAction.Create>()
        .Select(create => Parse(create.Resource.ToJsonString()))
        .Where(resource => resource.GetProperty("resourceType").ValueEquals("MedicationRequest"))
        .Select(Read);

    private static DrugOrder Read(JsonElement order)
    {
        ReadingContext context = new(Orders.Drug, Now, TimeZoneInfo.Utc);
        return OrderReader.Read(new OrderedDrug(order, DrugIdentity.Monitored, null, References.Object(order, "medicationCodeableConcept"u8)), context);
    }

    private static Call Changed(this Call call, string order, Func<DrugOrder, DrugOrder> change) =>
        call with { Drafts = [.. call.Drafts.Select(draft => draft.Source == order ? change(draft) : draft)] };

    // Through the JSON and back, so that what is written is what is judged.
    private static DrugOrder Set(DrugOrder draft, Act.SetDose set)
    {
        string[] mark = ((string)Update(Full, set)["extension"]!.AsArray()[^1]!["valueString"]!).Split('|');
        return draft with
        {
            Dose = ((DailyDose.Oral)Orders.Oral(set.Regimen.MgADay)) with { LargestSingleMg = set.Regimen.Parts.Max(), TimesADay = set.Regimen.Parts.Length },
            Replaces = set.Renews is { } running ? [running] : draft.Replaces,
            Accepted = new AppliedMark(mark[0], mark[1], decimal.Parse(mark[2], System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>The cards of a call.</summary>
    public static ImmutableArray<Card> Cards(this Call call, int most = 5) =>
        new CardComposer(call.Drug.Words).Compose(call.Judge(), most, act => Suggest(act));
}
