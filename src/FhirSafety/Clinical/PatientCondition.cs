using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>A Condition whose code belongs to a value set that some precaution uses.</summary>
/// <param name="Meanings">The sets and groups its codes belong to.</param>
/// <param name="Status">Whether it is current.</param>
/// <param name="Refuted">Verification status refuted or entered-in-error: it never counts.</param>
/// <param name="Date">Onset, else the recorded date; null when neither is recorded, which counts as current.</param>
/// <param name="AbatedOn">When it ended; null when it has not, or does not say.</param>
/// <param name="EncounterDiagnosis">Whether it is a diagnosis of one encounter and not of the problem list.</param>
/// <param name="Source">The Condition, as <c>Condition/id</c>; null without an id.</param>
/// <param name="IsNew">Whether it is being recorded in this call.</param>
public sealed record PatientCondition(
    ImmutableArray<Meaning> Meanings,
    ConditionStatus Status,
    bool Refuted,
    DateOnly? Date,
    DateOnly? AbatedOn,
    bool EncounterDiagnosis,
    string? Source,
    bool IsNew = false)
{
    /// <summary>When it was put on record, else the day of its encounter; null when neither is recorded. Onset may be long before.</summary>
    public DateOnly? RecordedOn { get; init; }

    /// <summary>The later of its date and the day it was put on record: an old illness that an encounter names was seen in that encounter.</summary>
    public DateOnly? LastSaidOn => RecordedOn > Date ? RecordedOn : Date;

    /// <summary>The group in which this condition belongs to a set, or null if it does not.</summary>
    public string? GroupIn(string set)
    {
        foreach (Meaning meaning in Meanings)
        {
            if (meaning.Set == set)
            {
                return meaning.Group;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the condition counts today (clinical page, section 3, "Condition test"): active or without a status, not
    /// refuted, not abated, and, as a diagnosis of an encounter, not older than twelve months.
    /// </summary>
    public bool IsCurrent(DateOnly today) =>
        !Refuted
        && Status == ConditionStatus.Active
        && !(AbatedOn <= today)
        && !IsOldEncounterDiagnosis(today);

    /// <summary>Whether it counts where history does: not refuted, and as a diagnosis of an encounter not older than twelve months.</summary>
    public bool CountsAsHistory(DateOnly today) => !Refuted && !IsOldEncounterDiagnosis(today);

    private bool IsOldEncounterDiagnosis(DateOnly today) => EncounterDiagnosis && LastSaidOn < today.AddMonths(-12);
}

/// <summary>The clinical status of a condition, as far as the check tells statuses apart.</summary>
public enum ConditionStatus
{
    /// <summary>active, recurrence, relapse, absent, or not understood (which must not silence a warning).</summary>
    Active,

    /// <summary>inactive, remission or resolved: counts only where a rule says that history counts.</summary>
    Over,
}
