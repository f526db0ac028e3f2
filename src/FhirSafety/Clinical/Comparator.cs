namespace FhirSafety.Clinical;

/// <summary>What a laboratory put before a number.</summary>
public enum Comparator
{
    /// <summary>The number itself.</summary>
    Exactly,

    /// <summary><c>&lt;</c> or <c>&lt;=</c>: just below the number.</summary>
    Below,

    /// <summary><c>&gt;</c> or <c>&gt;=</c>: the number or more.</summary>
    AtLeast,
}
