using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Birth is near, status is not known, and feeding: the other precautions of section 7.4.</summary>
public sealed class BirthAndFeedingTests
{
    private const string Near = "pregnancy-near-term";
    private const string Unknown = "pregnancy-unknown";
    private const string Lactation = "lactation";

    [Theory]
    [InlineData(57, "silent")]
    [InlineData(56, "warning")]
    [InlineData(-14, "warning")]
    [InlineData(-15, "silent")]
    public void Birth_is_near_from_56_days_ahead_to_14_days_past(int inDays, string expected)
    {
        Assert.Equal(expected, Order(15).For(AWoman().Due(inDays)).Renewing(Running(15)).Says(Near));
        foreach (string hook in (string[])["patient-view", "encounter-start", "encounter-discharge", "problem-list-item-create"])
        {
            Assert.Equal(expected, Running(15).Watching(AWoman().Due(inDays), hook).Says(Near));
        }
    }

    [Fact]
    public void It_says_the_due_date_and_speaks_for_the_pregnancy()
    {
        Call call = Order(15).For(AWoman().Due(30)).Renewing(Running(15));
        Assert.Equal("Due 2026-12-22: taper baclofen before birth or plan newborn withdrawal watch", call.Summary(Near));
        Assert.Contains("7 days before the due date: 3.", call.ToDo(Near), StringComparison.Ordinal);
        Assert.Equal(Near, call.Found("pregnancy-confirmed").YieldsTo);
        Assert.Equal("taper-15-to-0* task:neonatalWatch", call.Acts(Near));
    }

    [Theory]
    [InlineData(14, "before the due date: 1.")]
    [InlineData(13, "no time left")]
    public void Too_late_for_a_taper_is_said(int inDays, string expected) =>
        Assert.Contains(expected, Order(15).For(AWoman().Due(inDays)).Renewing(Running(15)).ToDo(Near), StringComparison.Ordinal);

    [Fact]
    public void A_taper_is_information_and_the_pump_is_the_pump_teams()
    {
        Assert.Equal("info", Titration(15, 10, 5).For(AWoman().Due(30)).Renewing(Running(20)).Says(Near));
        Assert.Contains("pump team", Pump().For(AWoman().Due(30)).Summary(Near), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_period_gives_a_due_date_too()
    {
        Assert.Equal("warning", Order(15).For(AWoman().With(Condition("pregnancy", "pregnant")).WithPeriod(224)).Renewing(Running(15)).Says(Near));
        Assert.Equal("silent", Order(15).For(AWoman().With(Condition("pregnancy", "pregnant")).WithPeriod(223)).Renewing(Running(15)).Says(Near));
    }

    [Theory]
    [InlineData(11, "does not apply")]
    [InlineData(12, "info")]
    [InlineData(50, "info")]
    [InlineData(51, "does not apply")]
    public void A_woman_of_12_to_50_is_asked_before_a_start(int years, string expected) =>
        Assert.Equal(expected, Order(5).For(AWoman(years)).Says(Unknown));

    [Theory]
    [InlineData(PregnancyAnswer.NotPregnant, 90, "silent")]
    [InlineData(PregnancyAnswer.NotPregnant, 91, "info")]
    [InlineData(PregnancyAnswer.Pregnant, 90, "silent")]
    [InlineData(PregnancyAnswer.Possibly, 1, "info")]
    [InlineData(PregnancyAnswer.Unknown, 1, "info")]
    public void An_answer_of_90_days_will_do(PregnancyAnswer answer, int daysAgo, string expected) =>
        Assert.Equal(expected, Order(5).For(AWoman().WithStatus(answer, daysAgo)).Says(Unknown));

    [Theory]
    [InlineData(35, "silent")]
    [InlineData(36, "info")]
    public void So_will_a_period_of_35_days(int daysAgo, string expected) =>
        Assert.Equal(expected, Order(5).For(AWoman().WithPeriod(daysAgo)).Says(Unknown));

    [Fact]
    public void Nobody_else_is_asked()
    {
        Assert.Equal("does not apply", Order(5).For(AWoman()).Renewing(Running(5)).Says(Unknown));
        Assert.Equal("does not apply", Order(5).For(APatient().Aged(30)).Says(Unknown));
        Assert.Equal("silent", Order(5).For(AWoman().Due(100)).Says(Unknown));
        Assert.Equal("Childbearing age, pregnancy status not recorded: ask before baclofen", Order(5).For(AWoman()).Summary(Unknown));
    }

    [Fact]
    public void Breastfeeding_is_information_at_a_low_dose()
    {
        Call call = Order(15).For(AWoman().Feeding());
        Assert.Equal(("info", "Breastfeeding: watch the infant for sleepiness on baclofen 15 mg/day"), (call.Says(Lactation), call.Summary(Lactation)));
        Assert.Equal("info", Order(15).For(AWoman().With(Condition("lactation", "breastfeeding"))).Says(Lactation));
    }

    [Theory]
    [InlineData(40, "info")]
    [InlineData(40.01, "warning")]
    public void Above_40_mg_it_is_a_warning(double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(AWoman().Feeding()).Says(Lactation));

    // One small step down from 60 mg/day is still above 40: taking it must raise no new warning.
    [Theory]
    [InlineData(50, "info")]
    [InlineData(49, "warning")]
    public void A_dose_of_ours_that_was_taken_is_information_until_it_is_raised(double marked, string expected) =>
        Assert.Equal(expected, Order(50).Accepted("none", (decimal)marked, "withdrawal-dose-drop").For(AWoman().Feeding()).Renewing(Running(60)).Says(Lactation));

    [Fact]
    public void So_it_is_with_a_sedative_and_with_an_infant_under_two_months()
    {
        Assert.Equal("warning", Order(15).For(AWoman().Feeding().Taking(Opioid)).Says(Lactation));
        Call Born(DateOnly day) => Order(15).For(AWoman().Feeding().With(Condition("pregnancy", "ended") with { Date = day }));
        Assert.Equal("warning", Born(Today.AddMonths(-2).AddDays(1)).Says(Lactation));
        Assert.Equal("info", Born(Today.AddMonths(-2)).Says(Lactation));
        Assert.Contains(Born(Today).Found(Lactation).Acts, act => act is Act.CreateTask { What: "infantCheck" });
    }

    // A birth or a sedative that was not seen would have made it a warning.
    [Fact]
    public void What_could_have_made_it_a_warning_and_was_not_seen_is_named()
    {
        PatientSnapshot fed = AWoman().Feeding();
        Assert.Null(Order(15).For(fed).Unseen(Lactation));
        Assert.Equal("birth NotSupplied", Order(15).For(fed with { Procedures = Records.Unknown<PatientProcedure>(MissingReason.NotSupplied) }).Unseen(Lactation));
        Assert.Equal("birth ReadFailed", Order(15).For(fed with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Unseen(Lactation));
        Assert.Equal("interactions Incomplete", Order(15).For(fed with { Medications = Records.Unknown<ActiveMedication>(MissingReason.Incomplete) }).Unseen(Lactation));
        Assert.Null(Order(41).For(fed with { Procedures = Records.Unknown<PatientProcedure>(MissingReason.NotSupplied) }).Unseen(Lactation));
    }

    [Fact]
    public void A_later_no_wins_and_records_count_for_24_months()
    {
        Assert.Equal("silent", Order(15).For(AWoman().Feeding(on: Today.AddDays(-9)).Feeding(BreastfeedingAnswer.No)).Says(Lactation));
        Assert.Equal("info", Order(15).For(AWoman().Feeding().Feeding(BreastfeedingAnswer.No, Today.AddDays(-9))).Says(Lactation));
        Assert.Equal("info", Order(15).For(AWoman().Feeding(on: Today.AddMonths(-24))).Says(Lactation));
        Assert.Equal("silent", Order(15).For(AWoman().Feeding(on: Today.AddMonths(-24).AddDays(-1))).Says(Lactation));
    }

    [Fact]
    public void Once_the_mother_is_told_it_is_information()
    {
        Call call = Order(41).For(AWoman().Feeding());
        Assert.Equal(new Act.Instruct(DraftId, "lactation") { Recommended = true }, Assert.Single(call.Found(Lactation).Acts));
        Call told = (Order(41) with { Instructed = ["lactation"] }).For(AWoman().Feeding());
        Assert.Equal(("info", ""), (told.Says(Lactation), told.Acts(Lactation)));
    }

    [Fact]
    public void Breastfeeding_that_is_being_recorded_speaks_of_the_running_order()
    {
        PatientCondition fed = Condition("lactation", "breastfeeding", 0);
        Assert.Equal("info", Running(15).Watching(AWoman().With(fed with { IsNew = true }), "problem-list-item-create").Says(Lactation));
        Assert.Equal("silent", Running(15).Watching(AWoman().With(fed), "problem-list-item-create").Says(Lactation));
    }
}
