namespace FhirSafety.Clinical;

/// <summary>Acute kidney injury known by a condition only (clinical page, section 5.1, step 2).</summary>
internal static class AkiConditions
{
    // "Within 20 % of baseline", and what it reads as when there is no baseline (section 5.1).
    private const decimal RecoveredRatio = 1.2m;
    private const double RecoveredEgfr = 60;

    /// <summary>The newest condition from which the kidneys have not visibly recovered; null without one.</summary>
    public static AcuteKidneyInjury? Find(PatientSnapshot patient, KidneyNumber? number, KidneyPolicy policy) =>
        patient.Conditions.Items
            .Where(condition => condition.Meanings.Contains(new Meaning("acute-kidney-injury", "aki"))
                && condition.IsCurrent(patient.Today)
                && condition.LastSaidOn.IsWithin(policy.AkiConditionDays, patient.Today)
                && !HasRecovered(condition.Date, patient, number, policy))
            .OrderByDescending(condition => condition.Date ?? DateOnly.MaxValue)
            .ThenBy(condition => condition.Source, StringComparer.Ordinal)
            .Select(condition => new AcuteKidneyInjury(
                Stage: null, Newest: null, Baseline: null, ComparedWith: null, condition.Date, condition.Source))
            .FirstOrDefault();

    // Only results of a later day speak, and only the newest: an earlier one may have been normal before the next rise.
    private static bool HasRecovered(DateOnly? since, PatientSnapshot patient, KidneyNumber? number, KidneyPolicy policy)
    {
        if (since is not { } day)
        {
            return false;
        }

        // The week before the record is left out of the baseline: the creatinine that led to the diagnosis lies in it.
        if (AkiStaging.MedianBefore(Creatinines.NewestFirst(patient.Creatinines.Items), day, policy) is { } baseline)
        {
            return Creatinines.NewestOf(patient.Creatinines.Items) is { } newest
                && newest.At.Day() > day
                && newest.Comparator != Comparator.AtLeast
                && Creatinines.Umol(newest, policy) <= RecoveredRatio * baseline;
        }

        return number is not null
            && number.Egfr.Date > day
            && number.Egfr.Comparator != Comparator.Below
            && number.Egfr.Value >= RecoveredEgfr;
    }
}
