namespace FhirSafety.Clinical;

/// <summary>A body weight or height.</summary>
/// <param name="Value">Kilograms or centimetres.</param>
/// <param name="Stated">Whether the patient said it and nobody measured it; ranks last.</param>
/// <param name="At">When it was taken; the start of the site's day when only a day is recorded.</param>
/// <param name="Source">The Observation, as <c>Observation/id</c>; null without an id.</param>
public sealed record BodyMeasure(decimal Value, bool Stated, DateTimeOffset At, string? Source);
