using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class ChildKidneyTests
{
    [Fact]
    public void A_childs_number_is_of_the_equation_for_children()
    {
        RenalFunction kidneys = Kidneys(Child(10));

        Assert.Equal(EgfrEquation.BedsideSchwartz, kidneys.Egfr?.Equation);
        Assert.Equal(82.6, kidneys.Egfr!.Value, 2);
        Assert.Equal(new Known<CreatinineClearance>.Missing(MissingReason.NotComputable), kidneys.Clearance);
        Assert.Null(kidneys.Absolute);
    }

    [Fact]
    public void The_eighteenth_birthday_is_adult()
    {
        Assert.Equal(EgfrEquation.CkdEpi2021Computed, Kidneys(Child(18)).Egfr?.Equation);
        Assert.Equal(
            EgfrEquation.BedsideSchwartz, Kidneys(Child(18) with { BirthDate = Born(Today.AddYears(-18).AddDays(1)) }).Egfr?.Equation);
    }

    [Fact]
    public void Nothing_is_computed_before_the_first_birthday()
    {
        Assert.Equal(RenalBand.G2, Band(Child(1)));
        Assert.Equal(
            new Known<RenalBand>.Missing(MissingReason.NotComputable),
            Kidneys(Child(1) with { BirthDate = Born(Today.AddYears(-1).AddDays(1)) }).Band);
    }

    [Theory]
    [InlineData(10, 6, 0, true)]
    [InlineData(10, 6, 1, false)]
    [InlineData(2, 6, 0, true)]
    [InlineData(1, 3, 0, true)]
    [InlineData(1, 3, 1, false)]
    public void A_childs_height_may_be_six_months_old_and_three_under_two_years(int age, int months, int days, bool computed)
    {
        DateTimeOffset measured = Now.AddMonths(-months).AddDays(-days);
        PatientSnapshot patient = Child(age) with { Heights = Records.Whole(Measure(120m) with { At = measured }) };

        Assert.Equal(computed, Kidneys(patient).Egfr is not null);
    }

    [Fact]
    public void Without_a_height_a_childs_creatinine_is_shown_and_no_number_made_of_it()
    {
        RenalFunction kidneys = Kidneys(Child(10) with { Heights = Records.Whole<BodyMeasure>() });

        Assert.Equal(new Known<RenalBand>.Missing(MissingReason.NotComputable), kidneys.Band);
        Assert.Equal(0.6m, kidneys.Creatinine?.MgPerDl);
    }

    [Theory]
    [InlineData(180, CareSetting.Outpatient, false)]
    [InlineData(181, CareSetting.Outpatient, true)]
    [InlineData(7, CareSetting.Inpatient, false)]
    [InlineData(8, CareSetting.Inpatient, true)]
    public void A_childs_number_has_one_window_in_all_bands(int daysAgo, CareSetting setting, bool stale)
    {
        PatientSnapshot patient = Child(10) with { Setting = new Known<CareSetting>.Value(setting) };

        Assert.Equal(stale, Kidneys(patient with { Creatinines = Records.Whole(Creatinine(0.6m, daysAgo)) }).Stale);
        Assert.Equal(stale, Kidneys(patient with { Creatinines = Records.Whole(Creatinine(6.0m, daysAgo)) }).Stale);
    }

    [Fact]
    public void A_birth_year_that_leaves_open_whether_it_is_a_child_takes_the_lower_result()
    {
        PatientSnapshot patient = Child(17) with { BirthDate = Born(new(2008, 1, 1), new(2008, 12, 31)) };
        RenalFunction withHeight = Kidneys(patient);
        RenalFunction without = Kidneys(patient with { Heights = Records.Whole<BodyMeasure>() });

        Assert.Equal(EgfrEquation.BedsideSchwartz, withHeight.Egfr?.Equation);
        Assert.Equal(EgfrEquation.CkdEpi2021Computed, without.Egfr?.Equation);
        Assert.True(withHeight.Egfr!.Value < without.Egfr!.Value);
        Assert.True(withHeight.AgeAssumed);
        Assert.Equal(new Known<CreatinineClearance>.Missing(MissingReason.NotComputable), withHeight.Clearance);
    }

    [Fact]
    public void A_birth_year_that_leaves_open_whether_it_is_a_child_takes_the_shorter_window()
    {
        PatientSnapshot patient = Child(17) with
        {
            BirthDate = Born(new(2008, 1, 1), new(2008, 12, 31)),
            Creatinines = Records.Whole<CreatinineResult>(),
        };

        Assert.True(Kidneys(patient with { Egfrs = Records.Whole(Egfr(70m, 181)) }).Stale);
        Assert.True(Kidneys(patient with { Egfrs = Records.Whole(Egfr(20m, 121)) }).Stale);
        Assert.False(Kidneys(patient with { Egfrs = Records.Whole(Egfr(20m, 120)) }).Stale);
    }

    // 120 cm: an eGFR of 35.4 at 1.40 mg/dL and of 34.9 at 1.42.
    [Theory]
    [InlineData(140, 1)]
    [InlineData(142, 3)]
    public void A_childs_injury_with_an_egfr_under_35_is_stage_3(int hundredthsMgPerDl, int stage) =>
        Assert.Equal(
            stage,
            Kidneys(Child(10) with
            {
                Creatinines = Records.Whole(Creatinine(0.9m, 3), Creatinine(hundredthsMgPerDl / 100m)),
            }).Aki?.Stage);

    private static PatientSnapshot Child(int years) => APatient() with
    {
        BirthDate = Born(Today.AddYears(-years)),
        Creatinines = Records.Whole(Creatinine(0.6m)),
        Heights = Records.Whole(Measure(120m)),
    };
}
