namespace FhirSafety.Baclofen;

/// <summary>Whose labels and usage hold where they differ (clinical page, section 2). Key <c>Policy:Jurisdiction</c>.</summary>
public enum Jurisdiction
{
    /// <summary>United States; unless a site says otherwise.</summary>
    US,

    /// <summary>United Kingdom.</summary>
    UK,

    /// <summary>Germany.</summary>
    DE,

    /// <summary>Austria.</summary>
    AT,

    /// <summary>Switzerland.</summary>
    CH,

    /// <summary>Canada.</summary>
    CA,

    /// <summary>France.</summary>
    FR,
}
