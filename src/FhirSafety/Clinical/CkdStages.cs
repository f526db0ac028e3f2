using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Chronic kidney disease as the problem list has it (clinical page, section 5.1, step 6).</summary>
internal static class CkdStages
{
    /// <summary>The records that count today, most severe first; of one severity the newest first.</summary>
    public static ImmutableArray<CkdRecord> Current(PatientSnapshot patient, KidneyPolicy policy)
    {
        List<CkdRecord> counting = [];
        foreach (PatientCondition condition in patient.Conditions.Items)
        {
            foreach (Meaning meaning in condition.Meanings)
            {
                if (meaning.Set == "ckd" && condition.IsCurrent(patient.Today))
                {
                    counting.Add(new CkdRecord(meaning.Group, BandOf(meaning.Group), condition.Date, condition.Source) { RecordedOn = condition.LastSaidOn });
                }
            }
        }

        // Disease without a stage counts as 3b for caution, but not against a stage that somebody has set.
        if (counting.Exists(IsStaged))
        {
            counting.RemoveAll(record => !IsStaged(record));
        }

        if (DialysisEvidence.Past(patient, policy) is { } pastDialysis)
        {
            counting.Add(pastDialysis);
        }

        counting.Sort(MostSevere);
        return [.. counting];
    }

    private static int MostSevere(CkdRecord one, CkdRecord other) =>
        Comparer<RenalBand>.Default.Compare(other.Band ?? RenalBand.G1, one.Band ?? RenalBand.G1) is var band and not 0 ? band
        : string.CompareOrdinal(other.Group, one.Group) is var group and not 0 ? group
        : (other.Date ?? DateOnly.MaxValue).CompareTo(one.Date ?? DateOnly.MaxValue) is var date and not 0 ? date
        : string.CompareOrdinal(one.Source, other.Source) is var source and not 0 ? source
        : one.ByPastDialysis.CompareTo(other.ByPastDialysis);

    /// <summary>The most severe stage recorded after a day. A record without a date counts as of today.</summary>
    public static CkdRecord? RecordedAfter(ImmutableArray<CkdRecord> mostSevereFirst, DateOnly day) =>
        mostSevereFirst.FirstOrDefault(record => record.Band is not null && !(record.RecordedOn <= day));

    private static bool IsStaged(CkdRecord record) => record.Group.StartsWith("stage", StringComparison.Ordinal);

    private static RenalBand? BandOf(string group) => group switch
    {
        // Stages 1 and 2 are defined by damage, not by a filtration that could stand in for a number.
        "stage1" or "stage2" => null,
        "stage3a" => RenalBand.G3a,
        "stage4" => RenalBand.G4,
        "stage5" => RenalBand.G5,
        _ => RenalBand.G3b,
    };
}
