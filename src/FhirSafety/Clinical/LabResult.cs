namespace FhirSafety.Clinical;

/// <summary>A laboratory result other than the kidneys': liver enzyme, glucose, HbA1c, creatine kinase.</summary>
/// <param name="Group">What was measured: its group in the observations set, such as <c>liver-alt</c> or <c>glucose-molar</c>.</param>
/// <param name="Value">The number, in <paramref name="Unit"/>; not below 0.</param>
/// <param name="Unit">
/// The unit as reported, else that of the reviewed row. Not converted: these results are only compared with
/// <paramref name="UpperLimit"/>, which the same laboratory reports in the same unit.
/// </param>
/// <param name="Comparator">What the laboratory put before the number.</param>
/// <param name="UpperLimit">The upper end of the reported reference range; null when none is reported, or in another unit.</param>
/// <param name="At">When, in the site's zone; null when not recorded.</param>
/// <param name="Source">The Observation, as <c>Observation/id</c>; null without an id.</param>
public sealed record LabResult(
    string Group, decimal Value, string Unit, Comparator Comparator, decimal? UpperLimit, DateTimeOffset? At, string? Source)
{
    /// <summary>
    /// Whether the value is surely more than so many times the upper limit. False where there is no limit, or where the laboratory
    /// says "less than".
    /// </summary>
    public bool Exceeds(decimal times) => Comparator != Comparator.Below && UpperLimit is { } limit && limit > 0m && Value / limit > times;
}
