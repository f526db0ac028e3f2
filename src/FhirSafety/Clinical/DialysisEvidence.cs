namespace FhirSafety.Clinical;

/// <summary>What speaks for dialysis (clinical page, section 5.1, step 1).</summary>
internal static class DialysisEvidence
{
    private const string Set = "dialysis";

    /// <summary>The evidence that counts today, a condition before a procedure; null when not on dialysis.</summary>
    public static DialysisRecord? Current(PatientSnapshot patient, KidneyPolicy policy) => Best(patient, policy, current: true)?.Record;

    /// <summary>
    /// Dialysis too long ago to count as such, taken as stage 5 recorded on its day (section 7.2, renal-dialysis, "Missing"):
    /// someone who needed it and of whom nothing newer is known is not assumed to have recovered.
    /// </summary>
    public static CkdRecord? Past(PatientSnapshot patient, KidneyPolicy policy) =>
        Best(patient, policy, current: false) is { Record: var past }
            ? new CkdRecord("stage5", RenalBand.G5, past.Date, past.Source, ByPastDialysis: true) { RecordedOn = past.RecordedOn }
            : null;

    private static Sign? Best(PatientSnapshot patient, KidneyPolicy policy, bool current)
    {
        List<Sign> signs = [.. Conditions(patient, policy), .. Procedures(patient, policy)];
        return signs.Count == 0 ? null : signs
            .Where(sign => sign.IsCurrent == current && !IsBeforeTransplant(sign.Record, patient))
            .OrderBy(sign => sign.Record.ByProcedure)
            .ThenByDescending(sign => sign.Record.Date ?? DateOnly.MaxValue)
            .ThenBy(sign => sign.Record.Source, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static IEnumerable<Sign> Conditions(PatientSnapshot patient, KidneyPolicy policy)
    {
        foreach (PatientCondition condition in patient.Conditions.Items)
        {
            if (condition.Refuted || condition.GroupIn(Set) is null)
            {
                continue;
            }

            DialysisRecord record = new(ByProcedure: false, condition.Date, condition.Source) { RecordedOn = condition.LastSaidOn };
            if (condition.Meanings.Contains(new Meaning(Set, "status")))
            {
                bool current = condition.IsCurrent(patient.Today);
                bool lapsed = condition.Status == ConditionStatus.Active && !(condition.AbatedOn <= patient.Today);
                if (current || lapsed)
                {
                    yield return new Sign(record, current);
                }
            }

            // That the encounter is over, and its diagnosis with it, does not unsay that there was dialysis in it.
            if (condition.Meanings.Contains(new Meaning(Set, "encounter")))
            {
                yield return new Sign(record with { Date = condition.LastSaidOn }, condition.LastSaidOn.IsWithin(policy.DialysisDays, patient.Today));
            }
        }
    }

    private static IEnumerable<Sign> Procedures(PatientSnapshot patient, KidneyPolicy policy)
    {
        foreach (PatientProcedure procedure in patient.Procedures.Items)
        {
            if (procedure.State != ProcedureState.NotPerformed && procedure.Meanings.Contains(new Meaning(Set, "procedure")))
            {
                bool current = procedure.State != ProcedureState.Completed || procedure.Date.IsWithin(policy.DialysisDays, patient.Today);
                yield return new Sign(new DialysisRecord(ByProcedure: true, procedure.Date, procedure.Source), current);
            }
        }
    }

    // Both dates are needed: a transplant of unknown date must not hide dialysis that may have come back after it.
    private static bool IsBeforeTransplant(DialysisRecord record, PatientSnapshot patient) =>
        patient.Conditions.Items.Any(condition =>
            condition.Meanings.Contains(new Meaning("ckd", "transplant"))
            && condition.IsCurrent(patient.Today)
            && condition.Date > record.Date);

    private sealed record Sign(DialysisRecord Record, bool IsCurrent);
}
