namespace FhirSafety.Baclofen;

/// <summary>What the precautions on pregnancy and breastfeeding count by (clinical page, section 7.4).</summary>
public sealed record PregnancyLimits
{
    /// <summary>Years of age from which a recorded pregnancy counts.</summary>
    public required int AgeFrom { get; init; }

    /// <summary>Years of age up to which it counts.</summary>
    public required int AgeTo { get; init; }

    /// <summary>Weeks for which a status or a diagnosis counts.</summary>
    public required int RecordWeeks { get; init; }

    /// <summary>Days past the due date for which the pregnancy may last.</summary>
    public required int PastDueDays { get; init; }

    /// <summary>Days before the due date from which birth is near.</summary>
    public required int NearDays { get; init; }

    /// <summary>Days before the due date by which a taper has to be over.</summary>
    public required int TaperEndsDays { get; init; }

    /// <summary>Completed weeks up to which it is the first trimester.</summary>
    public required int FirstTrimesterWeeks { get; init; }

    /// <summary>The start offered in pregnancy, mg a day.</summary>
    public required decimal Start { get; init; }

    /// <summary>Years of age from which a woman is asked.</summary>
    public required int AskFrom { get; init; }

    /// <summary>Years of age up to which she is asked.</summary>
    public required int AskTo { get; init; }

    /// <summary>Days for which an answer is recent.</summary>
    public required int AskAfterDays { get; init; }

    /// <summary>Days for which a last period speaks against a pregnancy.</summary>
    public required int PeriodDays { get; init; }

    /// <summary>Months for which a record of breastfeeding counts.</summary>
    public required int FeedingMonths { get; init; }

    /// <summary>Months of age under which an infant is at more risk.</summary>
    public required int InfantMonths { get; init; }

    /// <summary>Above this daily dose of the mother an infant is at more risk, mg.</summary>
    public required decimal FeedingDose { get; init; }

    internal static PregnancyLimits Read(PolicyFile file)
    {
        PregnancyLimits limits = new()
        {
            AgeFrom = file.Whole("pregnancy.ageFrom", 8, 14),
            AgeTo = file.Whole("pregnancy.ageTo", 50, 70),
            RecordWeeks = file.Whole("pregnancy.recordWeeks", 36, 46),
            PastDueDays = file.Whole("pregnancy.pastDueDays", 7, 28),
            NearDays = file.Whole("pregnancy.nearDays", 14, 140),
            TaperEndsDays = file.Whole("pregnancy.taperEndsDays", 1, 28),
            FirstTrimesterWeeks = file.Whole("pregnancy.firstTrimesterWeeks", 11, 14),
            Start = file.Number("pregnancy.start", 2.5m, 15),
            AskFrom = file.Whole("pregnancy.ask.from", 10, 18),
            AskTo = file.Whole("pregnancy.ask.to", 40, 60),
            AskAfterDays = file.Whole("pregnancy.ask.afterDays", 14, 365),
            PeriodDays = file.Whole("pregnancy.ask.periodDays", 21, 60),
            FeedingMonths = file.Whole("lactation.months", 6, 48),
            InfantMonths = file.Whole("lactation.infantMonths", 1, 12),
            FeedingDose = file.Number("lactation.dose", 15, 80),
        };
        file.Ascending("pregnancy.taperEndsDays", limits.TaperEndsDays, "pregnancy.nearDays", limits.NearDays);
        return limits;
    }
}
