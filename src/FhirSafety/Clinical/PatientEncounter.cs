namespace FhirSafety.Clinical;

/// <summary>The encounter of the call.</summary>
/// <param name="InHospital">Whether its class is inpatient or emergency.</param>
/// <param name="InProgress">Whether it is going on.</param>
/// <param name="StartedAt">When it began; null when not recorded.</param>
public sealed record PatientEncounter(bool InHospital, bool InProgress, DateTimeOffset? StartedAt);
