using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;
using static FhirSafety.Tests.Support.RegimenArea;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Milligrams and micrograms, mouth and spine.</summary>
public sealed class DoseUnitRouteTests
{
    private const string Id = "dose-unit-route-mismatch";

    private static readonly PatientSnapshot Patient = APatient().WithEgfr(100);

    [Theory]
    [InlineData(0.999, "critical")]
    [InlineData(1, "silent")]
    public void An_oral_dose_under_a_milligram_is_a_conflict_in_whatever_unit(double mg, string says)
    {
        Assert.Equal(says, Written(Order(3), (decimal)mg, DoseUnit.Milligram, (decimal)mg).For(Patient).Says(Id));
        Assert.Equal(says == "silent" ? "info" : says, Written(Order(3), (decimal)mg * 1000, DoseUnit.Microgram, (decimal)mg).For(Patient).Says(Id));
    }

    [Theory]
    [InlineData(0.24, null, "critical")]
    [InlineData(0.25, null, "silent")]
    [InlineData(0.59, 20, "critical")]
    [InlineData(0.6, 20, "silent")]
    public void A_child_s_dose_is_held_to_its_weight(double mg, int? kg, string says) =>
        Assert.Equal(says, Written(Order(3), (decimal)mg, DoseUnit.Milligram, (decimal)mg)
            .For(Patient.Aged(5) with { Weights = kg is { } weight ? Records.Whole(Measure(weight)) : Records.Whole<BodyMeasure>() }).Says(Id));

    [Theory]
    [InlineData(0.999, "info")]
    [InlineData(1, "critical")]
    public void A_milligram_a_day_into_the_spine_is_a_conflict(double mg, string says) =>
        Assert.Equal(says, Written(Pump((decimal)mg * 1000), (decimal)mg, DoseUnit.Milligram, (decimal)mg).For(Patient).Says(Id));

    [Fact]
    public void A_milligram_into_the_epidural_space_is_a_conflict_too() =>
        Assert.Equal("critical", (Written(Pump(1000), 1, DoseUnit.Milligram, 1) with { Route = Route.Epidural }).For(Patient).Says(Id));

    [Fact]
    public void A_weight_of_long_ago_does_not_lower_what_a_child_s_dose_must_reach() =>
        Assert.Equal("critical", Written(Order(3), 0.24m, DoseUnit.Milligram, 0.24m)
            .For(Patient.Aged(5) with { Weights = Records.Whole(Measure(5m, daysAgo: 200)) }).Says(Id));

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Micrograms_without_a_route_are_asked_about_however_few(int mcg) =>
        Assert.Equal("warning", (Written(Order(3), mcg, DoseUnit.Microgram, mcg / 1000m) with { Route = Route.Unknown }).For(Patient).Says(Id));

    [Fact]
    public void Ten_milligrams_into_the_spine_are_a_conflict_although_no_daily_dose_is_believed() =>
        Assert.Equal("critical", (Pump() with { Dose = new DailyDose.Unresolved(DoseProblem.Implausible, 10) { Written = [new WrittenAmount(10, DoseUnit.Milligram, 10)] } }).For(Patient).Says(Id));

    [Fact]
    public void A_vein_or_muscle_is_never_right() =>
        Assert.Equal("Baclofen unit or route conflict (10 mg): never give it into a vein, muscle or under the skin", Written(Order(30) with { Route = Route.Wrong }, 10, DoseUnit.Milligram, 10).For(Patient).Summary(Id));

    [Fact]
    public void The_injection_by_mouth_and_the_tablet_into_the_spine_are_conflicts()
    {
        Assert.Equal("critical", (Pump() with { StatedRoute = Route.Oral, Product = Tablets() with { Route = Route.Intrathecal } }).For(Patient).Says(Id));
        Assert.Equal("critical", (Pump() with { StatedRoute = Route.Intrathecal }).For(Patient).Says(Id));
    }

    [Fact]
    public void An_injection_without_a_route_is_asked_about() =>
        Assert.Equal("warning", (Pump() with { Product = Tablets() with { Route = Route.Intrathecal } }).For(Patient).Says(Id));

    [Fact]
    public void A_conflict_is_said_in_palliative_care_too_and_a_question_is_not()
    {
        PatientSnapshot palliative = Patient with { Conditions = Records.Whole(Condition("palliative-care", "palliative")) };
        Assert.Equal("critical", (Order(30) with { Route = Route.Wrong }).For(palliative).Says(Id));
        Assert.Equal("silent", (Pump() with { Product = Tablets() with { Route = Route.Intrathecal } }).For(palliative).Says(Id));
    }

    [Fact]
    public void A_new_order_with_a_conflict_can_be_removed_and_a_renewal_cannot()
    {
        Assert.Equal("remove*", (Order(30) with { Route = Route.Wrong }).For(Patient).Acts(Id));
        Assert.Equal("", (Order(30) with { Route = Route.Wrong }).For(Patient).Renewing(Running(30)).Acts(Id));
    }

    [Fact]
    public void A_wrong_route_makes_a_running_drug_no_new_start() =>
        Assert.Equal("does not apply", (Order(30) with { Route = Route.Wrong }).For(Patient).Renewing(Running(30)).Says("dose-start-high"));
}
