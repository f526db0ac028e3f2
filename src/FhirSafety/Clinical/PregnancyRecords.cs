namespace FhirSafety.Clinical;

/// <summary>What observations say of pregnancy and breastfeeding. One search yields all of it, so the lists are whole together.</summary>
/// <param name="Statuses">Pregnancy statuses.</param>
/// <param name="DueDates">Estimated delivery dates.</param>
/// <param name="LastPeriods">First days of the last period.</param>
/// <param name="Breastfeeding">Breastfeeding statuses.</param>
public sealed record PregnancyRecords(
    Records<Dated<PregnancyAnswer>> Statuses,
    Records<Dated<DateOnly>> DueDates,
    Records<Dated<DateOnly>> LastPeriods,
    Records<Dated<BreastfeedingAnswer>> Breastfeeding);
