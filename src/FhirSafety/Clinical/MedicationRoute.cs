namespace FhirSafety.Clinical;

/// <summary>How a drug other than the one under check is given, as far as precautions tell routes apart.</summary>
public enum MedicationRoute
{
    /// <summary>Nothing says it.</summary>
    Unknown,

    /// <summary>By mouth or enteral tube.</summary>
    Oral,

    /// <summary>Into a vein or muscle, or under the skin.</summary>
    Injected,

    /// <summary>By patch through the skin.</summary>
    Transdermal,

    /// <summary>Epidural.</summary>
    Epidural,

    /// <summary>Into the spinal canal.</summary>
    Intrathecal,
}
