using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Whether the drug under check plays a part in a call. Decided from codes alone, before anything else is read.</summary>
internal static class Triage
{
    /// <summary>
    /// The lists that show whether the drug runs. Where a stay begins or ends it may stand in none of the orders that still run: at home
    /// others prescribe it, and in hospital it may have been stopped.
    /// </summary>
    public static Need[] ListsOf(string hook) => hook switch
    {
        "encounter-start" => [Need.Medications, Need.Statements],
        "encounter-discharge" => [Need.Medications, Need.Statements, Need.EndedOrders],
        _ => [Need.Medications],
    };

    /// <summary>Decides.</summary>
    /// <param name="judged">The orders of the session that are to be judged.</param>
    /// <param name="drafts">All orders of the session.</param>
    /// <param name="running">The running orders; null when there was no need to look yet.</param>
    /// <param name="runningGap">Why the running orders were not seen whole.</param>
    /// <param name="drug">The name of the drug under check.</param>
    public static TriageResult Decide(
        ImmutableArray<OrderedDrug> judged,
        ImmutableArray<OrderedDrug> drafts,
        ImmutableArray<OrderedDrug>? running,
        MissingReason runningGap,
        string drug)
    {
        if (judged.Any(draft => draft.Identity == DrugIdentity.Monitored || (draft.Identity == DrugIdentity.DeviceRemoval && DeviceRemoval.NamesDrug(draft.Resource, drug))))
        {
            return TriageResult.In;
        }

        if (judged.Any(draft => draft.Identity == DrugIdentity.NotTold))
        {
            return TriageResult.DrugNotTold;
        }

        // A hook without orders asks about what runs, and so does a device to be taken out.
        if (!drafts.IsEmpty && !judged.Any(draft => draft.Identity is DrugIdentity.Interacting or DrugIdentity.DeviceRemoval))
        {
            return TriageResult.Out;
        }

        if (drafts.Any(draft => draft.Identity == DrugIdentity.Monitored))
        {
            return TriageResult.In;
        }

        if (running is not { } seen)
        {
            return TriageResult.NeedsMedications;
        }

        return seen.Any(order => order.Identity == DrugIdentity.Monitored && !References.IsTrue(order.Resource, "doNotPerform")) ? TriageResult.In
            : runningGap != MissingReason.NoneOnFile || seen.Any(order => order.Identity == DrugIdentity.NotTold) ? TriageResult.MedicationsNotKnown
            : TriageResult.Out;
    }
}

/// <summary>What triage says.</summary>
internal enum TriageResult
{
    /// <summary>The drug plays no part: answer at once.</summary>
    Out,

    /// <summary>It does: check.</summary>
    In,

    /// <summary>It depends on the running orders: look at those alone, then ask again.</summary>
    NeedsMedications,

    /// <summary>It depends on running orders that cannot be had.</summary>
    MedicationsNotKnown,

    /// <summary>An order's drug cannot be told: it may be the one.</summary>
    DrugNotTold,
}
