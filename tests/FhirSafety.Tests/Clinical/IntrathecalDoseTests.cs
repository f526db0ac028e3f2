using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>Pump and injection doses in micrograms a day (clinical page, sections 4.1 and 6).</summary>
public sealed class IntrathecalDoseTests
{
    [Theory]
    [InlineData(240, DoseUnit.Microgram, "d", 240)]
    [InlineData(10, DoseUnit.Microgram, "h", 240)]
    [InlineData(0.24, DoseUnit.Milligram, "day", 240)]
    [InlineData(0.01, DoseUnit.Millilitre, "h", 240)]
    public void A_rate_is_micrograms_a_day(double amount, DoseUnit unit, string time, int micrograms) =>
        Assert.Equal(micrograms, McgADay(AtRate((decimal)amount, unit, time)));

    [Fact]
    public void A_dose_counts_as_often_as_it_is_given() =>
        Assert.Equal(100, McgADay(Take(50, DoseUnit.Microgram, ADay(2))));

    [Fact]
    public void Milligrams_become_micrograms() => Assert.Equal(500, McgADay(Mg(0.5m, ADay(1))));

    [Theory]
    [InlineData(4.9, false)]
    [InlineData(5, true)]
    [InlineData(5000, true)]
    [InlineData(5000.1, false)]
    public void Five_to_5000_micrograms_a_day_are_believed(double micrograms, bool believed)
    {
        DailyDose dose = Compute(AtRate((decimal)micrograms, DoseUnit.Microgram, "d"));

        Assert.Equal(believed, dose is DailyDose.Intrathecal);
        Assert.Equal(believed ? null : (decimal)micrograms / 1000, (dose as DailyDose.Unresolved)?.AtLeastMg);
    }

    [Fact]
    public void A_rate_without_a_time_is_not_read() =>
        Assert.Equal(DoseProblem.UnitNotUnderstood, Problem(Compute(AtRate(240, DoseUnit.Microgram, "fortnight"))));

    [Fact]
    public void A_rate_in_words_is_read() =>
        Assert.Equal(240, McgADay(new DoseInstruction { Text = "240 microgram/day by implanted pump" }));

    [Theory]
    [InlineData("Simple continuous 300 mcg/day", 300)]
    [InlineData("simple continuous infusion at 300 mcg/day via pump", 300)]
    [InlineData("12.5 mcg/hr", 300)]
    [InlineData("12.5 mcg per hour", 300)]
    public void A_pump_s_speed_in_words_is_read(string text, int mcgADay) =>
        Assert.Equal(mcgADay, McgADay(new DoseInstruction { Text = text }));

    [Theory]
    [InlineData("Test dose 150 mcg intrathecal", 150)]
    [InlineData("150 mcg screening bolus", 150)]
    [InlineData("intrathecal screening bolus of 150 micrograms over 1 minute", 150)]
    [InlineData("50 mcg bolus once", 50)]
    public void A_bolus_ordered_in_words_alone_is_read(string text, int mcg)
    {
        DailyDose.Intrathecal dose = Intrathecal(new DoseInstruction { Text = text });

        Assert.Equal((mcg, true), (dose.McgADay, dose.IsBolus));
    }

    [Theory]
    [InlineData("50 mcg bolus every 6 hours")]
    [InlineData("200 mcg/day plus 50 mcg bolus")]
    [InlineData("300 mcg/day, bolus of 50 mcg")]
    [InlineData("increase from 300 to 400 mcg/day")]
    public void Boluses_beside_a_basal_speed_are_not_read(string text) =>
        Assert.IsType<DailyDose.Unresolved>(Compute(new DoseInstruction { Text = text }));

    [Theory]
    [InlineData("screening bolus", true)]
    [InlineData("Test dose", true)]
    [InlineData("continuous", false)]
    public void A_bolus_is_known_by_its_words(string text, bool bolus) =>
        Assert.Equal(bolus, Intrathecal(Take(50, DoseUnit.Microgram, ADay(1)) with { Text = text }).IsBolus);

    [Fact]
    public void A_bolus_needs_no_frequency_and_an_infusion_that_names_boluses_is_none()
    {
        Assert.True(Intrathecal(new DoseInstruction { Amounts = Take(50, DoseUnit.Microgram, ADay(1)).Amounts, Text = "screening bolus" }).IsBolus);
        DoseInstruction infusion = new() { Rates = [new StatedRate(300, DoseUnit.Microgram, 1, new TimeUnit(1, 1))], Text = "bolus of 10 mcg allowed" };
        Assert.False(Intrathecal(infusion).IsBolus);
    }

    [Fact]
    public void A_timing_code_that_says_once_is_a_bolus() =>
        Assert.True(Intrathecal(Take(50, DoseUnit.Microgram, new DoseTiming { Codes = ["once"] })).IsBolus);

    [Fact]
    public void A_single_dose_is_a_bolus() =>
        Assert.True(Intrathecal(Take(50, DoseUnit.Microgram, new DoseTiming { Once = true })).IsBolus);

    [Fact]
    public void The_largest_step_of_a_titration_counts_and_is_never_a_sum() =>
        Assert.Equal(200, McgADay(
            AtRate(100, DoseUnit.Microgram, "d") with { Sequence = 1 }, AtRate(200, DoseUnit.Microgram, "d") with { Sequence = 2 }));

    private static DoseInstruction AtRate(decimal amount, DoseUnit unit, string time) =>
        new() { Rates = [new StatedRate(amount, unit, 1, DoseUnits.ReadTime(time))] };

    private static DailyDose Compute(params DoseInstruction[] said) => DoseCalculator.Compute([.. said], Injection, Route.Intrathecal);

    private static DailyDose.Intrathecal Intrathecal(params DoseInstruction[] said) => Assert.IsType<DailyDose.Intrathecal>(Compute(said));

    private static decimal McgADay(params DoseInstruction[] said) => Intrathecal(said).McgADay;
}
