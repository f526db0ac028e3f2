namespace FhirSafety.Clinical;

/// <summary>An estimated glomerular filtration rate as a laboratory reported it.</summary>
/// <param name="Method">The equation the code names.</param>
/// <param name="Value">mL/min/1.73 m², 1 to 200.</param>
/// <param name="Comparator">What the laboratory put before the number: <c>&gt;60</c> means at least 60.</param>
/// <param name="At">When the sample was taken; the start of the site's day when only a day is recorded.</param>
/// <param name="Source">The Observation, as <c>Observation/id</c>; null without an id.</param>
public sealed record EgfrResult(EgfrMethod Method, decimal Value, Comparator Comparator, DateTimeOffset At, string? Source);

/// <summary>How a reported eGFR was estimated, in the order of trust of the clinical page (section 5.1).</summary>
public enum EgfrMethod
{
    /// <summary>Creatinine and cystatin C together.</summary>
    CreatinineAndCystatin,

    /// <summary>CKD-EPI 2021, creatinine, no race term.</summary>
    CkdEpi2021,

    /// <summary>CKD-EPI 2009, creatinine.</summary>
    CkdEpi2009,

    /// <summary>MDRD.</summary>
    Mdrd,

    /// <summary>The code does not name the equation.</summary>
    Unspecified,

    /// <summary>Cystatin C alone.</summary>
    Cystatin,

    /// <summary>An older equation with the factor for Black patients, which raises the number.</summary>
    RaceAdjusted,
}
