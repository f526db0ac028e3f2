namespace FhirSafety.Clinical;

/// <summary>One row of a taper: a daily dose that is constant for some days.</summary>
/// <param name="FirstDay">Its first day; the taper begins on day 1.</param>
/// <param name="Days">How many days; null for a dose to stay on.</param>
/// <param name="Regimen">The dose, as it is divided over the day.</param>
public sealed record TaperStep(int FirstDay, int? Days, Regimen Regimen)
{
    /// <summary>Its last day; null for a dose to stay on.</summary>
    public int? LastDay => FirstDay + Days - 1;
}
