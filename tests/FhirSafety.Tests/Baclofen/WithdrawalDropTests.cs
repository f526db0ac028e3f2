using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>A dose cut in one step, and tapers that go too fast (clinical page, <c>withdrawal-dose-drop</c>, <c>withdrawal-taper-too-fast</c>).</summary>
public sealed class WithdrawalDropTests
{
    private const string Id = "withdrawal-dose-drop";
    private const string TooFast = "withdrawal-taper-too-fast";

    [Theory]
    [InlineData(60, 40, "silent")] // exactly one third is allowed
    [InlineData(60, 39.5, "warning")]
    [InlineData(45, 30, "silent")] // 15 is not more than 15
    [InlineData(30, 15, "warning")] // half of at least 15, not more than half
    [InlineData(30, 14.5, "critical")]
    [InlineData(29, 14, "warning")] // more than half, but of less than 30
    [InlineData(15, 7.5, "warning")]
    [InlineData(14.5, 7, "silent")]
    [InlineData(40, 60, "silent")]
    [InlineData(60, 60, "silent")]
    public void A_cut_is_too_large_by_size_and_share(double from, double to, string says) =>
        Assert.Equal(says, Order((decimal)to).For(APatient()).Renewing(Running((decimal)from)).Says(Id));

    [Fact]
    public void Another_strength_or_a_liquid_at_the_same_daily_dose_is_no_cut()
    {
        DrugProduct liquid = new("Baclofen 1 mg/mL", null, 1m, Route.Oral, StrengthsDiffer: false);
        foreach (DrugProduct product in (DrugProduct[])[Tablets(20m), Tablets(5m), liquid])
        {
            Call call = Order(60, product).For(APatient()).Renewing(Running(60)) with { Stopped = ["MedicationRequest/running"] };
            Assert.Equal("silent", call.Says(Id));
            Assert.Equal("does not apply", call.Says("withdrawal-abrupt-stop"));
        }
    }

    [Fact]
    public void It_says_the_step_and_offers_it_and_the_taper()
    {
        Call call = Order(20).For(APatient()).Renewing(Running(60));

        Assert.Equal("Baclofen cut 60 to 20 mg/day in one step: reduce by 10 mg every 6 days", call.Summary(Id));
        Assert.Equal("50* taper-60-to-20", call.Acts(Id));
    }

    [Fact]
    public void Where_one_step_is_still_too_much_only_the_taper_is_offered() =>
        Assert.Equal("taper-120-to-30*", Order(30).For(APatient()).Renewing(Running(120)).Acts(Id));

    [Fact]
    public void One_of_two_orders_stopped_is_a_cut_of_the_total()
    {
        Call call = Running(40).Stopping(APatient()).Beside(Running(40), Running(20, id: "MedicationRequest/other"));

        Assert.Equal("critical", call.Says(Id));
        Assert.Contains("60 to 20", call.Summary(Id), StringComparison.Ordinal);
        Assert.Equal("does not apply", call.Says("withdrawal-abrupt-stop"));
    }

    [Fact]
    public void A_running_dose_that_cannot_be_read_is_said() =>
        Assert.Equal("info", Order(20).For(APatient()).Renewing(Running(60) with { Dose = Unread().Dose }).Says(Id));

    [Fact]
    public void Running_orders_that_were_not_seen_are_not_taken_for_none()
    {
        PatientSnapshot patient = APatient() with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) };

        Assert.Equal("medications ReadFailed", Order(20).For(patient).Says(Id));

        // Nor where a statement shows that it is taken and does not say how much.
        DrugStatement stated = new(new KnownDrug(IsWatched: true, []), IsActive: true, Route.Oral, new DailyDose.NotYetKnown(), null, null, "MedicationStatement/s");
        Assert.Equal("medications ReadFailed", Order(20).For(patient with { Statements = Records.Whole(stated) }).Says(Id));
        Assert.Equal("does not apply", Order(20).For(APatient() with { Statements = Records.Whole(stated) }).Says(Id));
    }

    [Fact]
    public void What_was_lowered_as_advised_is_silent_and_a_deeper_cut_is_not()
    {
        Assert.Equal("silent", Order(30).Accepted("G4", 30).For(APatient()).Renewing(Running(60)).Says(Id));
        Assert.Equal("critical", Order(20).Accepted("G4", 30).For(APatient()).Renewing(Running(60)).Says(Id));
    }

    [Fact]
    public void A_dose_as_needed_is_a_warning_at_most()
    {
        DailyDose.Oral asNeeded = (DailyDose.Oral)Oral(60) with { AsNeeded = true };

        Assert.Equal("warning", Order(20).For(APatient()).Renewing(Running(60) with { Dose = asNeeded }).Says(Id));
        Assert.Equal("warning", (Running(60) with { Dose = asNeeded }).Tapering(APatient(), (20, 10), (10, 10)).Says(TooFast));
    }

    [Theory]
    [InlineData(60, "warning")]
    [InlineData(15, "warning")]
    [InlineData(14.5, "silent")]
    public void What_was_taken_by_the_clock_and_becomes_as_needed_can_be_none_at_all(double mg, string says)
    {
        DrugOrder asNeeded = Order((decimal)mg) with { Dose = (DailyDose.Oral)Oral((decimal)mg) with { AsNeeded = true } };
        DrugOrder before = Running((decimal)mg);

        Assert.Equal(says, asNeeded.For(APatient()).Renewing(before).Says(Id));
        Assert.Equal("silent", asNeeded.For(APatient()).Renewing(before with { Dose = asNeeded.Dose }).Says(Id));
        Assert.NotEqual("warning", asNeeded.For(APatient()).Says(Id));
    }

    [Fact]
    public void Made_as_needed_it_offers_the_taper_and_no_other_dose_as_needed()
    {
        DrugOrder asNeeded = Order(60) with { Dose = (DailyDose.Oral)Oral(60) with { AsNeeded = true } };
        Call call = asNeeded.For(APatient()).Renewing(Running(60));

        Assert.Equal("Baclofen 60 mg/day made as needed: left out it is a sudden stop; reduce by 10 mg every 5 days", call.Summary(Id));
        Assert.Equal("taper-60-to-0*", call.Acts(Id));
        Assert.Equal("MedicationRequest/running", call.Found(Id).Acts.OfType<Act.Taper>().Single().Like);
        Assert.Equal("taper-60-to-20*", (asNeeded with { Dose = (DailyDose.Oral)Oral(20) with { AsNeeded = true } }).For(APatient()).Renewing(Running(60)).Acts(Id));
    }

    [Fact]
    public void While_the_supply_has_run_out_the_gap_speaks_and_not_the_cut()
    {
        Call call = Order(20).For(APatient().Supplied(10)).Renewing(Running(60));

        Assert.Equal("silent", call.Says(Id));
        Assert.Equal("warning", call.Says("withdrawal-refill-gap"));
    }

    [Theory]
    [MemberData(nameof(References))]
    public void The_rows_of_the_taper_raise_neither_card(double from, int days)
    {
        DrugOrder running = Running((decimal)from, days);
        Call stop = running.Stopping(APatient().Aged(40));
        Act.Taper taper = stop.Found("withdrawal-abrupt-stop").Acts.OfType<Act.Taper>().Single();

        Call steps = stop.Accepting(taper);

        Assert.All(steps.Drafts, draft => Assert.DoesNotContain((steps with { Judged = [new JudgedOrder(draft, OrderRole.Draft)] }).Says(Id), (string[])["info", "warning", "critical"]));
        Assert.Equal("silent", (steps with { Judged = [new JudgedOrder(steps.Drafts[0], OrderRole.Draft)] }).Says(TooFast));
    }

    public static TheoryData<double, int> References => new()
    {
        { 80, 20 }, { 80, 70 }, { 60, 20 }, { 60, 100 }, { 40, 20 }, { 30, 100 }, { 20, 20 }, { 15, 20 }, { 10, 20 }, { 100, 100 },
    };

    [Fact]
    public void A_single_lower_dose_under_a_plan_is_judged_as_a_step()
    {
        PatientSnapshot planned = APatient() with { TaperPlans = Records.Whole(new TaperPlan(null, null, "CarePlan/c")) };
        Call call = Order(20).For(planned).Renewing(Running(60));

        Assert.Equal("does not apply", call.Says(Id));
        Assert.Equal("critical", call.Says(TooFast));
        Assert.Equal("silent", Order(45).For(planned).Renewing(Running(60)).Says(TooFast));
    }

    [Theory]
    [InlineData(30, 6, "warning")]
    [InlineData(30, 7, "silent")]
    [InlineData(29, 6, "silent")]
    public void A_stop_in_under_a_week_from_30_mg_is_too_fast(double from, int days, string says) =>
        Assert.Equal(says, Running((decimal)from).Tapering(APatient(), (20, days - 3), (10, 3)).Says(TooFast));

    [Theory]
    [InlineData(1, "warning")]
    [InlineData(2, "silent")]
    public void A_large_step_after_one_day_is_too_fast(int days, string says) =>
        Assert.Equal(says, Running(80).Tapering(APatient(), (65, days), (49, 10), (40, 10), (30, 10), (20, 10), (10, 10)).Says(TooFast));

    [Theory]
    [InlineData(28, "critical")] // ends in a stop from 40
    [InlineData(29, "silent")] // longer than any taper: a dose to stay on
    public void A_long_last_step_is_a_dose_to_stay_on(int days, string says) =>
        Assert.Equal(says, Running(60).Tapering(APatient(), (50, 10), (40, days)).Says(TooFast));

    [Fact]
    public void It_names_the_step_that_is_too_large_and_not_one_that_is_allowed() => // 60 to 40 is exactly a third
        Assert.Equal(
            "Baclofen taper lowers 40 to 20 mg/day in one step: take smaller or slower steps",
            Running(60).Tapering(APatient(), (40, 7), (20, 7)).Summary(TooFast));

    [Fact]
    public void It_says_from_what_and_in_how_many_days_and_offers_the_taper_in_place_of_the_steps()
    {
        Call call = Running(60).Tapering(APatient(), (30, 2), (10, 2));
        Act.Taper taper = Assert.IsType<Act.Taper>(Assert.Single(call.Found(TooFast).Acts));

        Assert.Equal("Baclofen taper 60 mg to 0 in 4 days is faster than 1-2 weeks: slow it down", call.Summary(TooFast));
        Assert.Equal(("MedicationRequest/step1", "MedicationRequest/step3"), (taper.Removed, Assert.Single(taper.AlsoRemoved)));
        Assert.Equal("silent", call.Accepting(taper).Says(TooFast));
    }
}
