namespace FhirSafety.Baclofen;

/// <summary>Numbers of the precautions on the patient's conditions (clinical page, section 7.7).</summary>
/// <param name="Start">mg a day at most for a new start where a condition asks for a low one.</param>
/// <param name="SeizureHistoryYears">For so many years epilepsy that is over still counts.</param>
/// <param name="SeizureRecentDays">A seizure within so many days: not controlled.</param>
/// <param name="AcuteFailureDays">Days for which an acute respiratory failure counts.</param>
/// <param name="LowSaturation">Oxygen saturation in percent; below it breathing is failing.</param>
/// <param name="SaturationDays">Days for which a saturation counts.</param>
/// <param name="ConfusionDays">Days for which confusion or encephalopathy counts.</param>
/// <param name="ConfusionNewDays">Days for which it is new, so that with poor kidneys it may be toxicity.</param>
/// <param name="StrokeMonths">Months after a stroke with a warning outside the United States.</param>
/// <param name="UlcerDays">Days after which an ulcer that is still recorded as active is taken for history.</param>
/// <param name="LiverTimes">So many times the upper limit of AST or ALT; above it they are said.</param>
/// <param name="SuicideMonths">Months for which a record of suicidality counts.</param>
/// <param name="SupplyDays">Days of supply at most with such a record.</param>
/// <param name="LowSystolic">Systolic pressure in mmHg; below it the pressure is low.</param>
/// <param name="PressureDays">Days for which a blood pressure counts.</param>
/// <param name="StablePairDays">Two drugs that have run unchanged for longer than this are a stable pair.</param>
public sealed record ConditionsPolicy(
    decimal Start,
    int SeizureHistoryYears,
    int SeizureRecentDays,
    int AcuteFailureDays,
    decimal LowSaturation,
    int SaturationDays,
    int ConfusionDays,
    int ConfusionNewDays,
    int StrokeMonths,
    int UlcerDays,
    decimal LiverTimes,
    int SuicideMonths,
    int SupplyDays,
    decimal LowSystolic,
    int PressureDays,
    int StablePairDays)
{
    internal static ConditionsPolicy Read(PolicyFile file) => new(
        file.Number("conditions.start", 2.5m, 15m),
        file.Whole("conditions.seizures.historyYears", 1, 20),
        file.Whole("conditions.seizures.recentDays", 7, 365),
        file.Whole("conditions.breathing.acuteDays", 7, 365),
        file.Number("conditions.breathing.saturation", 80m, 95m),
        file.Whole("conditions.breathing.saturationDays", 1, 90),
        file.Whole("conditions.confusion.days", 7, 365),
        file.Whole("conditions.confusion.newDays", 1, 60),
        file.Whole("conditions.stroke.months", 1, 36),
        file.Whole("conditions.ulcer.activeDays", 14, 365),
        file.Number("conditions.liver.times", 1.5m, 10m),
        file.Whole("conditions.suicide.months", 1, 36),
        file.Whole("conditions.suicide.supplyDays", 1, 31),
        file.Number("conditions.pressure.systolic", 80m, 120m),
        file.Whole("conditions.pressure.days", 1, 90),
        file.Whole("pairs.stableDays", 7, 180));
}
