using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Everything gathered to what precautions see.</summary>
internal static class SessionReader
{
    /// <summary>URL of the extension that says which suggestion of ours made a resource.</summary>
    public const string SuggestedUrl = "urn:fhirsafety:suggested";

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
        PatientSnapshot patient = SnapshotReader.Read(request, drafts, gathered, drugs, context);
        StopReader stops = new(patient, request.Hook, context);
        List<(OrderedDrug Draft, DrugOrder Order)> read = [];
        List<(OrderedDrug Draft, DrugOrder Order)> ending = [];
        foreach (OrderedDrug draft in drafts)
        {
            if (draft.Identity != DrugIdentity.Monitored)
            {
                continue;
            }

            DrugOrder order = OrderReader.Read(draft, context);
            if (StopReader.Stops(draft.Resource) || stops.Ends(order))
            {
                ending.Add((draft, order));
            }
            else
            {
                read.Add((draft, order));
            }
        }

        (JsonElement By, DrugOrder Order)[] stopped =
        [
            .. ending.SelectMany(one => stops.StoppedBy(one.Draft, one.Order).Select(order => (one.Draft.Resource, order))),
            .. drafts.Where(draft => draft.Identity == DrugIdentity.DeviceRemoval).SelectMany(draft => stops.EndedByRemoval(draft.Resource).Select(order => (draft.Resource, order))),
            .. EndedInEncounter(request, gathered, drugs).SelectMany(ended => stops.StoppedBy(ended, OrderReader.Read(ended, context)).Select(order => (ended.Resource, order))),
        ];
        ImmutableArray<JudgedOrder> running = Running(patient, request, context.Drug);
        patient = WithStopped(patient, stopped.Select(one => one.Order));
        ImmutableArray<JudgedOrder> judged =
        [
            .. read.Where(pair => Selections.Names(request, pair.Draft.Resource)).Select(pair => new JudgedOrder(pair.Order, OrderRole.Draft)),
            .. stopped.Where(one => Selections.Names(request, one.By))
                .Select(one => new JudgedOrder(one.Order, OrderRole.Stopped) { StoppedBy = References.SourceOf(one.By) }),
        ];
        return new PrescribingSession(
            request.Hook,
            patient,
            [.. read.Select(pair => pair.Order)],
            request.DraftOrders.IsEmpty ? [.. running, .. judged]
                : !judged.IsEmpty ? judged
                : read.Count == 0 ? running
                : [.. read.Select(pair => new JudgedOrder(pair.Order, OrderRole.Paired))],
            [.. stopped.Select(one => one.Order.Source).Concat(ending.Select(one => References.SourceOf(one.Draft.Resource))).OfType<string>().Distinct(StringComparer.Ordinal)],
            request.DraftOrders.Any(resource => IsKidneyTest(resource, context)))
        {
            Taken = [.. request.DraftOrders.SelectMany(TakenIn)],
            EncounterId = request.EncounterId,
            DeviceRemoved = drafts.Any(draft => draft.Identity == DrugIdentity.DeviceRemoval),
            StoppedOthers = [.. drafts.Where(draft => draft.Identity == DrugIdentity.Interacting && Stops(draft.Resource)).SelectMany(MeaningsOf)],
            DraftedOnFile =
            [
                .. Resources(gathered, Need.Medications).Where(order => References.Says(order, "status"u8, "draft"u8) && !References.IsTrue(order, "doNotPerform"u8))
                    .Select(drugs.Identify).Where(order => order.Identity == DrugIdentity.Monitored).Select(order => OrderReader.Read(order, context)),
            ],
            Discharge = request.Hook == "encounter-discharge" ? DischargeReader.Read(request, gathered, drugs, context) : null,
        };
    }

    // A list asked for the orders of the encounter may hold others all the same; one that names no encounter came for this one. Some
    // EHRs leave what was stopped in the list of what runs.
    private static IEnumerable<OrderedDrug> EndedInEncounter(HookRequest request, ImmutableDictionary<Need, NeedData> gathered, OrderedDrugs drugs) =>
        request is { Hook: "encounter-discharge", EncounterId: { } encounter }
            ? Resources(gathered, Need.EndedOrders).Where(order => (OrderCategories.EncounterOf(order) ?? encounter) == encounter)
                .Concat(Resources(gathered, Need.Medications).Where(order => OrderCategories.EncounterOf(order) == encounter))
                .Where(order => References.Text(order, "status"u8) is "stopped" or "cancelled")
                .DistinctBy(order => References.SourceOf(order) ?? order.GetRawText(), StringComparer.Ordinal)
                .Select(drugs.Identify)
                .Where(order => order.Identity == DrugIdentity.Monitored)
            : [];

    private static ImmutableArray<JsonElement> Resources(ImmutableDictionary<Need, NeedData> gathered, Need need) => gathered.GetValueOrDefault(need)?.Resources ?? [];

    // What the session stops ran before it, whether or not the list still shows it.
    private static PatientSnapshot WithStopped(PatientSnapshot patient, IEnumerable<DrugOrder> stopped)
    {
        DrugOrder[] unlisted =
        [
            .. stopped.Where(order => order.Source is { } id && patient.Running.Items.All(running => running.Source != id)).DistinctBy(order => order.Source, StringComparer.Ordinal),
        ];
        return unlisted.Length == 0 ? patient : patient with { Running = patient.Running with { Items = [.. patient.Running.Items, .. unlisted] } };
    }

    private static IEnumerable<Meaning> MeaningsOf(OrderedDrug drug) => drug.Match!.Hits.Select(hit => new Meaning(hit.Row.Set, hit.Row.Group));

    // Without an order to judge, the therapy is: the newest order of each route, or what a statement or a dispense shows. Of the steps of a
    // taper, which are written on one day, it is the one of today.
    private static ImmutableArray<JudgedOrder> Running(PatientSnapshot patient, HookRequest request, MonitoredDrug drug)
    {
        OrderRole role = request.DraftOrders.IsEmpty ? OrderRole.Running : OrderRole.Paired;
        ImmutableArray<DrugOrder> orders =
        [
            .. patient.Running.Items
                .GroupBy(order => order.Route is Route.Intrathecal or Route.Epidural)
                .Select(route => route
                    .OrderByDescending(order => order.Span.Includes(patient.Today))
                    .ThenByDescending(order => order.AuthoredOn ?? DateOnly.MinValue)
                    .ThenBy(order => order.Source, StringComparer.Ordinal).First()),
        ];
        return orders.IsEmpty
            ? [.. OfRecords(patient, drug).Take(1).Select(order => new JudgedOrder(order, role))]
            : [.. orders.Select(order => new JudgedOrder(order, role))];
    }

    private static IEnumerable<DrugOrder> OfRecords(PatientSnapshot patient, MonitoredDrug drug)
    {
        DrugOrder Of(string? source, Route route, DailyDose dose, DateOnly? from, DateOnly? to) =>
            new(source, "active", new DrugProduct(drug.Name, null, null, route, StrengthsDiffer: false), route, dose, from, to, [], null);

        return
        [
            .. patient.Statements.Items.Where(one => one is { Drug.IsWatched: true, IsActive: true })
                .Select(one => Of(one.Source, one.Route, one.Dose, one.StartsOn, one.EndsOn)),
            .. patient.Dispenses.Items.Where(one => one.Drug.IsWatched)
                .Select(one => Of(one.Source, one.Route, new DailyDose.NotYetKnown(), one.SuppliedOn, one.SupplyEnd)),
        ];
    }

    /// <summary>Whether a draft stops an order, and so is none of the drug.</summary>
    public static bool Stops(JsonElement order) => StopReader.Stops(order);

    private static IEnumerable<string> TakenIn(JsonElement resource) =>
        References.Objects(resource, "extension"u8)
            .Where(extension => References.Text(extension, "url"u8) == SuggestedUrl)
            .Select(extension => References.Text(extension, "valueString"u8))
            .OfType<string>();

    private static bool IsKidneyTest(JsonElement resource, ReadingContext context) =>
        RequestData.TypeOf(resource) == "ServiceRequest"
        && References.Text(resource, "status"u8) is not ("revoked" or "entered-in-error")
        && context.RowIn("observations", References.Object(resource, "code"u8)) is { Group: var group }
        && (group.StartsWith("creatinine-", StringComparison.Ordinal) || group.StartsWith("egfr-", StringComparison.Ordinal));
}
