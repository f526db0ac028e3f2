namespace FhirSafety.Cards;

/// <summary>The form of CDS Hooks a client understands.</summary>
public enum Dialect
{
    /// <summary>CDS Hooks 2.0.1.</summary>
    Standard,

    /// <summary>Epic's: one action a suggestion, no dose changes, topics of letters and digits.</summary>
    Epic,

    /// <summary>CDS Hooks 1.0: no member that came later.</summary>
    CdsHooks10,
}
