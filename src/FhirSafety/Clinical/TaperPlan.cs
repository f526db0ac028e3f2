namespace FhirSafety.Clinical;

/// <summary>An active care plan by which the drug under check is tapered (clinical page, section 3, "Taper").</summary>
/// <param name="StartsOn">Its first day; null when not recorded.</param>
/// <param name="EndsOn">Its last day; null when not recorded.</param>
/// <param name="Source">As <c>CarePlan/id</c>; null without an id.</param>
public sealed record TaperPlan(DateOnly? StartsOn, DateOnly? EndsOn, string? Source);
