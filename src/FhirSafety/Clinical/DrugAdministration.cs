namespace FhirSafety.Clinical;

/// <summary>A drug that was given, such as the filling of a pump.</summary>
/// <param name="Drug">The drug under check, or one that some precaution knows.</param>
/// <param name="Route">The route class.</param>
/// <param name="GivenAt">When; of a period its end. Null when not recorded.</param>
/// <param name="Amount">How much, in its unit; null when not recorded or not understood.</param>
/// <param name="Source">As <c>MedicationAdministration/id</c>; null without an id.</param>
public sealed record DrugAdministration(KnownDrug Drug, Route Route, DateTimeOffset? GivenAt, GivenAmount? Amount, string? Source)
{
    /// <summary>Milligrams in one millilitre of what was given; null when nothing tells it.</summary>
    public decimal? MgPerMl { get; init; }

    /// <summary>How many millilitres were given; null when that cannot be told.</summary>
    public decimal? Millilitres => Amount switch
    {
        { Unit: DoseUnit.Millilitre, Value: var ml } => ml,
        { Unit: DoseUnit.Milligram, Value: var mg } => mg / MgPerMl,
        { Unit: DoseUnit.Microgram, Value: var mcg } => mcg / 1000m / MgPerMl,
        _ => null,
    };
}

/// <summary>An amount as it was given.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
public sealed record GivenAmount(decimal Value, DoseUnit Unit);
