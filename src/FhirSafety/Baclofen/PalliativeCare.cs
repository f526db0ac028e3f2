using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Palliative or hospice care on file (clinical page, section 9, rule 3).</summary>
internal static class PalliativeCare
{
    private const string Set = "palliative-care";

    /// <summary>
    /// Whether the encounter of the call is of that type, or a current condition, or a procedure done, going on or ordered, names it
    /// within the policy's days.
    /// </summary>
    public static bool IsRecorded(OrderUnderCheck order)
    {
        PatientSnapshot patient = order.Patient;
        DateOnly first = patient.Today.AddDays(-order.Policy.PalliativeDays);
        return Names(patient.EncounterTypes)
            || patient.Conditions.Items.Any(condition => Names(condition.Meanings) && condition.IsCurrent(patient.Today) && !(condition.Date < first))
            || patient.Procedures.Items.Any(procedure => Names(procedure.Meanings) && procedure.State != ProcedureState.NotPerformed && procedure.Date >= first);
    }

    private static bool Names(ImmutableArray<Meaning> meanings) => meanings.Any(meaning => meaning.Set == Set);
}
