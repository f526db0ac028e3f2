namespace FhirSafety.Clinical;

/// <summary>The answer of a pregnancy status.</summary>
public enum PregnancyAnswer
{
    /// <summary>Recorded as not known, or an answer that is not understood: tells nothing either way.</summary>
    Unknown,

    /// <summary>Not confirmed yet.</summary>
    Possibly,

    /// <summary>Not pregnant.</summary>
    NotPregnant,

    /// <summary>Pregnant.</summary>
    Pregnant,
}

/// <summary>The answer of a breastfeeding status.</summary>
public enum BreastfeedingAnswer
{
    /// <summary>Recorded as not known, or an answer that is not understood.</summary>
    Unknown,

    /// <summary>Not breastfeeding.</summary>
    No,

    /// <summary>Breastfeeding.</summary>
    Yes,
}
