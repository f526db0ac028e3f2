using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;
using static FhirSafety.Tests.Support.RegimenArea;

namespace FhirSafety.Tests.Baclofen;

/// <summary>How a daily dose is divided, and how fast it is raised.</summary>
public sealed class RegimenTests
{
    private static readonly PatientSnapshot Patient = APatient().WithEgfr(100);

    [Theory]
    [InlineData(20, 3, "US", "silent")]
    [InlineData(20.5, 3, "US", "info")]
    [InlineData(25, 3, "DE", "silent")]
    [InlineData(25.5, 3, "DE", "info")]
    [InlineData(30, 1, "US", "does not apply")]
    public void A_single_dose_is_held_against_the_schedule_of_the_country(double part, int times, string country, string says) =>
        Assert.Equal(says, (Divided((decimal)part, times).For(Patient) with { Drug = Load(("jurisdiction", country)) }).Says("dose-single-high"));

    [Fact]
    public void A_large_single_dose_is_offered_in_more_parts_of_the_same_day() =>
        Assert.Equal(60m, Divided(30, 2).For(Patient).Renewing(Running(60)).Offers("dose-single-high"));

    [Fact]
    public void No_division_is_offered_where_the_total_is_too_high_already() =>
        Assert.Null(Divided(30, 4).For(Patient).Renewing(Running(120)).Offers("dose-single-high"));

    [Theory]
    [InlineData(20, "silent")]
    [InlineData(20.5, "info")]
    public void Twenty_milligrams_once_a_day_are_accepted_and_more_is_not(double mg, string says) =>
        Assert.Equal(says, Divided((decimal)mg, 1).For(Patient).Says("dose-not-divided"));

    [Fact]
    public void Fifty_every_other_day_are_a_large_single_dose_and_not_one_dose_a_day()
    {
        DrugOrder order = Order(25) with { Dose = ((DailyDose.Oral)Oral(25)) with { LargestSingleMg = 50, TimesADay = 0.5m } };
        Assert.Equal("does not apply", order.For(Patient).Says("dose-not-divided"));
        Assert.Equal("info", order.For(Patient).Says("dose-single-high"));
        Assert.Null(order.For(Patient).Renewing(Running(25)).Offers("dose-single-high"));
    }

    [Fact]
    public void A_dose_once_a_day_names_its_amount() =>
        Assert.Equal("40 mg baclofen once daily: divide into 3 or 4 doses", Divided(40, 1).For(Patient).Summary("dose-not-divided"));

    [Theory]
    [InlineData(30, 45, 10, 50, "silent")]
    [InlineData(30, 46, 10, 50, "warning")]
    [InlineData(30, 45, 3, 50, "silent")]
    [InlineData(30, 35, 2, 50, "warning")]
    [InlineData(30, 35, 7, 65, "silent")]
    [InlineData(30, 36, 7, 65, "warning")]
    [InlineData(30, 35, 6, 65, "warning")]
    [InlineData(30, 35, 6, 64, "silent")]
    [InlineData(30, 30, 1, 65, "silent")]
    public void A_rise_may_be_one_step_and_not_too_soon(int from, int to, int days, int age, string says) =>
        Assert.Equal(says, Order(to).For(Patient.Aged(age)).Renewing(Running(from, days)).Says("dose-escalation-fast"));

    [Theory]
    [InlineData(1, "after 1 day;")]
    [InlineData(2, "after 2 days;")]
    public void The_time_since_the_last_dose_is_said(int days, string said) =>
        Assert.Contains(said, Order(60).For(Patient).Renewing(Running(30, days)).Summary("dose-escalation-fast"), StringComparison.Ordinal);

    [Fact]
    public void A_running_order_dated_ahead_says_nothing_of_how_long_it_has_run()
    {
        Assert.Equal("silent", Order(35).For(Patient).Renewing(Running(30, -20)).Says("dose-escalation-fast"));
        Assert.Equal("Baclofen raised 30 to 60 mg/day; limit here is 15 mg/day every 3 days", Order(60).For(Patient).Renewing(Running(30, -20)).Summary("dose-escalation-fast"));
    }

    [Fact]
    public void What_must_be_said_of_the_reading_is_said_on_every_card_that_shows_the_order()
    {
        DrugOrder order = Order(60) with { Dose = ((DailyDose.Oral)Oral(60)) with { Remarks = [new DoseRemark(DoseRemarkKind.StrengthsDiffer)] }, Instructed = [] };
        Assert.Contains("different strengths", order.For(Patient).Renewing(Running(30, 50)).Facts("dose-escalation-fast"), StringComparison.Ordinal);
        Assert.Contains("different strengths", order.For(Patient).Facts("counselling"), StringComparison.Ordinal);
    }

    [Fact]
    public void Poor_kidneys_ask_for_the_smaller_step()
    {
        Assert.Equal("warning", Order(16).For(APatient().WithEgfr(59)).Renewing(Running(10)).Says("dose-escalation-fast"));
        Assert.Equal("silent", Order(15).For(APatient().WithEgfr(59)).Renewing(Running(10)).Says("dose-escalation-fast"));
        Assert.Equal("silent", Order(25).For(APatient().WithEgfr(60)).Renewing(Running(10)).Says("dose-escalation-fast"));
    }

    [Fact]
    public void The_steps_of_a_titration_are_held_to_the_same() =>
        Assert.Equal("warning", Titration(15, 45).For(Patient).Says("dose-escalation-fast"));

    [Fact]
    public void A_rise_offers_the_dose_one_step_up_and_accepting_it_is_quiet()
    {
        Call call = Order(60).For(Patient).Renewing(Running(30));
        Assert.Equal(45m, call.Offers("dose-escalation-fast"));
        Assert.Equal("silent", call.Accepting(call.Found("dose-escalation-fast").Acts[0]).Says("dose-escalation-fast"));
        Assert.Equal("Baclofen raised 30 to 60 mg/day after 100 days; limit here is 15 mg/day every 3 days", call.Summary("dose-escalation-fast"));
    }

    [Fact]
    public void A_running_dose_that_cannot_be_read_is_said_and_not_passed_over() =>
        Assert.Equal("runningDose Unreadable", Order(60).For(Patient).Renewing(Running(30) with { Dose = Unread().Dose }).Says("dose-escalation-fast"));
}
