namespace FhirSafety.Clinical;

/// <summary>How old a kidney number may be (clinical page, section 5.2).</summary>
internal static class Staleness
{
    /// <summary>Whether a number is older than its window. Exactly as old as the window is not stale.</summary>
    public static bool IsStale(KidneyNumber number, PatientSnapshot patient, KidneyPolicy policy) =>
        number.At.Day().DaysUntil(patient.Today) > Window(number.Band, patient, policy);

    private static int Window(RenalBand band, PatientSnapshot patient, KidneyPolicy policy)
    {
        // A care setting that is not known counts as outpatient, as the page has it for a request without an encounter.
        bool inpatient = patient.Setting is Known<CareSetting>.Value { Fact: CareSetting.Inpatient };
        BandDays days = inpatient ? policy.Windows.Inpatient : policy.Windows.Outpatient;
        int adult = band switch
        {
            RenalBand.G1 or RenalBand.G2 => days.Over60,
            RenalBand.G3a or RenalBand.G3b => days.From30,
            RenalBand.G4 => days.From15,
            _ => days.Under15,
        };

        return PatientAge.Of(patient) switch
        {
            { CanBeAdult: false } => days.Child,
            { CanBeChild: true } => Math.Min(adult, days.Child),
            _ => adult,
        };
    }
}
