namespace FhirSafety.Baclofen;

/// <summary>Numbers of the precautions on other drugs and alcohol (clinical page, section 7.8).</summary>
/// <param name="StableDays">Two drugs that have both run unchanged for longer than this are a stable pair.</param>
/// <param name="BothNewDays">Both begun within so many days: breathing is most at risk.</param>
/// <param name="AcuteFailureDays">Days for which an acute respiratory failure counts.</param>
/// <param name="PressureGroups">So many groups of drugs that lower blood pressure are many.</param>
/// <param name="LowSystolic">Systolic pressure in mmHg; below it the pressure is low.</param>
/// <param name="PressureDays">Days for which a blood pressure counts.</param>
/// <param name="FallMonths">Months for which a fall counts.</param>
/// <param name="Alcohol">Alcohol.</param>
public sealed record InteractionLimits(
    int StableDays,
    int BothNewDays,
    int AcuteFailureDays,
    int PressureGroups,
    decimal LowSystolic,
    int PressureDays,
    int FallMonths,
    AlcoholLimits Alcohol)
{
    internal static InteractionLimits Read(PolicyFile file) => new(
        file.Whole("pairs.stableDays", 7, 180),
        file.Whole("pairs.bothNewDays", 1, 30),
        file.Whole("conditions.breathing.acuteDays", 7, 365),
        file.Whole("pairs.pressureGroups", 2, 6),
        file.Number("conditions.pressure.systolic", 80m, 120m),
        file.Whole("conditions.pressure.days", 1, 90),
        file.Whole("older.fallMonths", 1, 36),
        AlcoholLimits.Read(file));
}
