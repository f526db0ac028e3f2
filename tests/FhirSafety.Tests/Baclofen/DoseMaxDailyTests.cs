using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class DoseMaxDailyTests
{
    private const string Id = "dose-max-daily";

    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100);

    [Theory]
    [InlineData(80, "silent")]
    [InlineData(80.01, "warning")]
    [InlineData(100, "warning")]
    [InlineData(100.01, "critical")]
    public void The_daily_maximum_is_held_on_both_sides_of_its_limits(double mg, string expected)
    {
        Assert.Equal(expected, Order((decimal)mg).For(Healthy).Says(Id));
        Assert.Equal(expected, Order((decimal)mg).For(Healthy).Writing().Says(Id));
    }

    [Theory]
    [InlineData("US", 75.01, "silent", "Source: US and Canadian labels;")]
    [InlineData("AT", 80, "silent", "Source: US and Canadian labels;")]
    [InlineData("DE", 75, "silent", "Source: German text")]
    [InlineData("DE", 75.01, "warning", "Source: German text")]
    [InlineData("DE", 100.01, "critical", "Source: German text")]
    public void Germany_has_a_maximum_of_its_own_and_its_card_says_whose_it_is(string jurisdiction, double mg, string expected, string source)
    {
        Call At(decimal daily) => Order(daily).For(Healthy) with { Drug = Load(("jurisdiction", jurisdiction)) };
        Assert.Equal(expected, At((decimal)mg).Says(Id));
        Assert.StartsWith(source, At(90).Drug.Words.Plain(At(90).Found(Id).Message.Sources), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jurisdiction", "DE", 65, 90, "65* 75 task:doseReview")]
    [InlineData("dose:maxDaily:adult", "60", 50, 80, "50* 60 task:doseReview")]
    [InlineData("dose:maxDaily:adult", "80", 50, 90, "50* 65 task:doseReview")]
    public void No_step_is_offered_that_goes_over_the_maximum_of_the_country_or_the_site(string key, string value, int running, int ordered, string offers) =>
        Assert.Equal(offers, (Order(ordered).For(Healthy).Renewing(Running(running)) with { Drug = Load((key, value)) }).Acts(Id));

    [Fact]
    public void What_runs_beside_the_order_counts() =>
        Assert.Equal("warning", Order(30).For(Healthy).Beside(Running(55)).Says(Id));

    [Fact]
    public void What_the_order_replaces_does_not_count() =>
        Assert.Equal("silent", Order(30).For(Healthy).Renewing(Running(55)).Says(Id));

    [Fact]
    public void A_running_order_that_names_no_route_counts_as_one_by_mouth() =>
        Assert.Equal("warning", Order(30).For(Healthy).Beside(Running(55) with { Route = Route.Unknown }).Says(Id));

    [Fact]
    public void Two_drafts_count_together_even_when_they_are_alike()
    {
        DrugOrder draft = Order(50) with { Source = null };
        Assert.Equal("warning", new Call(Healthy, [draft, draft with { }]).Says(Id));
    }

    [Theory]
    [InlineData(81, "warning")]
    [InlineData(101, "critical")]
    public void The_part_of_a_dose_that_could_be_read_is_enough_to_be_too_high(double atLeast, string expected) =>
        Assert.Equal(expected, Unread((decimal)atLeast).For(Healthy).Says(Id));

    [Fact]
    public void The_part_of_a_dose_that_could_be_read_never_shows_that_the_dose_is_within_the_maximum() =>
        Assert.Equal("does not apply", Unread(80).For(Healthy).Says(Id));

    [Fact]
    public void A_dose_read_in_part_is_said_to_be_at_least_that() =>
        Assert.Equal("Baclofen at least 90 mg/day is above the 80 mg/day maximum: lower it, in steps if taken already", Unread(90).For(Healthy).Summary(Id));

    [Fact]
    public void A_dose_beside_one_that_cannot_be_read_is_said_to_be_at_least_that() =>
        Assert.StartsWith("Baclofen at least 90 mg/day", Order(90).For(Healthy).Beside(Running(5) with { Dose = new DailyDose.Unresolved(DoseProblem.NoAmount) }).Summary(Id), StringComparison.Ordinal);

    [Fact]
    public void A_dose_of_which_nothing_is_known_is_left_to_the_precaution_on_unread_doses()
    {
        Assert.Equal("does not apply", Unread().For(Healthy).Says(Id));
        Assert.Equal("does not apply", NoDose().For(Healthy).Says(Id));
    }

    [Fact]
    public void A_running_dose_that_cannot_be_read_leaves_the_total_unchecked() =>
        Assert.Equal("runningDose Unreadable", Order(30).For(Healthy).Beside(Running(5) with { Dose = new DailyDose.Unresolved(DoseProblem.NoAmount) }).Says(Id));

    [Theory]
    [InlineData(17, "does not apply")]
    [InlineData(18, "critical")]
    public void The_maximum_of_adults_begins_on_the_18th_birthday(int age, string expected) =>
        Assert.Equal(expected, Order(120).For(Healthy.Aged(age)).Says(Id));

    [Fact]
    public void Someone_who_may_be_18_is_held_to_the_maximum_of_adults_but_offered_no_dose()
    {
        Call call = Order(120).For(Healthy with { BirthDate = Born(Today.AddYears(-18).AddMonths(-6), Today.AddYears(-18).AddMonths(5)) });
        Assert.Equal("critical", call.Says(Id));
        Assert.Equal("task:doseReview*", call.Acts(Id));
    }

    [Fact]
    public void Without_a_birth_date_the_maximum_of_adults_holds() =>
        Assert.Equal("warning", Order(90).For(Healthy with { BirthDate = new Known<BirthDate>.Missing(MissingReason.NoneOnFile) }).Says(Id));

    [Fact]
    public void The_pump_has_no_maximum_in_milligrams() => Assert.Equal("does not apply", Pump().For(Healthy).Says(Id));

    [Fact]
    public void A_course_downwards_is_information() =>
        Assert.Equal("info", Titration(105, 90, 80).For(Healthy).Renewing(Running(120)).Says(Id));

    [Theory]
    [InlineData(60, 100, "60* 75 task:doseReview")]
    [InlineData(75, 100, "75* 80 task:doseReview")]
    [InlineData(77, 100, "80* task:doseReview")]
    [InlineData(90, 120, "taper-90-to-80* task:doseReview")]
    public void A_dose_raised_too_far_can_go_back_or_up_one_step_and_is_reviewed_in_a_week(double running, double ordered, string offers) =>
        Assert.Equal(offers, Order((decimal)ordered).For(Healthy).Renewing(Running((decimal)running)).Acts(Id));

    [Theory]
    [InlineData(0, "Start low")]
    [InlineData(60, "Keep the running dose")]
    [InlineData(90, "Do not stop suddenly")]
    public void What_to_do_depends_on_what_runs(double running, string expected)
    {
        Call call = Order(110).For(Healthy);
        Assert.StartsWith(expected, ((decimal)running == 0 ? call : call.Renewing(Running((decimal)running))).ToDo(Id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 60, "Keep the running dose, or raise by one step to at most 80 mg/day.")]
    [InlineData(100, 80, "Keep the running dose: no more than 80 mg/day.")]
    [InlineData(50, 30, "Keep the running dose, or raise by one step to at most 40 mg/day.")]
    [InlineData(50, 40, "Keep the running dose: no more than 40 mg/day.")]
    [InlineData(50, 60, "Do not stop suddenly: taper to 40 mg/day.")]
    [InlineData(50, 0, "Start low and raise step by step; keep at or under 40 mg/day.")]
    public void It_names_no_higher_limit_than_the_card_on_the_kidneys(int egfr, int running, string expected)
    {
        Call call = Order(120).For(APatient().WithEgfr(egfr));
        Assert.Equal(expected, (running == 0 ? call : call.Renewing(Running(running))).ToDo(Id));
    }

    [Fact]
    public void While_creatinine_moves_nobody_is_told_that_the_dose_may_stay_or_rise()
    {
        PatientSnapshot injured = APatient().WithEgfr(95, 3) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) };
        Call call = Order(120).For(injured).Renewing(Running(60));
        Assert.Equal("Do not raise: these kidneys leave no room for more.", call.ToDo(Id));
        Assert.Equal("Do not raise: these kidneys leave no room for more.", call.ToDo("dose-escalation-fast"));
    }

    [Fact]
    public void Without_the_running_orders_nobody_is_told_to_start_low() =>
        Assert.StartsWith("If new", Order(110).For(Healthy with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) }).ToDo(Id), StringComparison.Ordinal);
}
