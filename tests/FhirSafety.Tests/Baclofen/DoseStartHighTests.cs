using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class DoseStartHighTests
{
    private const string Id = "dose-start-high";

    [Theory]
    [InlineData(100, 15, "silent")]
    [InlineData(100, 15.5, "warning")]
    [InlineData(60, 15, "silent")]
    [InlineData(59.99, 7.5, "silent")]
    [InlineData(59.99, 8, "warning")]
    [InlineData(45, 7.5, "silent")]
    [InlineData(44.99, 7.5, "warning")]
    [InlineData(30, 5, "silent")]
    [InlineData(29.99, 5.5, "warning")]
    [InlineData(10, 5, "silent")]
    public void A_new_start_is_held_against_the_start_of_its_kidneys(double egfr, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().WithEgfr((decimal)egfr)).Says(Id));

    [Theory]
    [InlineData(60, 100, 60, "warning")]
    [InlineData(65, 100, 30, "warning")]
    [InlineData(65, 100, 30.5, "critical")]
    [InlineData(64, 100, 30.5, "warning")]
    [InlineData(60, 45, 30.5, "warning")]
    [InlineData(60, 44.99, 30.5, "critical")]
    [InlineData(60, 44.99, 30, "warning")]
    public void Twice_the_usual_start_is_critical_in_older_age_or_with_poor_kidneys(int age, double egfr, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().Aged(age).WithEgfr((decimal)egfr)).Says(Id));

    [Fact]
    public void Twice_the_usual_start_is_critical_in_acute_kidney_injury()
    {
        PatientSnapshot injured = APatient().WithEgfr(100, daysAgo: 5) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 1)) };
        Assert.Equal("warning", Order(30).For(injured).Says(Id));
        Assert.Equal("critical", Order(30.5m).For(injured).Says(Id));
    }

    [Fact]
    public void On_dialysis_a_start_is_at_most_2_5_mg()
    {
        PatientSnapshot onDialysis = APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) };
        Assert.Equal("silent", Order(2.5m).For(onDialysis).Says(Id));
        Assert.Equal("warning", Order(5).For(onDialysis).Says(Id));
        Assert.Equal("critical", Order(31).For(onDialysis).Says(Id));
    }

    [Fact]
    public void The_first_step_of_a_titration_counts() =>
        Assert.Equal("silent", Titration(15, 30, 45).For(APatient().WithEgfr(100)).Says(Id));

    [Fact]
    public void It_is_on_the_kidney_card_when_the_kidneys_set_the_limit()
    {
        Assert.Equal("kidney", Order(20).For(APatient().WithEgfr(50)).Found(Id).Group);
        Assert.Null(Order(20).For(APatient().WithEgfr(70)).Found(Id).Group);
    }

    [Fact]
    public void Without_kidney_data_the_label_start_holds()
    {
        Assert.Equal("silent", Order(15).For(APatient()).Says(Id));
        Assert.Equal("warning", Order(15.5m).For(APatient()).Says(Id));
    }

    [Fact]
    public void Someone_who_takes_it_already_is_no_new_start()
    {
        Assert.Equal("does not apply", Order(60).For(APatient()).Beside(Running(60, days: 3)).Says(Id));
        Assert.Equal("does not apply", Order(60).For(APatient()).Beside(Running(60) with { Route = Route.Unknown }).Says(Id));
    }

    [Fact]
    public void A_pump_that_runs_does_not_make_an_oral_start_a_renewal() =>
        Assert.Equal("warning", Order(60).For(APatient()).Beside(Pump() with { Source = "MedicationRequest/pump" }).Says(Id));

    [Fact]
    public void It_is_about_adults_by_mouth_with_a_dose()
    {
        Assert.Equal("does not apply", Order(60).For(APatient().Aged(17)).Says(Id));
        Assert.Equal("does not apply", Pump().For(APatient()).Says(Id));
        Assert.Equal("does not apply", NoDose().For(APatient()).Says(Id));
    }

    [Fact]
    public void Without_the_running_orders_the_stricter_is_assumed_and_said()
    {
        Call call = Order(60).For(APatient() with { Running = Records.Unknown<DrugOrder>(MissingReason.NotSupplied) });
        Assert.Equal("warning", call.Says(Id));
        Assert.StartsWith("If new", call.ToDo(Id), StringComparison.Ordinal);
        Assert.Equal("15-if-new", call.Acts(Id));
    }

    [Theory]
    [InlineData(60, "at most 15 mg/day")]
    [InlineData(65, "at most 10 mg/day")]
    public void Older_people_are_advised_a_lower_start(int age, string expected) =>
        Assert.Contains(expected, Order(60).For(APatient().Aged(age).WithEgfr(100)).ToDo(Id), StringComparison.Ordinal);
}
