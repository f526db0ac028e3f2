using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Another drug that runs or is being ordered, as far as its codes or name belong to a value set.</summary>
/// <param name="Meanings">The sets and groups it belongs to.</param>
/// <param name="Source">As <c>Type/id</c>; null without an id.</param>
/// <param name="AuthoredOn">When it was ordered; null when not recorded.</param>
/// <param name="IsDraft">Whether it is part of the session and not signed yet.</param>
public sealed record ActiveMedication(ImmutableArray<Meaning> Meanings, string? Source, DateOnly? AuthoredOn, bool IsDraft)
{
    /// <summary>The group in which this drug belongs to a set, or null if it does not.</summary>
    public string? GroupIn(string set)
    {
        foreach (Meaning meaning in Meanings)
        {
            if (meaning.Set == set)
            {
                return meaning.Group;
            }
        }

        return null;
    }
}
