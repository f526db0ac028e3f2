namespace FhirSafety.Clinical;

/// <summary>The ages a patient can have today: one, or a few when the birth date is of year or month only.</summary>
/// <param name="Oldest">Completed years at most: gives the lower result in the equations for adults.</param>
/// <param name="Youngest">Completed years at least: decides whether the patient can be a child.</param>
/// <param name="YoungestMonths">Completed months at least.</param>
internal readonly record struct PatientAge(int Oldest, int Youngest, int YoungestMonths)
{
    // Nobody has lived longer than 122 years. Beyond this a birth date is a slip, and an eGFR from it would be far too low.
    private const int OldestCredible = 130;

    public bool CanBeAdult => Oldest >= KidneyEquations.AdultYears;

    public bool CanBeChild => Youngest < KidneyEquations.AdultYears;

    /// <summary>No equation holds below 1 year (clinical page, section 4.4).</summary>
    public bool CanBeInfant => YoungestMonths < 12;

    public bool IsUncertain => Oldest != Youngest;

    /// <summary>The ages today; null when no birth date can be used.</summary>
    public static PatientAge? Of(PatientSnapshot patient) =>
        patient.BirthDate is Known<BirthDate>.Value { Fact: var birth }
        && birth.Earliest <= patient.Today
        && birth.OldestYears(patient.Today) <= OldestCredible
            ? new PatientAge(birth.OldestYears(patient.Today), birth.YoungestYears(patient.Today), birth.YoungestMonths(patient.Today))
            : null;
}
