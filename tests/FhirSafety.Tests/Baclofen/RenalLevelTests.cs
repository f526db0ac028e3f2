using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>How urgent a dose is with failing kidneys (clinical page, section 7.2).</summary>
public sealed class RenalLevelTests
{
    private static readonly PatientSnapshot OnDialysis = APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) };

    [Theory]
    [InlineData(29.99, "critical", "silent")]
    [InlineData(30, "silent", "warning")]
    [InlineData(44.99, "silent", "warning")]
    [InlineData(45, "silent", "info")]
    [InlineData(59.99, "silent", "info")]
    [InlineData(60, "silent", "silent")]
    public void Clearance_around_the_limits(double egfr, string severe, string moderate)
    {
        Call call = Order(7.5m).For(APatient().WithEgfr((decimal)egfr));
        Assert.Equal(severe, call.Says("renal-severe"));
        Assert.Equal(moderate, call.Says("renal-moderate"));
    }

    [Theory]
    [InlineData(40, 5, "info")]
    [InlineData(40, 5.5, "warning")]
    [InlineData(40, 19.9, "warning")]
    [InlineData(40, 20, "critical")]
    [InlineData(50, 7.5, "info")]
    [InlineData(50, 8, "warning")]
    [InlineData(50, 100, "warning")]
    public void A_new_start_with_moderate_kidney_disease(double egfr, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().WithEgfr((decimal)egfr)).Says("renal-moderate"));

    [Theory]
    [InlineData(64, "info")]
    [InlineData(65, "warning")]
    public void The_65th_birthday_makes_moderate_kidney_disease_a_warning(int age, string expected) =>
        Assert.Equal(expected, Order(5).For(APatient().Aged(age).WithEgfr(50)).Says("renal-moderate"));

    [Fact]
    public void The_65th_birthday_is_the_day_itself()
    {
        PatientSnapshot tomorrow = APatient().WithEgfr(50) with { BirthDate = Born(Today.AddYears(-65).AddDays(1)) };
        Assert.Equal("info", Order(5).For(tomorrow).Says("renal-moderate"));
    }

    [Theory]
    [InlineData(50, 40, 40, "info")]
    [InlineData(50, 45, 45, "warning")]
    [InlineData(40, 15, 15, "info")]
    [InlineData(40, 20, 20, "critical")]
    [InlineData(50, 15, 20, "warning")]
    public void An_established_dose_is_held_against_the_ceiling(double egfr, double running, double ordered, string expected) =>
        Assert.Equal(expected, Order((decimal)ordered).For(APatient().WithEgfr((decimal)egfr)).Renewing(Running((decimal)running)).Says("renal-moderate"));

    [Theory]
    [InlineData(24, 7.5, "warning")]
    [InlineData(24, 8, "critical")]
    [InlineData(10, 5, "warning")]
    [InlineData(10, 7.5, "critical")]
    public void An_established_dose_under_the_ceiling_is_one_step_milder(double egfr, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().WithEgfr((decimal)egfr)).Renewing(Running((decimal)mg)).Says("renal-severe"));

    [Fact]
    public void A_dose_of_less_than_30_days_is_not_established()
    {
        Assert.Equal("critical", Order(5).For(APatient().WithEgfr(24)).Renewing(Running(5, days: 29)).Says("renal-severe"));
        Assert.Equal("warning", Order(5).For(APatient().WithEgfr(24)).Renewing(Running(5, days: 30)).Says("renal-severe"));
    }

    [Fact]
    public void A_raised_dose_is_not_milder() =>
        Assert.Equal("critical", Order(7.5m).For(APatient().WithEgfr(24)).Renewing(Running(5)).Says("renal-severe"));

    [Fact]
    public void An_established_dose_beside_one_that_cannot_be_read_is_not_milder()
    {
        Call call = Order(5).For(APatient().WithEgfr(24)).Renewing(Running(5));
        Assert.Equal("critical", (call with { Drafts = [.. call.Drafts, Unread() with { Source = "MedicationRequest/other" }] }).Says("renal-severe"));
    }

    [Fact]
    public void Moderate_kidney_disease_in_older_age_falls_to_information_on_an_established_dose_under_the_ceiling()
    {
        PatientSnapshot old = APatient().Aged(70).WithEgfr(50);
        Assert.Equal("info", Order(15).For(old).Renewing(Running(15)).Says("renal-moderate"));
        Assert.Equal("warning", Order(20).For(old).Renewing(Running(20)).Says("renal-moderate"));
    }

    [Theory]
    [InlineData("G4", 5, 5, "info")]
    [InlineData("G5", 5, 5, "info")]
    [InlineData("G3b", 5, 5, "critical")]
    [InlineData("none", 5, 5, "critical")]
    [InlineData("G4", 2.5, 5, "critical")]
    [InlineData("4", 5, 5, "critical")]
    public void An_accepted_draft_is_information_until_the_kidneys_get_worse_or_the_dose_rises(string marked, double markedMg, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).Accepted(marked, (decimal)markedMg).For(APatient().WithEgfr(24)).Says("renal-severe"));

    [Fact]
    public void Acute_injury_after_the_acceptance_ends_it()
    {
        PatientSnapshot injured = APatient().WithEgfr(24) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 1)) };
        Assert.Equal("critical", Order(5).Accepted("G4", 5).For(injured).Says("renal-severe"));
        Assert.Equal("info", Order(5).Accepted("G4+aki0", 5).For(injured).Says("renal-aki"));
    }

    [Theory]
    [InlineData(2.5, "critical")]
    [InlineData(0, "critical")]
    public void Any_dose_on_dialysis_is_critical(double mg, string expected) =>
        Assert.Equal(expected, ((decimal)mg == 0 ? NoDose() : Order((decimal)mg)).For(OnDialysis).Writing().Says("renal-dialysis"));

    [Fact]
    public void On_dialysis_the_two_falls_hold()
    {
        Assert.Equal("warning", Order(2.5m).For(OnDialysis).Renewing(Running(2.5m)).Says("renal-dialysis"));
        Assert.Equal("critical", Order(5).For(OnDialysis).Renewing(Running(5)).Says("renal-dialysis"));
        Assert.Equal("info", Order(2.5m).Accepted("Dialysis", 2.5m, "renal-dialysis").For(OnDialysis).Says("renal-dialysis"));
    }

    [Fact]
    public void A_pump_and_a_taper_are_information()
    {
        Assert.Equal("info", Pump().For(OnDialysis).Says("renal-dialysis"));
        Assert.Equal("info", Pump().For(APatient().WithEgfr(20)).Says("renal-severe"));
        Assert.Equal("info", Titration(40, 30, 20).For(APatient().WithEgfr(20)).Renewing(Running(50)).Says("renal-severe"));
        Assert.Equal("critical", Titration(60, 30, 20).For(APatient().WithEgfr(20)).Renewing(Running(50)).Says("renal-severe"));
        Assert.Equal("critical", Titration(40, 30, 35).For(APatient().WithEgfr(20)).Renewing(Running(50)).Says("renal-severe"));
    }

    [Fact]
    public void A_vein_is_no_pump() =>
        Assert.Equal("critical", (Order(20) with { Route = Route.Wrong }).For(OnDialysis).Says("renal-dialysis"));

    [Fact]
    public void A_dose_not_yet_known_counts_as_above_the_limit()
    {
        Assert.Equal("critical", NoDose().For(APatient().WithEgfr(24)).Writing().Says("renal-severe"));
        Assert.Equal("warning", NoDose().For(APatient().WithEgfr(50)).Writing().Says("renal-moderate"));
        Assert.Contains("dose not yet known", NoDose().For(APatient().WithEgfr(50)).Writing().Summary("renal-moderate"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_of_a_dose_that_could_be_read_reaches_20_mg_too()
    {
        Assert.Equal("warning", Unread(19.9m).For(APatient().WithEgfr(40)).Says("renal-moderate"));
        Assert.Equal("critical", Unread(20).For(APatient().WithEgfr(40)).Says("renal-moderate"));
    }

    [Fact]
    public void A_titration_is_held_against_start_and_ceiling()
    {
        Assert.Equal("info", Titration(7.5m, 15).For(APatient().WithEgfr(50)).Says("renal-moderate"));
        Assert.Equal("warning", Titration(7.5m, 45).For(APatient().WithEgfr(50)).Says("renal-moderate"));
        Assert.Equal("warning", Titration(10, 15).For(APatient().WithEgfr(50)).Says("renal-moderate"));
    }

    [Fact]
    public void A_child_has_no_ceiling_to_be_under()
    {
        PatientSnapshot child = APatient().Aged(10);
        Assert.Equal("critical", Order(5).For(child.WithEgfr(24)).Renewing(Running(5)).Says("renal-severe"));
        Assert.Equal("warning", Order(5).For(child.WithEgfr(50)).Says("renal-moderate"));
    }

    [Fact]
    public void A_child_is_offered_no_dose_but_not_to_start_where_the_kidneys_forbid_it()
    {
        PatientSnapshot child = APatient().Aged(10);
        Assert.Equal("remove* creatinine nephrology", Order(60).For(child.WithEgfr(24)).Acts("renal-severe"));
        Assert.Equal("creatinine* nephrology", Order(5).For(child.WithEgfr(24)).Renewing(Running(5)).Acts("renal-severe"));
        Assert.Equal("creatinine*", Order(5).For(child.WithEgfr(50)).Acts("renal-moderate"));
    }
}
