using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Which drug a record is about, as far as the value sets know it.</summary>
/// <param name="IsWatched">Whether it is the drug under check.</param>
/// <param name="Meanings">The sets and groups it belongs to.</param>
public sealed record KnownDrug(bool IsWatched, ImmutableArray<Meaning> Meanings)
{
    /// <summary>The group in which the drug belongs to a set, or null if it does not.</summary>
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
