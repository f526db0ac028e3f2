using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Everything gathered to what precautions see.</summary>
internal static class SessionReader
{
    private static readonly string[] StoppingStatus = ["stopped", "cancelled", "completed", "on-hold"];
    private static readonly string[] RunningStatus = ["active", "on-hold"];

    /// <summary>The session.</summary>
    /// <param name="request">The call.</param>
    /// <param name="drafts">Its orders, identified.</param>
    /// <param name="gathered">What was had.</param>
    /// <param name="drugs">Identifies running orders.</param>
    /// <param name="context">Codes, day, problems.</param>
    public static PrescribingSession Read(
        HookRequest request,
        ImmutableArray<OrderedDrug> drafts,
        ImmutableDictionary<Need, NeedData> gathered,
        OrderedDrugs drugs,
        ReadingContext context)
    {
        ImmutableArray<OrderedDrug> ours = [.. drafts.Where(draft => draft.Identity == DrugIdentity.Monitored)];
        ImmutableArray<(OrderedDrug Draft, DrugOrder Order)> read =
        [
            .. ours.Where(draft => !Stops(draft.Resource))
                .Select(draft => (draft, OrderReader.Read(draft, context)))
                .Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.draft, pair.Item2!)),
        ];
        return new PrescribingSession(
            request.Hook,
            Snapshot(request, drafts, gathered, drugs, context),
            [.. read.Select(pair => pair.Order)],
            [.. read.Where(pair => Selections.Names(request, pair.Draft.Resource)).Select(pair => pair.Order)],
            [.. drafts.Where(draft => Stops(draft.Resource)).Select(draft => References.SourceOf(draft.Resource)).OfType<string>()],
            request.DraftOrders.Any(resource => IsKidneyTest(resource, context)));
    }

    private static PatientSnapshot Snapshot(
        HookRequest request,
        ImmutableArray<OrderedDrug> drafts,
        ImmutableDictionary<Need, NeedData> gathered,
        OrderedDrugs drugs,
        ReadingContext context)
    {
        Patient patient = FhirJson.Read<Patient>(gathered[Need.Patient].Resources[0], "id", "birthDate", "gender", "extension") ?? new Patient();
        Known<BirthDate> birth = PatientReader.BirthDate(patient, context);
        NeedData labs = gathered[Need.KidneyLabs];
        NeedData size = gathered[Need.BodySize];
        ObservationReader observations = new ObservationReader(context, birth).Read(labs).Read(size);
        ImmutableArray<OrderedDrug> running =
            [.. gathered[Need.Medications].Resources.Where(Runs).Select(drugs.Identify)];

        return new PatientSnapshot
        {
            Now = context.Now,
            BirthDate = birth,
            Sex = PatientReader.SexOf(patient),
            Creatinines = observations.Creatinines(labs),
            Egfrs = observations.Egfrs(labs),
            Weights = observations.Weights(size),
            Heights = observations.Heights(size),
            Conditions = ConditionReader.Conditions(gathered[Need.Conditions], context),
            Procedures = ConditionReader.Procedures(gathered[Need.Procedures], gathered[Need.ServiceRequests], context),
            Running = RunningOrders(running, gathered[Need.Medications].Gap, context),
            Medications = Medications(running, drafts, gathered[Need.Medications].Gap, context),
            Setting = EncounterReader.Setting(gathered[Need.Encounter], request.EncounterId),
        };
    }

    // A running order whose drug cannot be told may be the one.
    private static Records<DrugOrder> RunningOrders(ImmutableArray<OrderedDrug> running, MissingReason gap, ReadingContext context)
    {
        foreach (OrderedDrug untold in running.Where(order => order.Identity == DrugIdentity.NotTold))
        {
            context.Note(ReadingProblem.DrugNotTold, untold.Resource);
            gap = gap == MissingReason.NoneOnFile ? MissingReason.Unreadable : gap;
        }

        return new(
            [.. running.Where(order => order.Identity == DrugIdentity.Monitored).Select(order => OrderReader.Read(order, context)).OfType<DrugOrder>()],
            gap);
    }

    private static Records<ActiveMedication> Medications(
        ImmutableArray<OrderedDrug> running, ImmutableArray<OrderedDrug> drafts, MissingReason gap, ReadingContext context) => new(
    [
        .. running.Where(order => order.Identity == DrugIdentity.Interacting && !HasEnded(order, context))
            .Select(order => OrderReader.ReadOther(order, context, isDraft: false)),
        .. drafts.Where(order => order.Identity == DrugIdentity.Interacting && !Stops(order.Resource))
            .Select(order => OrderReader.ReadOther(order, context, isDraft: true)),
    ],
        gap);

    // Its own dates end an order that nobody closed: more than 14 days past (clinical page, section 3).
    private static bool HasEnded(OrderedDrug ordered, ReadingContext context) =>
        OrderDates.EndsOn(ordered.Resource, context.Zone) is { } end
        && end.AddDays(14) < DateOnly.FromDateTime(context.Now.DateTime);

    private static bool Stops(JsonElement order) => StoppingStatus.Contains(References.Text(order, "status"));

    private static bool Runs(JsonElement order) => References.Text(order, "status") is not { } status || RunningStatus.Contains(status);

    private static bool IsKidneyTest(JsonElement resource, ReadingContext context) =>
        RequestData.TypeOf(resource) == "ServiceRequest"
        && References.Text(resource, "status") is not ("revoked" or "entered-in-error")
        && context.RowIn("observations", References.Object(resource, "code")) is { Group: var group }
        && (group.StartsWith("creatinine-", StringComparison.Ordinal) || group.StartsWith("egfr-", StringComparison.Ordinal));
}
