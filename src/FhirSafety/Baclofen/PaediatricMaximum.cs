namespace FhirSafety.Baclofen;

/// <summary>Whose daily maximum for children holds. Key <c>Policy:paed:max</c>.</summary>
public enum PaediatricMaximum
{
    /// <summary>The UK label's; unless a site says otherwise.</summary>
    UK,

    /// <summary>The Harriet Lane Handbook's.</summary>
    Harriet,
}
