using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>An opioid into the spine beside the baclofen pump (clinical page, <c>intrathecal-opioid</c>).</summary>
internal static class IntrathecalOpioid
{
    public const string Id = "intrathecal-opioid";

    public static BaclofenPrecaution Precaution { get; } = new(
        PairCard.Info(Id, Id, critical: 3, warning: 3), HookSets.SelectAndSign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["newOrChanged", "stable"],
        Roles = PairCard.DraftAndPaired,
        PairedHooks = HookSets.Sign,
    };

    /// <summary>Whether this precaution, and not that on opioids, speaks of an opioid.</summary>
    public static bool SpeaksOf(OrderUnderCheck order, PairedDrug opioid) =>
        order.Order.Route == Route.Intrathecal && (order.Role == OrderRole.Draft || HookSets.Sign.Contains(order.Session.Hook))
        && opioid.Records.All(record => record.Route is MedicationRoute.Epidural or MedicationRoute.Intrathecal);

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Order.Route != Route.Intrathecal)
        {
            return new Verdict.DoesNotApply("not an intrathecal order");
        }

        ImmutableArray<PairedDrug> opioids = [.. PairedDrug.Of(order, Opioid.Set).Where(IsIntoSpine)];
        return PairVerdict.Of(order, new PairFinding(Id, opioids, _ => order.Policy.Level(Id, "newOrChanged"))
        {
            Summary = new("intrathecal-opioid.summary"),
            Stable = order.Policy.Level(Id, "stable"),
            Acts = [Naloxone.Offer(order)],
        });
    }

    private static bool IsIntoSpine(PairedDrug opioid) => opioid.Records.Any(record => record.Route is MedicationRoute.Epidural or MedicationRoute.Intrathecal);
}
