using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class AkiStagingTests
{
    // Clinical page, section 4.5, "Checks"; then both sides of each limit. Stage 0 stands for none.
    public static TheoryData<decimal, int, decimal, int> StageRows => new()
    {
        { 1.0m, 30, 1.3m, 1 },
        { 3.8m, 40, 4.1m, 3 },
        { 2.0m, 40, 2.2m, 0 },
        { 0.9m, 20 * 24, 1.9m, 2 },
        { 1.1m, 20 * 24, 3.4m, 3 },
        { 1.0m, 30, 1.29m, 0 },
        { 2.0m, 48, 2.3m, 1 },
        { 2.0m, 49, 2.3m, 0 },
        { 2.0m, 100, 2.99m, 0 },
        { 2.0m, 100, 3.0m, 1 },
        { 1.0m, 100, 1.99m, 1 },
        { 1.0m, 100, 2.0m, 2 },
        { 1.0m, 100, 2.99m, 2 },
        { 1.0m, 100, 3.0m, 3 },
        { 3.6m, 40, 3.99m, 1 },
        { 3.6m, 40, 4.0m, 3 },
        { 3.9m, 40, 4.1m, 0 },
    };

    [Theory]
    [MemberData(nameof(StageRows))]
    public void Stage_by_an_earlier_creatinine(decimal earlier, int hoursAgo, decimal newest, int stage) =>
        Assert.Equal(stage, Stage(Creatinine(earlier, hoursAgo / 24.0), Creatinine(newest))?.Stage ?? 0);

    [Fact]
    public void A_rise_one_minute_past_48_hours_is_no_rise()
    {
        CreatinineResult newest = Creatinine(2.3m);
        CreatinineResult earlier = Creatinine(2.0m) with { At = newest.At - TimeSpan.FromMinutes((48 * 60) + 1) };

        Assert.Null(Stage(earlier, newest));
        Assert.NotNull(Stage(earlier with { At = earlier.At.AddMinutes(1) }, newest));
    }

    // 26.5 µmol/L is less than 0.3 mg/dL, and a molar laboratory is held to its own limit.
    public static TheoryData<decimal, decimal, int> MolarRows => new()
    {
        { 150.0m, 176.5m, 1 },
        { 150.0m, 176.4m, 0 },
        { 100.0m, 150.0m, 1 },
        { 310.0m, 353.6m, 3 },
        { 310.0m, 353.5m, 1 },
    };

    [Theory]
    [MemberData(nameof(MolarRows))]
    public void Stage_as_a_molar_laboratory_reports(decimal earlier, decimal newest, int stage) =>
        Assert.Equal(stage, Stage(MolarCreatinine(earlier, 1.5), MolarCreatinine(newest))?.Stage ?? 0);

    public static TheoryData<decimal, decimal, int> MolarRatioRows => new()
    {
        { 150.0m, 225.0m, 1 },
        { 150.0m, 224.9m, 0 },
    };

    [Theory]
    [MemberData(nameof(MolarRatioRows))]
    public void A_ratio_of_molar_results_is_not_blurred_by_conversion(decimal earlier, decimal newest, int stage) =>
        Assert.Equal(stage, Stage(MolarCreatinine(earlier, 5), MolarCreatinine(newest))?.Stage ?? 0);

    [Fact]
    public void Results_of_two_units_are_compared_in_one() =>
        Assert.Equal(2, Stage(MolarCreatinine(88.4m, 3), Creatinine(2.0m))?.Stage);

    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 0)]
    public void Only_a_newest_creatinine_of_the_last_seven_days_is_staged(int daysAgo, int stage) =>
        Assert.Equal(stage, Stage(Creatinine(1.0m, daysAgo + 1), Creatinine(1.5m, daysAgo))?.Stage ?? 0);

    [Fact]
    public void The_lowest_of_seven_days_is_the_baseline_before_any_older_median()
    {
        AcuteKidneyInjury? aki = Stage(Creatinine(1.2m, 7), Creatinine(1.6m, 5), Creatinine(0.6m, 30), Creatinine(2.4m));

        Assert.Equal(2, aki?.Stage);
        Assert.Equal(1.2m, aki?.Baseline);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(365, 2)]
    [InlineData(366, 0)]
    public void An_older_baseline_reaches_from_day_8_to_day_365(int daysAgo, int stage) =>
        Assert.Equal(stage, Stage(Creatinine(1.0m, daysAgo), Creatinine(2.0m))?.Stage ?? 0);

    [Fact]
    public void An_older_baseline_is_the_median()
    {
        AcuteKidneyInjury? odd = Stage(Creatinine(0.8m, 300), Creatinine(1.0m, 200), Creatinine(3.0m, 100), Creatinine(2.0m));
        AcuteKidneyInjury? even = Stage(Creatinine(0.8m, 300), Creatinine(1.0m, 200), Creatinine(2.0m));

        Assert.Equal(1.0m, odd?.Baseline);
        Assert.Equal(0.9m, even?.Baseline);
    }

    [Fact]
    public void The_newest_is_not_its_own_baseline_and_alone_says_nothing()
    {
        Assert.Null(Stage(Creatinine(6.0m)));
        Assert.Null(Stage());
    }

    [Fact]
    public void Of_two_results_at_one_instant_the_higher_counts()
    {
        Assert.Equal(2, Stage(Creatinine(1.0m, 3), Creatinine(1.2m), Creatinine(2.0m))?.Stage);
        Assert.Null(Stage(Creatinine(1.0m, 3), Creatinine(1.4m, 3), Creatinine(1.6m)));
    }

    [Theory]
    [InlineData(34.99, 3)]
    [InlineData(35.0, 1)]
    public void A_childs_low_egfr_is_stage_3_once_there_is_injury(double egfr, int stage)
    {
        Assert.Equal(stage, AkiStaging.Stage([Creatinine(0.8m, 3), Creatinine(1.2m)], egfr, Today, DefaultKidneyPolicy())?.Stage);
        Assert.Null(AkiStaging.Stage([Creatinine(1.2m, 3), Creatinine(1.2m)], egfr, Today, DefaultKidneyPolicy()));
    }

    [Fact]
    public void What_decided_is_named()
    {
        CreatinineResult earlier = Creatinine(1.0m, 1, "Observation/a");
        CreatinineResult newest = Creatinine(1.3m, 0, "Observation/b");

        Assert.Equal(
            new AcuteKidneyInjury(1, newest, Baseline: null, ComparedWith: earlier, Today, "Observation/b"), Stage(earlier, newest));
    }

    private static AcuteKidneyInjury? Stage(params CreatinineResult[] results) =>
        AkiStaging.Stage([.. results], childEgfr: null, Today, DefaultKidneyPolicy());
}
