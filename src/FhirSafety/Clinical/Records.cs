using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Records of one kind, and whether all that are on file were seen.</summary>
/// <param name="Items">What was read. What is here stands, whatever <paramref name="Gap"/> says.</param>
/// <param name="Gap">Why the list is not whole; <see cref="MissingReason.NoneOnFile"/> means it is whole, so that absence can be believed.</param>
public sealed record Records<T>(ImmutableArray<T> Items, MissingReason Gap)
{
    /// <summary>Whether a thing that is not in the list can be taken as not on file.</summary>
    public bool IsWhole => Gap == MissingReason.NoneOnFile;
}

/// <summary>Makes <see cref="Records{T}"/>.</summary>
public static class Records
{
    /// <summary>A list that was seen whole.</summary>
    public static Records<T> Whole<T>(params IEnumerable<T> items) => new([.. items], MissingReason.NoneOnFile);

    /// <summary>A list of which nothing could be had.</summary>
    public static Records<T> Unknown<T>(MissingReason gap) => new([], gap);
}
