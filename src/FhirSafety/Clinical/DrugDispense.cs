namespace FhirSafety.Clinical;

/// <summary>A supply that a pharmacy handed out.</summary>
/// <param name="Drug">The drug under check, or one that some precaution knows.</param>
/// <param name="Route">The route class; <see cref="Route.Unknown"/> where only a drug is named.</param>
/// <param name="SuppliedOn">When it was handed over, else prepared; null when neither is recorded.</param>
/// <param name="DaysSupply">For how many days it lasts; null when not recorded or not understood.</param>
/// <param name="Source">As <c>MedicationDispense/id</c>; null without an id.</param>
public sealed record DrugDispense(KnownDrug Drug, Route Route, DateOnly? SuppliedOn, int? DaysSupply, string? Source)
{
    /// <summary>The day the supply runs out when taken as directed; null when it cannot be told.</summary>
    public DateOnly? SupplyEnd => DaysSupply is { } days ? SuppliedOn?.AddDays(days) : null;
}
