namespace FhirSafety.Clinical;

/// <summary>An allergy or intolerance to the drug under check, by its code, its name or the substance of a reaction.</summary>
/// <param name="Type">What kind of reaction it is said to be.</param>
/// <param name="IsActive">Clinical status active, absent or not understood, which must not silence a warning.</param>
/// <param name="Refuted">Verification status refuted or entered-in-error: it never counts.</param>
/// <param name="Date">Onset, else the recorded date; null when neither is recorded.</param>
/// <param name="Reaction">The first manifestation in the record's own words, so escaped before it is shown; null without one.</param>
/// <param name="Source">As <c>AllergyIntolerance/id</c>; null without an id.</param>
public sealed record PatientAllergy(
    AllergyType Type, bool IsActive, bool Refuted, DateOnly? Date, string? Reaction, string? Source)
{
    /// <summary>Whether it counts today.</summary>
    public bool IsCurrent => IsActive && !Refuted;
}

/// <summary>The kind of reaction.</summary>
public enum AllergyType
{
    /// <summary>Not said, or not understood: as grave as an allergy.</summary>
    NotStated,

    /// <summary>An allergy.</summary>
    Allergy,

    /// <summary>An intolerance.</summary>
    Intolerance,
}
