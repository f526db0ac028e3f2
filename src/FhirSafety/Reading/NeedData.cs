using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>What was had for one need.</summary>
/// <param name="Resources">The resources, raw. What is here stands, whatever <paramref name="Gap"/> says.</param>
/// <param name="Gap">Why it is not whole; <see cref="MissingReason.NoneOnFile"/> means all that is on file was seen.</param>
public sealed record NeedData(ImmutableArray<JsonElement> Resources, MissingReason Gap)
{
    /// <summary>Looked up, nothing on file.</summary>
    public static NeedData KnownEmpty { get; } = new([], MissingReason.NoneOnFile);

    /// <summary>Nothing had.</summary>
    public static NeedData Unknown(MissingReason gap) => new([], gap);
}
