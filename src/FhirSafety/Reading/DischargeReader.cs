using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>
/// The discharge list (clinical page, <c>withdrawal-discharge-omission</c>): orders active or drafted that are not for the stay, from
/// the call's own list or from the medications on file. No EHR marks it more plainly than that.
/// </summary>
internal static class DischargeReader
{
    /// <summary>The list.</summary>
    public static DischargeList Read(
        HookRequest request, ImmutableDictionary<Need, NeedData> gathered, OrderedDrugs drugs, ReadingContext context)
    {
        NeedData onFile = gathered.GetValueOrDefault(Need.Medications) ?? NeedData.Unknown(MissingReason.NotSupplied);
        OrderedDrug[] listed =
        [
            .. request.ListedOrders.Concat(onFile.Resources).Where(IsForHome).Select(drugs.IdentifyChosen).Where(order => order.Identity != DrugIdentity.NotAnOrder),
        ];
        MissingReason gap = listed.Any(order => order.Identity == DrugIdentity.NotTold) ? MissingReason.Unreadable
            : request.ListedOrders.IsEmpty ? onFile.Gap
            : MissingReason.NoneOnFile;
        return new DischargeList(
            [.. listed.Where(order => order.Identity == DrugIdentity.Monitored).Select(order => OrderReader.Read(order, context))],
            listed.Any(order => order.Identity != DrugIdentity.Monitored && request.EncounterId is { } encounter && OrderCategories.EncounterOf(order.Resource) == encounter),
            gap);
    }

    private static bool IsForHome(JsonElement order) =>
        References.Text(order, "status"u8) is null or "active" or "draft"
        && !References.IsTrue(order, "doNotPerform"u8)
        && OrderCategories.Of(order) != OrderCategory.Inpatient;
}
