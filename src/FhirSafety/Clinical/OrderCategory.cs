namespace FhirSafety.Clinical;

/// <summary>Where the drug of an order is to be taken, as the order's category says.</summary>
public enum OrderCategory
{
    /// <summary>No category, or one that is not understood.</summary>
    NotStated,

    /// <summary>During a stay in hospital.</summary>
    Inpatient,

    /// <summary>At home: outpatient or community.</summary>
    Outpatient,

    /// <summary>At home, ordered at the end of a stay.</summary>
    Discharge,
}
