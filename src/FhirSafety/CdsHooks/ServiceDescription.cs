using System.Collections.Immutable;

namespace FhirSafety.CdsHooks;

/// <summary>One entry of discovery: a service under one hook.</summary>
/// <param name="Id">Last segment of its path; the same for every hook the service answers.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it does, plain text that is valid Markdown.</param>
/// <param name="Prefetch">Templates by key, in a meaningful order.</param>
/// <param name="UsageRequirements">Which keys are needed and what the others are for.</param>
public sealed record ServiceDescription(
    string Id,
    string Hook,
    string Title,
    string Description,
    ImmutableArray<KeyValuePair<string, string>> Prefetch,
    string UsageRequirements);
