namespace FhirSafety.Clinical;

/// <summary>A serum, plasma or blood creatinine.</summary>
/// <param name="MgPerDl">The value in mg/dL, 0.1 to 25.</param>
/// <param name="Molar">Whether the laboratory reported it in a molar unit; comparisons in µmol/L and orders for a repeat follow it.</param>
/// <param name="UmolPerL">The value in µmol/L, as reported when <paramref name="Molar"/>.</param>
/// <param name="Comparator">What the laboratory put before the number.</param>
/// <param name="At">When the sample was taken; the start of the site's day when only a day is recorded.</param>
/// <param name="Source">The Observation, as <c>Observation/id</c>; null without an id.</param>
public sealed record CreatinineResult(
    decimal MgPerDl, bool Molar, decimal UmolPerL, Comparator Comparator, DateTimeOffset At, string? Source);
