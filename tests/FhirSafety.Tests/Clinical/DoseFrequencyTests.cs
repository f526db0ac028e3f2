using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>How often a dose is given (clinical page, section 6).</summary>
public sealed class DoseFrequencyTests
{
    [Theory]
    [InlineData("QD", 1)]
    [InlineData("DAILY", 1)]
    [InlineData("BID", 2)]
    [InlineData("TID", 3)]
    [InlineData("QID", 4)]
    [InlineData("Q4H", 6)]
    [InlineData("Q6H", 4)]
    [InlineData("Q8H", 3)]
    [InlineData("Q12H", 2)]
    [InlineData("AM", 1)]
    [InlineData("PM", 1)]
    [InlineData("HS", 1)]
    [InlineData("BED", 1)]
    [InlineData("3 times daily", 3)]
    [InlineData("every 8 (eight) hours", 3)]
    public void A_timing_code_or_its_words_tell_how_often(string code, int aDay) =>
        Assert.Equal(aDay, Oral(Ingredient, Mg(10, Coded(code))).TimesADay);

    [Theory]
    [InlineData("every 8 (six) hours")]
    [InlineData("UD")]
    [InlineData("3 times a week")]
    [InlineData("10 mg TID")]
    public void A_code_that_is_not_a_plain_frequency_gives_none(string code) =>
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Ingredient, Mg(10, Coded(code))));

    [Theory]
    [InlineData(null, 8, "h", 3)]
    [InlineData(3, 1, "d", 3)]
    [InlineData(3, 1, "days", 3)]
    [InlineData(1, 3, "d", 1)]
    [InlineData(7, 1, "wk", 1)]
    [InlineData(1, 480, "min", 3)]
    public void A_period_counts_in_days_and_a_missing_frequency_is_one(int? times, int period, string unit, int thirtyMgADay)
    {
        decimal expected = (times, period, unit) == (1, 3, "d") ? 10 : thirtyMgADay * 30;

        Assert.Equal(expected, MgADay(Ingredient, Mg(30, Every(period, unit, times))));
    }

    [Fact]
    public void A_period_without_a_unit_gives_no_frequency() =>
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Ingredient, Mg(10, new DoseTiming { Frequency = 3, Period = 1 })));

    [Fact]
    public void A_frequency_without_a_period_gives_none() =>
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Ingredient, Mg(10, new DoseTiming { Frequency = 3 })));

    [Fact]
    public void Events_meals_and_clock_times_are_counted()
    {
        Assert.Equal(3, TimesADay(new DoseTiming { When = ["CM", "CD", "CV"] }));
        Assert.Equal(2, TimesADay(new DoseTiming { TimesOfDay = ["08:00:00", "20:00:00"] }));
        Assert.Equal(4, TimesADay(new DoseTiming { EventsOnOneDay = 4 }));
    }

    [Fact]
    public void Before_meals_is_three_a_day_unless_the_order_says_how_often()
    {
        Assert.Equal(3, TimesADay(new DoseTiming { When = ["AC"] }));
        Assert.Equal(1, TimesADay(ADay(1) with { When = ["AC"] }));
        Assert.Equal(2, TimesADay(Coded("BID") with { When = ["PC"] }));
    }

    [Fact]
    public void Where_clock_times_and_frequency_differ_the_higher_counts()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, ADay(1) with { TimesOfDay = ["08:00:00", "14:00:00", "20:00:00"] }));

        Assert.Equal((10m, 30m), (dose.LeastMg, dose.MostMg));
    }

    [Theory]
    [InlineData(3, "wk", 3, 10)]
    [InlineData(6, "wk", 3, 20)]
    [InlineData(1, "wk", 2, 10)]
    [InlineData(2, "d", 3, 20)]
    [InlineData(null, null, 3, 10)]
    public void Named_weekdays_give_the_dose_of_such_a_day(int? times, string? unit, int days, int mgADay)
    {
        DoseTiming timing = unit is null ? new DoseTiming() : Every(1, unit, times);

        Assert.Equal(mgADay, MgADay(Ingredient, Mg(10, timing with { DaysOfWeek = days })));
    }

    [Fact]
    public void A_code_that_says_otherwise_than_the_structure_is_told()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, ADay(3) with { Codes = ["QID"] }));

        Assert.Equal(30, dose.MostMg);
        Assert.Equal(new DoseRemark(DoseRemarkKind.TextDiffers, "QID"), Assert.Single(dose.Remarks));
        Assert.Empty(Oral(Ingredient, Mg(10, Every(8, "h") with { Codes = ["TID"] })).Remarks);
    }

    [Fact]
    public void A_single_dose_counts_as_one_on_its_day()
    {
        Assert.Equal(1, TimesADay(new DoseTiming { Once = true }));
        Assert.Equal(1, TimesADay(Coded("Once")));
    }

    private static decimal TimesADay(DoseTiming timing) => Oral(Ingredient, Mg(10, timing)).TimesADay;
}
