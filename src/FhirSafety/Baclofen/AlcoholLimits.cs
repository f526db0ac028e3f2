namespace FhirSafety.Baclofen;

/// <summary>When alcohol is too much.</summary>
/// <param name="DrinksMen">Drinks a day above which it is too much for a man.</param>
/// <param name="DrinksWomen">The same for a woman, and where the sex is not known.</param>
/// <param name="AuditCMen">AUDIT-C score from which it is too much for a man.</param>
/// <param name="AuditCWomen">The same for a woman, and where the sex is not known.</param>
/// <param name="Months">Months for which an answer and an intoxication count.</param>
/// <param name="IntoxicationDays">An intoxication within so many days is a danger now.</param>
public sealed record AlcoholLimits(
    decimal DrinksMen, decimal DrinksWomen, decimal AuditCMen, decimal AuditCWomen, int Months, int IntoxicationDays)
{
    /// <summary>Drinks a day above which it is too much.</summary>
    public decimal Drinks(bool isMan) => isMan ? DrinksMen : DrinksWomen;

    /// <summary>AUDIT-C score from which it is too much.</summary>
    public decimal AuditC(bool isMan) => isMan ? AuditCMen : AuditCWomen;

    internal static AlcoholLimits Read(PolicyFile file)
    {
        AlcoholLimits limits = new(
            file.Number("alcohol.drinksPerDay.men", 1, 6),
            file.Number("alcohol.drinksPerDay.women", 0.5m, 6),
            file.Number("alcohol.auditC.men", 1, 12),
            file.Number("alcohol.auditC.women", 1, 12),
            file.Whole("alcohol.months", 1, 36),
            file.Whole("alcohol.intoxicationDays", 1, 30));
        file.Ascending("alcohol.drinksPerDay.women", limits.DrinksWomen, "alcohol.drinksPerDay.men", limits.DrinksMen);
        file.Ascending("alcohol.auditC.women", limits.AuditCWomen, "alcohol.auditC.men", limits.AuditCMen);
        return limits;
    }
}
