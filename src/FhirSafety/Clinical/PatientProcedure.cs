using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>
/// A Procedure, or the order for one, whose code belongs to a value set that some precaution uses; of what is ordered for a day also one
/// that is known by its words alone.
/// </summary>
/// <param name="Meanings">The sets and groups its codes belong to.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Date">When it was performed, by its end if it has one; null when not recorded.</param>
/// <param name="Source">The resource, as <c>Type/id</c>; null without an id.</param>
public sealed record PatientProcedure(ImmutableArray<Meaning> Meanings, ProcedureState State, DateOnly? Date, string? Source)
{
    /// <summary>The day an ordered one is to take place; null when not said.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What an ordered one is called, in text and displays together; empty for none.</summary>
    public string Words { get; init; } = "";
}

/// <summary>How far a procedure has come.</summary>
public enum ProcedureState
{
    /// <summary>Not done, stopped, entered in error or of unknown state: does not count.</summary>
    NotPerformed,

    /// <summary>An active order (ServiceRequest) for it.</summary>
    Ordered,

    /// <summary>In progress.</summary>
    InProgress,

    /// <summary>Completed.</summary>
    Completed,
}
