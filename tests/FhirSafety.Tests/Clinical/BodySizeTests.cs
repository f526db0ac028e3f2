using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

public sealed class BodySizeTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void An_adults_weight_is_valid_for_twelve_months(int daysMore, bool valid)
    {
        BodyMeasure weight = Measure(70m) with { At = Now.AddMonths(-12).AddDays(-daysMore) };

        Assert.Equal(valid, Clearance(weight) is not null);
    }

    [Fact]
    public void Any_measured_weight_in_its_window_beats_a_stated_one()
    {
        Assert.Equal(60, Clearance(Measure(60m, 300), Measure(90m, 1, stated: true))?.WeightUsed);
        Assert.Equal(90, Clearance(Measure(60m, 400), Measure(90m, 1, stated: true))?.WeightUsed);
    }

    [Fact]
    public void The_newest_weight_wins_and_of_one_time_the_lower()
    {
        Assert.Equal(80, Clearance(Measure(60m, 2), Measure(80m, 1))?.WeightUsed);
        Assert.Equal(60, Clearance(Measure(80m, 1), Measure(60m, 1))?.WeightUsed);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void An_adults_weight_below_what_is_plausible_is_not_used(int kg, bool used) =>
        Assert.Equal(used, Clearance(Measure(kg)) is not null);

    [Fact]
    public void Clearance_says_why_it_is_missing()
    {
        PatientSnapshot patient = APatient() with { Creatinines = Records.Whole(Creatinine(1.0m)) };

        Assert.Equal(Missing(MissingReason.NoneOnFile), Kidneys(patient).Clearance);
        Assert.Equal(
            Missing(MissingReason.ReadFailed),
            Kidneys(patient with { Weights = Records.Unknown<BodyMeasure>(MissingReason.ReadFailed) }).Clearance);
        Assert.Equal(
            Missing(MissingReason.NotComputable), Kidneys(patient with { Weights = Records.Whole(Measure(70m, 500)) }).Clearance);
    }

    // 180 cm and 120 kg have a surface of 2.449 m²; 170 cm and 112 kg 2.300; 150 cm and 54 kg exactly 1.5.
    [Theory]
    [InlineData(180, 120, true)]
    [InlineData(170, 112, false)]
    [InlineData(170, 113, true)]
    [InlineData(150, 54, false)]
    [InlineData(150, 53, true)]
    [InlineData(175, 75, false)]
    public void The_number_for_this_body_is_shown_only_when_its_surface_is_unusual(int cm, int kg, bool shown)
    {
        AbsoluteEgfr? absolute = Kidneys(Sized(cm, kg, Egfr(84.4m))).Absolute;

        Assert.Equal(shown, absolute is not null);
    }

    [Fact]
    public void The_number_for_this_body_is_scaled_by_its_surface() =>
        Assert.Equal(119.5, Kidneys(Sized(180, 120, Egfr(84.4m))).Absolute!.MlPerMin, 1);

    [Fact]
    public void A_number_that_is_only_a_limit_is_not_scaled() =>
        Assert.Null(Kidneys(Sized(180, 120, Egfr(60m) with { Comparator = Comparator.AtLeast })).Absolute);

    private static PatientSnapshot Sized(int cm, int kg, EgfrResult egfr) => APatient() with
    {
        Egfrs = Records.Whole(egfr),
        Heights = Records.Whole(Measure(cm)),
        Weights = Records.Whole(Measure(kg)),
    };

    private static CreatinineClearance? Clearance(params BodyMeasure[] weights) =>
        Kidneys(APatient() with { Creatinines = Records.Whole(Creatinine(1.0m)), Weights = Records.Whole(weights) })
            .Clearance is Known<CreatinineClearance>.Value { Fact: var clearance } ? clearance : null;

    private static Known<CreatinineClearance> Missing(MissingReason reason) => new Known<CreatinineClearance>.Missing(reason);
}
