namespace FhirSafety.Clinical;

/// <summary>Sex as the kidney equations use it.</summary>
public enum Sex
{
    /// <summary>Recorded as other or unknown: both equations are run and the lower result is kept.</summary>
    Undetermined,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}
