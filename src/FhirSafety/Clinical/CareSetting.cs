namespace FhirSafety.Clinical;

/// <summary>Where the patient is cared for, which decides how old a result may be.</summary>
public enum CareSetting
{
    /// <summary>Outpatient, or no encounter is named.</summary>
    Outpatient,

    /// <summary>Inpatient or emergency: encounter class IMP, ACUTE, NONAC, OBSENC, SS or EMER, in progress.</summary>
    Inpatient,
}
