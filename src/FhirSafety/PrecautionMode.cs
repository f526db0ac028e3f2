namespace FhirSafety;

/// <summary>What a site wants of a precaution. Key <c>Policy:Modes:{id}</c>.</summary>
public enum PrecautionMode
{
    /// <summary>Judged and shown.</summary>
    Shown,

    /// <summary>Judged and recorded, never shown.</summary>
    Silent,

    /// <summary>Not judged.</summary>
    Off,
}
