using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

/// <summary>Which of several numbers counts. A creatinine of 1.0 in a man of 60 computes to 86.2.</summary>
public sealed class KidneyNumberTests
{
    [Theory]
    [InlineData(10, 9, RenalBasis.Reported)]
    [InlineData(10, 10, RenalBasis.Computed)]
    [InlineData(10, 11, RenalBasis.Computed)]
    [InlineData(400, 500, RenalBasis.Computed)]
    public void A_reported_number_counts_only_when_it_is_newer_than_the_creatinine(
        int creatinineDaysAgo, int egfrDaysAgo, RenalBasis basis) =>
        Assert.Equal(basis, Of([Creatinine(1.0m, creatinineDaysAgo)], Egfr(50m, egfrDaysAgo)).Basis);

    [Theory]
    [InlineData(40, 10, RenalBasis.Cystatin)]
    [InlineData(41, 10, RenalBasis.Computed)]
    [InlineData(5, 10, RenalBasis.Cystatin)]
    [InlineData(181, 181, RenalBasis.Computed)]
    public void Cystatin_is_preferred_within_its_window_and_thirty_days_of_the_creatinine(
        int cystatinDaysAgo, int creatinineDaysAgo, RenalBasis basis) =>
        Assert.Equal(
            basis,
            Of([Creatinine(1.0m, creatinineDaysAgo)], Egfr(50m, cystatinDaysAgo, EgfrMethod.CreatinineAndCystatin)).Basis);

    [Fact]
    public void Cystatin_does_not_hide_a_reported_number_that_is_much_newer() =>
        Assert.Equal(20, Of([], Egfr(70m, 60, EgfrMethod.CreatinineAndCystatin), Egfr(20m, 1)).Egfr?.Value);

    [Fact]
    public void An_old_cystatin_number_still_counts_when_there_is_nothing_else()
    {
        RenalFunction kidneys = Of([], Egfr(25m, 500, EgfrMethod.CreatinineAndCystatin));

        Assert.Equal(RenalBasis.Cystatin, kidneys.Basis);
        Assert.True(kidneys.Stale);
    }

    [Theory]
    [InlineData(EgfrMethod.CkdEpi2021, EgfrMethod.CkdEpi2009)]
    [InlineData(EgfrMethod.CkdEpi2009, EgfrMethod.Mdrd)]
    [InlineData(EgfrMethod.Mdrd, EgfrMethod.Unspecified)]
    [InlineData(EgfrMethod.Unspecified, EgfrMethod.Cystatin)]
    [InlineData(EgfrMethod.Cystatin, EgfrMethod.RaceAdjusted)]
    public void Of_one_sample_the_more_trusted_method_counts(EgfrMethod trusted, EgfrMethod other)
    {
        Assert.Equal(50, Of([], Egfr(50m, 5, trusted), Egfr(40m, 5, other)).Egfr?.Value);
        Assert.Equal(50, Of([], Egfr(40m, 5, other), Egfr(50m, 5, trusted)).Egfr?.Value);
    }

    [Fact]
    public void The_newest_reported_number_counts_whatever_its_method() =>
        Assert.Equal(40, Of([], Egfr(50m, 5, EgfrMethod.CkdEpi2021), Egfr(40m, 4, EgfrMethod.Mdrd)).Egfr?.Value);

    [Fact]
    public void Of_two_values_of_one_time_the_worse_counts()
    {
        Assert.Equal(40, Of([], Egfr(50m, 5), Egfr(40m, 5)).Egfr?.Value);
        Assert.Equal(2.0m, Of([Creatinine(1.0m, 5), Creatinine(2.0m, 5)]).Creatinine?.MgPerDl);
    }

    [Fact]
    public void Of_two_creatinines_of_one_time_and_value_the_one_that_may_be_higher_counts()
    {
        CreatinineResult exact = Creatinine(2.0m, 5);
        CreatinineResult above = exact with { Comparator = Comparator.AtLeast };

        Assert.Equal(above, Of([exact, above]).Creatinine);
        Assert.Equal(above, Of([above, exact]).Creatinine);
    }

    [Theory]
    [InlineData(70, 5, 50)]
    [InlineData(20, 5, 20)]
    [InlineData(20, 15, 50)]
    public void A_number_with_a_race_factor_counts_beside_another_only_when_newer_and_low_all_the_same(
        int raised, int daysAgo, double used) =>
        Assert.Equal(used, Of([], Egfr(50m, 10), Egfr(raised, daysAgo, EgfrMethod.RaceAdjusted)).Egfr?.Value);

    [Fact]
    public void A_number_with_a_race_factor_counts_when_there_is_nothing_else() =>
        Assert.Equal(EgfrEquation.ReportedRaceAdjusted, Of([], Egfr(50m, 10, EgfrMethod.RaceAdjusted)).Egfr?.Equation);

    [Theory]
    [InlineData(60, Comparator.AtLeast, RenalBand.G2)]
    [InlineData(90, Comparator.AtLeast, RenalBand.G1)]
    [InlineData(15, Comparator.Below, RenalBand.G5)]
    [InlineData(30, Comparator.Below, RenalBand.G4)]
    [InlineData(60, Comparator.Below, RenalBand.G3a)]
    [InlineData(60, Comparator.Exactly, RenalBand.G2)]
    public void What_stands_before_a_number_moves_its_band(int value, Comparator comparator, RenalBand band)
    {
        RenalFunction kidneys = Of([], Egfr(value) with { Comparator = comparator });

        Assert.Equal(band, Assert.IsType<Known<RenalBand>.Value>(kidneys.Band).Fact);
        Assert.Equal(comparator, kidneys.Egfr?.Comparator);
    }

    [Theory]
    [InlineData(Comparator.Exactly, Comparator.Exactly)]
    [InlineData(Comparator.AtLeast, Comparator.Below)]
    [InlineData(Comparator.Below, Comparator.AtLeast)]
    public void A_creatinine_above_a_number_is_an_egfr_below_one(Comparator creatinine, Comparator egfr) =>
        Assert.Equal(egfr, Of([Creatinine(1.0m) with { Comparator = creatinine }]).Egfr?.Comparator);

    // Clinical page, section 5.2: every cell for adults.
    [Theory]
    [InlineData(60, CareSetting.Outpatient, 365)]
    [InlineData(59, CareSetting.Outpatient, 180)]
    [InlineData(30, CareSetting.Outpatient, 180)]
    [InlineData(29, CareSetting.Outpatient, 120)]
    [InlineData(14, CareSetting.Outpatient, 90)]
    [InlineData(60, CareSetting.Inpatient, 7)]
    [InlineData(30, CareSetting.Inpatient, 7)]
    [InlineData(29, CareSetting.Inpatient, 3)]
    [InlineData(14, CareSetting.Inpatient, 3)]
    public void A_number_is_stale_one_day_after_its_window_and_keeps_its_band(int value, CareSetting setting, int window)
    {
        PatientSnapshot patient = APatient() with { Setting = new Known<CareSetting>.Value(setting) };
        RenalFunction last = Kidneys(patient with { Egfrs = Records.Whole(Egfr(value, window)) });
        RenalFunction over = Kidneys(patient with { Egfrs = Records.Whole(Egfr(value, window + 1)) });

        Assert.False(last.Stale);
        Assert.True(last.HasFreshNumber);
        Assert.True(over.Stale);
        Assert.Equal(window + 1, over.AgeInDays);
        Assert.Equal(
            KidneyEquations.BandOf(value), Assert.IsType<Known<RenalBand>.Value>(over.Band).Fact);
    }

    [Fact]
    public void Windows_are_counted_in_days_and_not_in_hours()
    {
        DateTimeOffset earlyThatDay = Now.AddDays(-365).AddHours(-9);

        Assert.False(Of([], Egfr(70m) with { At = earlyThatDay }).Stale);
    }

    [Fact]
    public void A_result_dated_tomorrow_is_of_age_zero() => Assert.Equal(0, Of([], Egfr(70m, -1)).AgeInDays);

    private static RenalFunction Of(CreatinineResult[] creatinines, params EgfrResult[] egfrs) =>
        Kidneys(APatient() with { Creatinines = Records.Whole(creatinines), Egfrs = Records.Whole(egfrs) });
}
