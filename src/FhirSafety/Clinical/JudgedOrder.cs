namespace FhirSafety.Clinical;

/// <summary>An order that precautions are to judge, and what the session does with it.</summary>
/// <param name="Order">The order; in the roles other than <see cref="OrderRole.Draft"/> one that stood before the session.</param>
/// <param name="Role">What the session does with it.</param>
public sealed record JudgedOrder(DrugOrder Order, OrderRole Role)
{
    /// <summary>The draft that stops it, as <c>Type/id</c>: the order itself with another status, or one that names it. Null otherwise.</summary>
    public string? StoppedBy { get; init; }
}

/// <summary>What a session does with an order of the drug under check.</summary>
public enum OrderRole
{
    /// <summary>It starts, changes or renews it.</summary>
    Draft,

    /// <summary>It runs, and the session orders another drug that some precaution pairs with it.</summary>
    Paired,

    /// <summary>It runs, and the session stops it.</summary>
    Stopped,

    /// <summary>It runs, and the hook asks about the patient and not about an order.</summary>
    Running,
}
