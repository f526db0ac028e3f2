namespace FhirSafety.Clinical;

/// <summary>What somebody says the patient takes, whoever ordered it: the only trace of what another practice prescribes.</summary>
/// <param name="Drug">The drug under check, or one that some precaution knows.</param>
/// <param name="IsActive">Status <c>active</c> (or none), and not said to be not taken.</param>
/// <param name="Route">The route class; <see cref="Route.Unknown"/> where only a drug is named.</param>
/// <param name="Dose">What it amounts to in a day; not yet known where the statement has no dosage. Of the drug under check alone.</param>
/// <param name="StartsOn">When taking began; null when not recorded.</param>
/// <param name="EndsOn">When it ended or is to end; null when not recorded.</param>
/// <param name="Source">As <c>MedicationStatement/id</c>; null without an id.</param>
public sealed record DrugStatement(
    KnownDrug Drug, bool IsActive, Route Route, DailyDose Dose, DateOnly? StartsOn, DateOnly? EndsOn, string? Source);
