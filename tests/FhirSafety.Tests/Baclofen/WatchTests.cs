using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>What is told at a start, and what is watched in a patient who takes it.</summary>
public sealed class WatchTests
{
    private static readonly PatientSnapshot Patient = APatient().WithEgfr(100);

    [Fact]
    public void A_start_and_a_rise_are_the_moments_to_counsel()
    {
        Assert.Equal("info", (Order(15) with { Instructed = [] }).For(Patient).Says("counselling"));
        Assert.Equal("info", (Order(40) with { Instructed = [] }).For(Patient).Renewing(Running(30)).Says("counselling"));
        Assert.Equal("does not apply", Order(30).For(Patient).Renewing(Running(30)).Says("counselling"));
        Assert.Equal("does not apply", Order(15).For(Patient).Writing().Says("counselling"));
    }

    [Fact]
    public void Who_is_told_already_is_not_told_again() =>
        Assert.Equal("silent", (Order(15) with { Instructed = ["counselling"] }).For(Patient).Says("counselling"));

    [Theory]
    [InlineData(14, "warning")]
    [InlineData(15, "silent")]
    public void A_finding_of_the_last_two_weeks_is_new(int days, string says) =>
        Assert.Equal(says, Running(30).Watching(Patient with { Conditions = Records.Whole(Condition("psychosis-confusion", "confusion", days)) }).Says("side-effect-check"));

    [Fact]
    public void A_finding_before_the_start_is_no_side_effect() =>
        Assert.Equal("silent", Running(30, 5).Watching(Patient with { Conditions = Records.Whole(Condition("urinary", "retention", 6)) }).Says("side-effect-check"));

    [Theory]
    [InlineData(14, "warning")]
    [InlineData(15, "silent")]
    public void The_reason_of_the_encounter_is_a_finding_of_its_first_day(int days, string says) =>
        Assert.Equal(says, Running(30).Watching(Patient with { EncounterReasons = [Condition("psychosis-confusion", "confusion", days)] }).Says("side-effect-check"));

    [Fact]
    public void An_encounter_that_does_not_say_when_it_began_is_of_now() =>
        Assert.Equal("warning", Running(30).Watching(Patient with { EncounterReasons = [Condition("falls", "event") with { Date = null }] }).Says("side-effect-check"));

    [Theory]
    [InlineData("patient-view")]
    [InlineData("encounter-start")]
    [InlineData("encounter-discharge")]
    [InlineData("problem-list-item-create")]
    public void A_finding_on_file_is_told_in_every_hook_that_watches(string hook) =>
        Assert.Equal("warning", Running(30).Watching(Patient with { Conditions = Records.Whole(Condition("urinary", "retention", 2)) }, hook).Says("side-effect-check"));

    [Theory]
    [InlineData("dialysis", "status", "renal-dialysis", 5, "critical")]
    [InlineData("dialysis", "status", "renal-dialysis", 40, "silent")]
    [InlineData("ckd", "stage4", "renal-severe", 5, "critical")]
    [InlineData("ckd", "stage4", "renal-severe", 40, "silent")]
    public void Kidney_disease_of_years_is_told_when_it_was_recorded_after_the_running_order(string set, string group, string id, int recordedDaysAgo, string says) =>
        Assert.Equal(says, Running(30, 40).Watching(APatient() with
        {
            Conditions = Records.Whole(Condition(set, group, 900) with { RecordedOn = Today.AddDays(-recordedDaysAgo) }),
        }).Says(id));

    [Fact]
    public void A_finding_names_itself_and_the_dose() =>
        Assert.Equal("New urinary retention on baclofen 30 mg/day: review dose and kidney function", Running(30).Watching(Patient with { Conditions = Records.Whole(Condition("urinary", "retention", 2)) }).Summary("side-effect-check"));

    [Fact]
    public void A_problem_list_that_was_not_seen_is_said() =>
        Assert.Equal("conditions NotSupplied", Running(30).Watching(Patient with { Conditions = Records.Unknown<PatientCondition>(MissingReason.NotSupplied) }).Says("side-effect-check"));

    [Theory]
    [InlineData(365, 400, "silent")]
    [InlineData(366, 400, "info")]
    public void A_year_of_treatment_without_tests_is_due_for_review(int takenFor, int testedBefore, string says) =>
        Assert.Equal(says, Running(30, takenFor).Watching(APatient().WithEgfr(100, testedBefore)).Says("long-term-review"));

    [Fact]
    public void With_kidneys_tested_liver_and_glucose_may_still_be_due()
    {
        LabResult liver = new("liver-alt", 20, "U/L", Comparator.Exactly, null, Now.AddDays(-10), null);
        LabResult glucose = new("hba1c", 6, "%", Comparator.Exactly, null, Now.AddDays(-10), null);
        Call Tested(params LabResult[] labs) => Running(30, 800).Watching(Patient with { OtherLabs = Records.Whole(labs) });

        Assert.Equal("Baclofen over 26 months: yearly liver and glucose check is due", Tested().Summary("long-term-review"));
        Assert.Equal("Baclofen over 26 months: yearly glucose check is due", Tested(liver).Summary("long-term-review"));
        Assert.Equal("Baclofen over 26 months: yearly liver check is due", Tested(glucose).Summary("long-term-review"));
        Assert.Equal("silent", Tested(liver, glucose).Says("long-term-review"));
    }

    [Fact]
    public void Of_two_orders_that_run_neither_is_told_as_a_renewal() => Assert.DoesNotContain(
        "renewal",
        Running(30).Watching(Patient with { Conditions = Records.Whole(Condition("urinary", "retention", 2)) }).Beside(Running(30), Running(30, 60, "MedicationRequest/ward")).Facts("side-effect-check"),
        StringComparison.Ordinal);

    [Fact]
    public void Worse_kidneys_than_at_the_last_order_are_told_when_the_chart_is_opened()
    {
        Assert.Equal("critical", Running(30, 100).Watching(APatient().WithEgfr(25, 5)).Says("renal-severe"));
        Assert.Equal("silent", Running(30, 3).Watching(APatient().WithEgfr(25, 5)).Says("renal-severe"));
    }

    [Fact]
    public void Above_the_ceiling_a_taper_is_offered_with_them()
    {
        Act.Taper taper = Assert.Single(Running(30, 100).Watching(APatient().WithEgfr(25, 5)).Found("renal-severe").Acts.OfType<Act.Taper>());
        Assert.Equal((30m, 7.5m, null), (taper.FromMg, taper.ToMg, taper.Removed));
        Assert.Empty(Running(7.5m, 100).Watching(APatient().WithEgfr(25, 5)).Found("renal-severe").Acts.OfType<Act.Taper>());
    }

    [Fact]
    public void Nothing_about_the_patient_alone_is_said_at_an_order() =>
        Assert.Equal("does not apply", Order(30).For(Patient).Says("side-effect-check"));
}
