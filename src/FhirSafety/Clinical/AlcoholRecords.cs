namespace FhirSafety.Clinical;

/// <summary>What observations say of alcohol.</summary>
/// <param name="DrinksPerDay">Drinks a day.</param>
/// <param name="AuditC">AUDIT-C scores, 0 to 12.</param>
/// <param name="Audit">AUDIT scores, 0 to 40.</param>
public sealed record AlcoholRecords(
    Records<Dated<decimal>> DrinksPerDay, Records<Dated<decimal>> AuditC, Records<Dated<decimal>> Audit);
