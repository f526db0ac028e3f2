namespace FhirSafety.Clinical;

/// <summary>The route class of an order (clinical page, section 3).</summary>
public enum Route
{
    /// <summary>Nothing says it.</summary>
    Unknown,

    /// <summary>By mouth or enteral tube; doses are milligrams.</summary>
    Oral,

    /// <summary>Into the spinal canal, by pump or injection; doses are micrograms.</summary>
    Intrathecal,

    /// <summary>Epidural.</summary>
    Epidural,

    /// <summary>A route by which the drug is never given (intravenous, intramuscular, subcutaneous).</summary>
    Wrong,
}
