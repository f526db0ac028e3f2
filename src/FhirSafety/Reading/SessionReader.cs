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

    private static readonly string[] StoppingStatus = ["stopped", "cancelled", "completed", "on-hold"];

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
        ImmutableArray<string> stopped = [.. ours.Where(draft => Stops(draft.Resource)).Select(draft => References.SourceOf(draft.Resource)).OfType<string>()];
        PatientSnapshot patient = SnapshotReader.Read(request, drafts, gathered, drugs, context);
        ImmutableArray<DrugOrder> selected = [.. read.Where(pair => Selections.Names(request, pair.Draft.Resource)).Select(pair => pair.Order)];
        ImmutableArray<JudgedOrder> judged =
        [
            .. selected.Select(order => new JudgedOrder(order, OrderRole.Draft)),
            .. Stopped(patient, ours, request, context).Select(order => new JudgedOrder(order, OrderRole.Stopped)),
        ];
        return new PrescribingSession(
            request.Hook,
            patient,
            [.. read.Select(pair => pair.Order)],
            !judged.IsEmpty ? judged
                : read.IsEmpty ? Running(patient, request, context.Drug)
                : [.. read.Select(pair => new JudgedOrder(pair.Order, OrderRole.Paired))],
            stopped,
            request.DraftOrders.Any(resource => IsKidneyTest(resource, context)))
        {
            Taken = [.. request.DraftOrders.SelectMany(TakenIn)],
        };
    }

    // What a stopping draft stops is the running order of its id, which has the dose that was taken; else what it says itself.
    private static IEnumerable<DrugOrder> Stopped(
        PatientSnapshot patient, ImmutableArray<OrderedDrug> ours, HookRequest request, ReadingContext context) =>
        ours.Where(draft => Stops(draft.Resource) && Selections.Names(request, draft.Resource))
            .Select(draft => patient.Running.Items.FirstOrDefault(running => running.Source is { } id && id == References.SourceOf(draft.Resource)) ?? OrderReader.Read(draft, context))
            .OfType<DrugOrder>();

    // Without an order to judge, the therapy is: the newest order of each route, or what a statement or a dispense shows.
    private static ImmutableArray<JudgedOrder> Running(PatientSnapshot patient, HookRequest request, MonitoredDrug drug)
    {
        OrderRole role = request.DraftOrders.IsEmpty ? OrderRole.Running : OrderRole.Paired;
        ImmutableArray<DrugOrder> orders =
        [
            .. patient.Running.Items
                .GroupBy(order => order.Route is Route.Intrathecal or Route.Epidural)
                .Select(route => route.OrderByDescending(order => order.AuthoredOn ?? DateOnly.MinValue).ThenBy(order => order.Source, StringComparer.Ordinal).First()),
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
    public static bool Stops(JsonElement order) => StoppingStatus.Contains(References.Text(order, "status"u8));

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
