using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What makes a taper longer (clinical page, section 8 rule 1). Any of them is enough.</summary>
/// <param name="SeizureHistory">Epilepsy or a seizure, now or earlier; a febrile one alone does not count.</param>
/// <param name="EarlierWithdrawal">Withdrawal symptoms after an earlier stop of the drug.</param>
/// <param name="SpinalInjury">An injury of the cervical or thoracic cord, or the autonomic dysreflexia that comes of one.</param>
/// <param name="OlderAge">The older age of the policy.</param>
/// <param name="SedativeStopped">A benzodiazepine, an opioid or alcohol is being withdrawn as well.</param>
/// <param name="Pregnant">Pregnancy.</param>
/// <param name="Child">Under 18; also sets how steps are rounded and divided.</param>
/// <param name="HistoryNotSeen">The problem list was not seen whole, so that seizures and injuries cannot be excluded.</param>
public readonly record struct TaperFlags(
    bool SeizureHistory = false,
    bool EarlierWithdrawal = false,
    bool SpinalInjury = false,
    bool OlderAge = false,
    bool SedativeStopped = false,
    bool Pregnant = false,
    bool Child = false,
    bool HistoryNotSeen = false)
{
    /// <summary>Whether any is set.</summary>
    public bool Any => this != default;

    /// <summary>The flags of a patient.</summary>
    /// <param name="order">The order with its patient.</param>
    /// <param name="sedativeStopped">
    /// Whether this session stops a benzodiazepine or an opioid, or alcohol is being withdrawn. Stopped orders of other drugs are not
    /// part of the snapshot yet, so the caller says it.
    /// </param>
    public static TaperFlags Of(OrderUnderCheck order, bool sedativeStopped = false)
    {
        PatientSnapshot patient = order.Patient;
        return new TaperFlags(
            // History counts, and an injured cord does not heal: any status but refuted.
            SeizureHistory: patient.Conditions.Items.Any(condition => !condition.Refuted && condition.GroupIn("epilepsy-seizure") is { } group && group != "febrile"),
            EarlierWithdrawal: patient.HadWithdrawal || patient.Allergies.Items.Any(allergy =>
                !allergy.Refuted && allergy.Reaction?.Contains("withdrawal", StringComparison.OrdinalIgnoreCase) == true),
            SpinalInjury: patient.Conditions.Items.Any(condition =>
                !condition.Refuted && condition.GroupIn("autonomic-dysreflexia-sci") is "sci-cervical" or "sci-thoracic" or AutonomicDysreflexia.Id),
            OlderAge: order.IsOlder,
            SedativeStopped: sedativeStopped,
            Pregnant: IsPregnant(order),
            Child: order.IsChild,
            HistoryNotSeen: !patient.Conditions.IsWhole);
    }

    /// <summary>Days to the due date of a pregnancy that lasts by the newest record, below zero when it has passed; null without one.</summary>
    public static int? DaysToBirth(OrderUnderCheck order) =>
        Pregnancy.IsPossible(order) && Pregnancy.Of(order).DueOn is { } due ? due.DayNumber - order.Patient.Today.DayNumber : null;

    // Only makes a taper longer, so that any sign of a pregnancy is enough.
    private static bool IsPregnant(OrderUnderCheck order) =>
        order.Patient.Conditions.Items.Any(condition => condition.GroupIn("pregnancy") == "pregnant" && condition.IsCurrent(order.Patient.Today))
        || order.Patient.Pregnancy.Statuses.Items.MaxBy(status => status.At) is { Fact: PregnancyAnswer.Pregnant }
        || DaysToBirth(order) is not null;
}
