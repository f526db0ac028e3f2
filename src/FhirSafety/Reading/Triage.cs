using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Whether the drug under check plays a part in a call. Decided from codes alone, before anything else is read.</summary>
internal static class Triage
{
    /// <summary>Decides.</summary>
    /// <param name="judged">The orders of the session that are to be judged.</param>
    /// <param name="drafts">All orders of the session.</param>
    /// <param name="taken">What the patient takes; null when there was no need to look yet.</param>
    /// <param name="drug">The name of the drug under check.</param>
    public static TriageResult Decide(ImmutableArray<OrderedDrug> judged, ImmutableArray<OrderedDrug> drafts, TakenDrugs? taken, string drug)
    {
        if (judged.Any(draft => draft.Identity == DrugIdentity.Monitored || (draft.Identity == DrugIdentity.DeviceRemoval && DeviceRemoval.NamesDrug(draft.Resource, drug))))
        {
            return TriageResult.In;
        }

        // A hook without orders asks about what runs, and so does a device to be taken out.
        bool untold = judged.Any(draft => draft.Identity == DrugIdentity.NotTold);
        if (!drafts.IsEmpty && !judged.Any(draft => draft.Identity is DrugIdentity.Interacting or DrugIdentity.DeviceRemoval))
        {
            return untold ? TriageResult.DrugNotTold : TriageResult.Out;
        }

        if (drafts.Any(draft => draft.Identity == DrugIdentity.Monitored))
        {
            return TriageResult.In;
        }

        return taken switch
        {
            null => TriageResult.NeedsMedications,
            _ when taken.Holds(DrugIdentity.Monitored) => TriageResult.In,
            _ when untold => TriageResult.DrugNotTold,
            _ when taken.Gap != MissingReason.NoneOnFile || taken.Holds(DrugIdentity.NotTold) => TriageResult.MedicationsNotKnown,
            _ => TriageResult.Out,
        };
    }
}

/// <summary>What triage says.</summary>
internal enum TriageResult
{
    /// <summary>The drug plays no part: answer at once.</summary>
    Out,

    /// <summary>It does: check.</summary>
    In,

    /// <summary>It depends on what the patient takes: look at that alone, then ask again.</summary>
    NeedsMedications,

    /// <summary>It depends on running orders that cannot be had, or on a drug that is taken and cannot be told.</summary>
    MedicationsNotKnown,

    /// <summary>An order's drug cannot be told: it may be the one.</summary>
    DrugNotTold,
}
