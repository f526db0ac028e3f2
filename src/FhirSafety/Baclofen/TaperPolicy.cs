namespace FhirSafety.Baclofen;

/// <summary>The numbers of the taper (clinical page, section 8).</summary>
/// <param name="StandardDays">Days of the standard profile.</param>
/// <param name="ExtendedDays">Days after long use.</param>
/// <param name="CautiousDays">Days with any flag.</param>
/// <param name="LowDoseMg">At or under so many mg a day the standard profile is shorter.</param>
/// <param name="LowDoseDays">Days of that shorter one.</param>
/// <param name="LongExposureDays">So many days of use are long.</param>
/// <param name="StepDaysLeast">The least days at one dose.</param>
/// <param name="DaysBeforeBirth">A taper in pregnancy ends so many days before the expected birth.</param>
/// <param name="SymptomDays">With symptoms of withdrawal, so many days back at the dose before.</param>
/// <param name="Step">How large a step is.</param>
/// <param name="ChildUnitMg">The smallest amount of a liquid for a child, mg.</param>
public sealed record TaperPolicy(
    int StandardDays,
    int ExtendedDays,
    int CautiousDays,
    decimal LowDoseMg,
    int LowDoseDays,
    int LongExposureDays,
    int StepDaysLeast,
    int DaysBeforeBirth,
    int SymptomDays,
    TaperStepSize Step,
    decimal ChildUnitMg)
{
    /// <summary>Days a profile takes from a dose.</summary>
    public int Days(TaperProfile profile, decimal dailyMg) => profile switch
    {
        TaperProfile.Cautious => CautiousDays,
        TaperProfile.Extended => ExtendedDays,
        _ => dailyMg <= LowDoseMg ? LowDoseDays : StandardDays,
    };

    internal static TaperPolicy Read(PolicyFile file)
    {
        TaperPolicy policy = new(
            file.Whole("taper.days.standard", 7, 42),
            file.Whole("taper.days.extended", 7, 84),
            file.Whole("taper.days.cautious", 7, 168),
            file.Number("taper.lowDose.mg", 5, 20),
            file.Whole("taper.lowDose.days", 3, 28),
            file.Whole("taper.longExposureDays", 14, 180),
            file.Whole("taper.step.daysLeast", 1, 14),
            file.Whole("taper.daysBeforeBirth", 0, 28),
            file.Whole("taper.symptomDays", 1, 28),
            TaperStepSize.Read(file),
            file.Number("taper.childUnit", 0.1m, 5));
        file.Ascending("taper.days.standard", policy.StandardDays, "taper.days.extended", policy.ExtendedDays);
        file.Ascending("taper.days.extended", policy.ExtendedDays, "taper.days.cautious", policy.CautiousDays);
        file.Ascending("taper.step.least", policy.Step.Least, "taper.step.most", policy.Step.Most);
        return policy;
    }
}

/// <summary>How large a step of a taper is, mg a day.</summary>
/// <param name="Share">The part of the dose before the taper.</param>
/// <param name="Rounding">Rounded to this in adults; exactly between, down.</param>
/// <param name="Least">At least.</param>
/// <param name="Most">At most.</param>
/// <param name="SmallDoseMg">A dose up to this is lowered by the small step.</param>
/// <param name="Small">The small step, where it can be made.</param>
public sealed record TaperStepSize(Fraction Share, decimal Rounding, decimal Least, decimal Most, decimal SmallDoseMg, decimal Small)
{
    /// <summary>The step from a dose.</summary>
    /// <param name="dailyMg">mg a day before the taper.</param>
    /// <param name="unit">The smallest amount that can be given at once, mg.</param>
    /// <param name="child">Children's steps are rounded to the unit.</param>
    public decimal For(decimal dailyMg, decimal unit, bool child)
    {
        decimal share = Share.Of(dailyMg);
        if (child)
        {
            return Math.Clamp(Nearest(share, unit), unit, Math.Max(unit, Most));
        }

        return dailyMg <= SmallDoseMg && Small >= unit ? Small : Math.Clamp(Nearest(share, Rounding), Least, Most);
    }

    private static decimal Nearest(decimal mg, decimal unit) => Math.Ceiling((mg / unit) - 0.5m) * unit;

    internal static TaperStepSize Read(PolicyFile file) => new(
        file.Fraction("taper.step.share"),
        file.Number("taper.step.rounding", 2.5m, 10),
        file.Number("taper.step.least", 2.5m, 10),
        file.Number("taper.step.most", 5, 15),
        file.Number("taper.step.smallDose", 2.5m, 10),
        file.Number("taper.step.small", 0.5m, 5));
}
