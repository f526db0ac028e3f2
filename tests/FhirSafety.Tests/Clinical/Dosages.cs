using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

/// <summary>Dosages and products in the words of a prescription.</summary>
internal static class Dosages
{
    public static readonly DrugProduct Tablet10 = new("10 MG Oral Tablet", 10, null, Route.Oral, StrengthsDiffer: false);
    public static readonly DrugProduct Liquid5 = new("5 MG/ML Oral Suspension", null, 5, Route.Oral, StrengthsDiffer: false);
    public static readonly DrugProduct Ingredient = new("ingredient", null, null, Route.Unknown, StrengthsDiffer: false);
    public static readonly DrugProduct Injection = new("1 MG/ML injection", null, 1, Route.Intrathecal, StrengthsDiffer: false);

    public static DoseInstruction Take(decimal amount, DoseUnit unit, DoseTiming? timing, decimal? low = null) =>
        new() { Amounts = [new StatedAmount(AmountKind.Ordered, low ?? amount, amount, unit)], Timing = timing };

    public static DoseInstruction Mg(decimal amount, DoseTiming? timing) => Take(amount, DoseUnit.Milligram, timing);

    public static DoseTiming ADay(decimal times) => Every(1, "d", times);

    public static DoseTiming Every(decimal period, string unit, decimal? times = 1) =>
        new() { Frequency = times, Period = period, PeriodUnit = DoseUnits.ReadTime(unit) };

    public static DoseTiming Coded(params string[] codes) => new() { Codes = [.. codes] };

    public static StatedRate AtMost(decimal amount, DoseUnit unit, decimal per = 1, string time = "d") => new(amount, unit, per, DoseUnits.ReadTime(time));

    public static DailyDose Compute(DrugProduct product, params DoseInstruction[] said) => DoseCalculator.Compute([.. said], product, Route.Oral);

    public static DailyDose.Oral Oral(DrugProduct product, params DoseInstruction[] said) => Assert.IsType<DailyDose.Oral>(Compute(product, said));

    public static decimal MgADay(DrugProduct product, params DoseInstruction[] said) => Oral(product, said).MostMg;

    public static DoseProblem Problem(DrugProduct product, params DoseInstruction[] said) =>
        Assert.IsType<DailyDose.Unresolved>(Compute(product, said)).Problem;

    public static DoseProblem Problem(DailyDose dose) => Assert.IsType<DailyDose.Unresolved>(dose).Problem;
}
