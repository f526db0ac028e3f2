using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Everything gathered to what precautions see.</summary>
internal static class SessionReader
{
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
        return new PrescribingSession(
            request.Hook,
            SnapshotReader.Read(request, drafts, gathered, drugs, context),
            [.. read.Select(pair => pair.Order)],
            [.. read.Where(pair => Selections.Names(request, pair.Draft.Resource)).Select(pair => pair.Order)],
            [.. ours.Where(draft => Stops(draft.Resource)).Select(draft => References.SourceOf(draft.Resource)).OfType<string>()],
            request.DraftOrders.Any(resource => IsKidneyTest(resource, context)));
    }

    /// <summary>Whether a draft stops an order, and so is none of the drug.</summary>
    public static bool Stops(JsonElement order) => StoppingStatus.Contains(References.Text(order, "status"u8));

    private static bool IsKidneyTest(JsonElement resource, ReadingContext context) =>
        RequestData.TypeOf(resource) == "ServiceRequest"
        && References.Text(resource, "status"u8) is not ("revoked" or "entered-in-error")
        && context.RowIn("observations", References.Object(resource, "code"u8)) is { Group: var group }
        && (group.StartsWith("creatinine-", StringComparison.Ordinal) || group.StartsWith("egfr-", StringComparison.Ordinal));
}
