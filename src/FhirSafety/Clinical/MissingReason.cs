namespace FhirSafety.Clinical;

/// <summary>Why a fact or a list is missing. Only <see cref="NoneOnFile"/> makes silence honest.</summary>
public enum MissingReason
{
    /// <summary>The record was read whole and holds nothing of the kind.</summary>
    NoneOnFile,

    /// <summary>The caller did not send it and it could not be fetched.</summary>
    NotSupplied,

    /// <summary>The caller or its FHIR server answered with an error.</summary>
    ReadFailed,

    /// <summary>Only a part was seen: a further page, or an error among the matches.</summary>
    Incomplete,

    /// <summary>Something was sent that cannot be understood (unit, type, value outside what is plausible).</summary>
    Unreadable,

    /// <summary>It is there but cannot be worked out, as an eGFR without a birth date or a child's without a height.</summary>
    NotComputable,
}
