using FhirSafety.Clinical;
using static FhirSafety.Tests.Clinical.Dosages;

namespace FhirSafety.Tests.Clinical;

/// <summary>The checks of the clinical page, section 6, and the limits on both sides.</summary>
public sealed class DoseCalculatorTests
{
    [Fact]
    public void Five_mg_three_times_a_day_is_15_mg() => Assert.Equal(15, MgADay(Ingredient, Mg(5, Coded("TID"))));

    [Fact]
    public void One_and_a_half_10_mg_tablets_three_times_a_day_is_45_mg() =>
        Assert.Equal(45, MgADay(Tablet10, Take(1.5m, DoseUnit.Piece, Coded("TID"))));

    [Fact]
    public void Two_mL_of_5_mg_per_mL_four_times_a_day_is_40_mg() =>
        Assert.Equal(40, MgADay(Liquid5, Take(2, DoseUnit.Millilitre, Coded("QID"))));

    [Fact]
    public void Twenty_mg_every_6_hours_is_80_mg()
    {
        Assert.Equal(80, MgADay(Ingredient, Mg(20, Coded("Q6H"))));
        Assert.Equal(80, MgADay(Ingredient, Mg(20, Every(6, "h"))));
    }

    [Fact]
    public void Ten_mg_twice_and_20_mg_at_night_is_40_mg() =>
        Assert.Equal(40, MgADay(Ingredient, Mg(10, Coded("BID")), Mg(20, Coded("HS"))));

    [Fact]
    public void Ten_mg_every_other_day_is_5_mg_given_half_a_time_a_day()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, Every(2, "d")));

        Assert.Equal(5, dose.MostMg);
        Assert.Equal(0.5m, dose.TimesADay);
        Assert.Equal(10, dose.LargestSingleMg);
    }

    [Fact]
    public void Ten_mg_every_4_to_6_hours_as_needed_is_0_to_60_mg()
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg(10, Every(4, "h") with { PeriodMax = 6 }) with { AsNeeded = true });

        Assert.Equal((0m, 60m, true), (dose.LeastMg, dose.MostMg, dose.AsNeeded));
    }

    [Theory]
    [InlineData(80, "d", 80)]
    [InlineData(130, "d", 120)]
    // 40 mg in 12 hours is 80 in 24.
    [InlineData(40, "12h", 80)]
    // A week's worth may all be taken on one day, so it caps nothing below itself.
    [InlineData(100, "wk", 100)]
    public void Thirty_mg_four_times_a_day_is_capped_by_what_the_order_allows(int cap, string time, int mgADay)
    {
        StatedRate most = time == "12h" ? AtMost(cap, DoseUnit.Milligram, 12, "h") : AtMost(cap, DoseUnit.Milligram, 1, time);

        Assert.Equal(mgADay, MgADay(Ingredient, Mg(30, ADay(4)) with { Most = most, AsNeeded = true }));
    }

    [Fact]
    public void As_needed_without_a_frequency_is_what_the_order_allows_in_a_day()
    {
        DoseInstruction said = Mg(10, null) with { AsNeeded = true };

        Assert.Equal(40, MgADay(Ingredient, said with { Most = AtMost(40, DoseUnit.Milligram) }));
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Ingredient, said));
    }

    [Fact]
    public void A_cap_that_cannot_be_read_lowers_nothing() =>
        Assert.Equal(120, MgADay(Ingredient, Mg(30, ADay(4)) with { Most = AtMost(0, DoseUnit.Milligram), AsNeeded = true }));

    [Fact]
    public void A_range_counts_from_its_low_end_to_its_high_end()
    {
        DailyDose.Oral dose = Oral(Tablet10, Take(2, DoseUnit.Piece, ADay(3) with { FrequencyMax = 4 }, low: 1));

        Assert.Equal((30m, 80m, 20m), (dose.LeastMg, dose.MostMg, dose.LargestSingleMg));
    }

    [Theory]
    [InlineData(0.1666, false)]
    [InlineData(0.1667, true)]
    public void Half_a_milligram_a_day_is_the_least_that_is_believed(double mg, bool believed)
    {
        DailyDose dose = Compute(Ingredient, Mg((decimal)mg, ADay(3)));

        Assert.Equal(believed, dose is DailyDose.Oral);
        Assert.Equal(believed ? null : DoseProblem.Implausible, (dose as DailyDose.Unresolved)?.Problem);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(100.1, true)]
    [InlineData(100_000, true)]
    public void Above_400_mg_a_day_the_figure_is_doubted_but_still_counts(double mg, bool implausible)
    {
        DailyDose.Oral dose = Oral(Ingredient, Mg((decimal)mg, ADay(4)));

        Assert.Equal(implausible, dose.Implausible);
        Assert.Equal((decimal)mg * 4, dose.MostMg);
    }

    [Theory]
    [InlineData(DoseUnit.Microgram, 10_000, 30)]
    [InlineData(DoseUnit.Gram, 0.01, 30)]
    [InlineData(DoseUnit.None, 1, 30)]
    [InlineData(DoseUnit.Piece, 1, 30)]
    public void Every_unit_of_the_table_comes_to_milligrams(DoseUnit unit, double amount, int mgADay) =>
        Assert.Equal(mgADay, MgADay(Tablet10, Take((decimal)amount, unit, ADay(3))));

    [Fact]
    public void A_number_without_unit_is_tablets_of_a_solid_product_and_the_prescriber_is_told()
    {
        Assert.Contains(Oral(Tablet10, Take(1, DoseUnit.None, ADay(3))).Remarks, static remark => remark.Kind == DoseRemarkKind.ReadAsTablets);
        Assert.Equal(DoseProblem.UnitNotUnderstood, Problem(Liquid5, Take(1, DoseUnit.None, ADay(3))));
        Assert.Equal(DoseProblem.UnitNotUnderstood, Problem(Ingredient, Take(1, DoseUnit.None, ADay(3))));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal(DoseProblem.StrengthNotKnown, Problem(Ingredient, Take(1, DoseUnit.Piece, ADay(3))));
        Assert.Equal(DoseProblem.StrengthNotKnown, Problem(Tablet10, Take(1, DoseUnit.Millilitre, ADay(3))));
        Assert.Equal(DoseProblem.StrengthNotKnown, Problem(Liquid5, Take(1, DoseUnit.Piece, ADay(3))));
        Assert.Equal(DoseProblem.UnitNotUnderstood, Problem(Liquid5, Take(1, DoseUnit.NotUnderstood, ADay(3))));
        Assert.Equal(DoseProblem.NoAmount, Problem(Tablet10, new DoseInstruction { Timing = ADay(3) }));
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Tablet10, Mg(10, null)));
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Tablet10, Mg(10, Coded("as directed"))));
        Assert.Equal(DoseProblem.TextNotUnderstood, Problem(Tablet10, new DoseInstruction { Text = "as directed" }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    [InlineData(2_000_000_000)]
    public void An_amount_of_nothing_less_than_nothing_or_beyond_reason_cannot_be_used(int mg) =>
        Assert.Equal(DoseProblem.AmountNotUsable, Problem(Ingredient, Mg(mg, ADay(3))));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-1, 3)]
    [InlineData(1, 0)]
    [InlineData(1, -3)]
    [InlineData(0.0000001, 3)]
    [InlineData(1, 1_000_000_000)]
    public void A_period_or_frequency_of_nothing_or_beyond_reason_gives_no_dose(double period, int times) =>
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem(Ingredient, Mg(10, Every((decimal)period, "d", times))));

    [Fact]
    public void The_largest_decimal_in_every_place_gives_a_problem_and_not_a_fault()
    {
        DoseTiming timing = new()
        {
            Frequency = decimal.MaxValue,
            FrequencyMax = decimal.MaxValue,
            Period = decimal.MaxValue,
            PeriodMax = decimal.MaxValue,
            PeriodUnit = new TimeUnit(1440, 1),
            DaysOfWeek = 7,
        };
        DrugProduct product = Tablet10 with { MgPerUnit = decimal.MaxValue, MgPerMl = decimal.MaxValue };

        Assert.IsType<DailyDose.Unresolved>(Compute(product, Take(decimal.MaxValue, DoseUnit.Gram, timing)));
        Assert.IsType<DailyDose.Unresolved>(Compute(product, Take(1, DoseUnit.Piece, ADay(1))));
        Assert.IsType<DailyDose.Unresolved>(Compute(product, Mg(1, timing with { PeriodUnit = new TimeUnit(1, 7) })));
    }

    [Fact]
    public void Nothing_entered_yet_is_not_a_dose_that_cannot_be_read()
    {
        Assert.IsType<DailyDose.NotYetKnown>(Compute(Tablet10));
        Assert.IsType<DailyDose.NotYetKnown>(Compute(Tablet10, new DoseInstruction { Sequence = 1, AsNeeded = true }));
        Assert.IsType<DailyDose.Unresolved>(Compute(Tablet10, new DoseInstruction { Unreadable = true }));
    }

    [Fact]
    public void What_could_be_read_is_kept_when_the_rest_could_not()
    {
        DailyDose.Unresolved dose = Assert.IsType<DailyDose.Unresolved>(
            Compute(Ingredient, Mg(30, ADay(4)), Take(1, DoseUnit.Piece, ADay(1))));

        Assert.Equal(DoseProblem.StrengthNotKnown, dose.Problem);
        Assert.Equal(120, dose.AtLeastMg);
    }

    [Fact]
    public void The_amount_as_written_is_kept_even_where_the_dose_is_not_believed()
    {
        DailyDose dose = Compute(Tablet10, Take(50, DoseUnit.Microgram, ADay(3)));

        Assert.Equal(DoseProblem.Implausible, Problem(dose));
        Assert.Equal(new WrittenAmount(50, DoseUnit.Microgram, 0.05m), Assert.Single(dose.Written));
    }
}
