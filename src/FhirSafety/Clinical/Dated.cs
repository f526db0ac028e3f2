namespace FhirSafety.Clinical;

/// <summary>Something that was observed, with its moment.</summary>
/// <param name="Fact">What was observed.</param>
/// <param name="At">When, in the site's zone; null when not recorded, so that its place among others cannot be told.</param>
/// <param name="Source">The resource, as <c>Type/id</c>; null without an id.</param>
public sealed record Dated<T>(T Fact, DateTimeOffset? At, string? Source);
