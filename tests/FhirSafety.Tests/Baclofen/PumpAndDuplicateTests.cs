using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;
using static FhirSafety.Tests.Support.RegimenArea;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Doses into the spine, liquids, and two orders at once.</summary>
public sealed class PumpAndDuplicateTests
{
    private static readonly PatientSnapshot Patient = APatient().WithEgfr(100);

    [Fact]
    public void A_bolus_is_told_as_given_once_and_not_as_a_daily_dose() => Assert.Contains(
        "101 micrograms once.",
        (Pump() with { Dose = new DailyDose.Intrathecal(101, IsBolus: true) }).For(Patient).Facts("intrathecal-dose-range"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1000, false, "silent")]
    [InlineData(1001, false, "warning")]
    [InlineData(2000, false, "warning")]
    [InlineData(2001, false, "critical")]
    [InlineData(100, true, "silent")]
    [InlineData(101, true, "critical")]
    public void A_dose_into_the_spine_has_a_range_and_a_bolus_has_its_own(int mcg, bool bolus, string says) =>
        Assert.Equal(says, (Pump() with { Dose = new DailyDose.Intrathecal(mcg, bolus) }).For(Patient).Says("intrathecal-dose-range"));

    [Theory]
    [InlineData(700, 20, false, "silent")]
    [InlineData(701, 20, false, "warning")]
    [InlineData(600, 20, true, "silent")]
    [InlineData(601, 20, true, "warning")]
    [InlineData(650, 1, false, "silent")]
    [InlineData(651, 1, false, "warning")]
    [InlineData(575, 1, true, "silent")]
    [InlineData(576, 1, true, "warning")]
    public void A_rise_at_a_refill_may_be_larger_than_one_within_a_day_and_larger_of_spinal_origin(int mcg, int days, bool cerebral, string says) =>
        Assert.Equal(says, Pump(mcg).For(cerebral ? Patient with { Conditions = Records.Whole(Condition("spasticity-indications", "cerebral-origin")) } : Patient)
            .Beside(RunningPump(500, days)).Says("intrathecal-dose-range"));

    [Fact]
    public void A_rise_can_be_taken_back_to_the_one_order_that_runs_where_that_ends_the_matter()
    {
        Call call = Pump(900).For(Patient).Beside(RunningPump(500, 20));
        Assert.Equal("task:pumpCheck* as-before-500", call.Acts("intrathecal-dose-range"));
        Call after = call.Accepting(call.Found("intrathecal-dose-range").Acts.OfType<Act.KeepDosage>().Single());
        Assert.Equal("silent", after.Says("intrathecal-dose-range"));
        Assert.Equal("silent", after.Says("pump-stop"));

        Assert.Equal("task:pumpCheck* as-before-1000", Pump(1200).For(Patient).Beside(RunningPump(1000, 20)).Acts("intrathecal-dose-range"));
        foreach (Call none in (Call[])
        [
            Pump(1200).For(Patient),
            Pump(1200).For(Patient).Beside(RunningPump(1001, 20)), // still outside
            Pump(1100).For(Patient).Beside(RunningPump(1100, 20)), // no rise
            Pump(900).For(Patient).Beside(RunningPump(500, 20), RunningPump(400, 30) with { Source = "MedicationRequest/other" }),
            Pump(900).For(Patient).Beside(RunningPump(500, 20) with { Source = null }),
            (Pump(900) with { Source = null }).For(Patient).Beside(RunningPump(500, 20)),
            (Pump(900) with { Product = Liquid(2) }).For(Patient).Beside(RunningPump(500, 20) with { Product = Liquid(0.5m) }), // the pump holds another strength
            (Pump() with { Dose = new DailyDose.Intrathecal(900, IsBolus: true) }).For(Patient).Beside(RunningPump(500, 20)),
        ])
        {
            Assert.DoesNotContain("as-before", none.Says("intrathecal-dose-range") is "silent" ? "" : none.Acts("intrathecal-dose-range"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_dose_too_high_to_be_believed_is_not_passed_over() =>
        Assert.Equal("critical", (Pump() with { Dose = new DailyDose.Unresolved(DoseProblem.Implausible, 10) }).For(Patient).Says("intrathecal-dose-range"));

    [Fact]
    public void A_liquid_must_name_its_strength()
    {
        Assert.Equal("warning", Order(30, Liquid(null)).For(Patient).Says("liquid-strength"));
        Assert.Equal("info", Written(Order(30, Liquid(5)), 2, DoseUnit.Millilitre, 10).For(Patient).Says("liquid-strength"));
        Assert.Equal("silent", Written(Order(30, Liquid(5)), 10, DoseUnit.Milligram, 10).For(Patient).Says("liquid-strength"));
        Assert.Equal("Baclofen liquid strength changed from 1 to 5 mg/mL: state mg and strength", Order(30, Liquid(5)).For(Patient).Renewing(Running(30) with { Product = Liquid(1) }).Summary("liquid-strength"));
    }

    [Fact]
    public void The_concentration_of_a_pump_is_no_earlier_strength_of_a_liquid() =>
        Assert.Equal("silent", Written(Order(10, Liquid(2)), 10, DoseUnit.Milligram, 10).For(Patient)
            .Beside(RunningPump(300, 60) with { Product = Liquid(1) with { Route = Route.Intrathecal } }).Says("liquid-strength"));

    [Fact]
    public void Once_the_patient_is_told_the_strength_it_is_no_longer_offered()
    {
        Call call = Written(Order(30, Liquid(5)), 2, DoseUnit.Millilitre, 10).For(Patient);
        Verdict.Found told = (call with { Drafts = [call.Drafts[0] with { Instructed = ["liquidStrength", "counselling"] }] }).Found("liquid-strength");
        Assert.Empty(told.Acts);
    }

    [Theory]
    [InlineData(20, 30, 100, "warning")]
    [InlineData(20, 80, 100, "warning")]
    [InlineData(20.5, 80, 100, "critical")]
    [InlineData(20, 30, 29, "critical")]
    public void A_second_oral_order_is_a_duplicate_and_dangerous_above_a_hundred_or_with_failing_kidneys(double draft, int running, int egfr, string says) =>
        Assert.Equal(says, Order((decimal)draft).For(APatient().WithEgfr(egfr)).Beside(Running(running, 5)).Says("duplicate-baclofen"));

    [Fact]
    public void A_renewal_and_an_assumed_renewal_are_no_duplicates()
    {
        Assert.Equal("silent", Order(30).For(Patient).Renewing(Running(20)).Says("duplicate-baclofen"));
        Assert.Equal("silent", Order(30).For(Patient).Beside(Running(30, 14)).Says("duplicate-baclofen"));
        Assert.Equal("warning", Order(30).For(Patient).Beside(Running(30, 13)).Says("duplicate-baclofen"));
    }

    [Fact]
    public void The_renewal_of_the_morning_dose_leaves_an_equal_night_dose_running()
    {
        DrugOrder night = Running(10, 40) with { Source = "MedicationRequest/night" };
        Call call = Order(10).For(APatient().WithEgfr(40)).Renewing(Running(10, 100));
        Call both = call with { Patient = call.Patient with { Running = Records.Whole(Running(10, 100), night) } };

        Assert.Equal("silent", both.Says("withdrawal-dose-drop"));
        Assert.Equal("critical", both.Says("renal-moderate"));
        Assert.StartsWith("eGFR 40, baclofen 20 mg/day", both.Summary("renal-moderate"), StringComparison.Ordinal);
        Assert.Equal("warning", both.Says("duplicate-baclofen"));
        Assert.Empty(both.Found("duplicate-baclofen").Acts);
    }

    [Fact]
    public void A_request_to_refill_renews_what_runs_without_naming_it()
    {
        Call refill = Order(60).For(Patient).Beside(Running(30, 5)).On("medication-refill");
        Assert.Equal("silent", refill.Says("duplicate-baclofen"));
        Assert.Equal("warning", refill.Says("dose-escalation-fast"));
        Assert.Contains("Read as a renewal of the order of 2026-11-17.", refill.Facts("dose-escalation-fast"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_running_strengths_a_refill_renews_the_one_of_its_product()
    {
        DrugOrder other = Running(10, 40) with { Source = "MedicationRequest/other", Product = Tablets(5) };
        Assert.Equal("silent", Order(30).For(Patient).Beside(Running(30, 40), other).On("medication-refill").Says("duplicate-baclofen"));
        Assert.Equal("warning", Order(30).For(Patient).Beside(Running(30, 40), other with { AuthoredOn = Today.AddDays(-41) }).On("medication-refill").Says("duplicate-baclofen"));
        Assert.Equal("warning", Order(30, Tablets(20)).For(Patient).Beside(Running(30, 40), other).On("medication-refill").Says("duplicate-baclofen"));
    }

    [Theory]
    [InlineData(70, "silent")]
    [InlineData(71, "warning")]
    public void The_renewal_of_one_of_two_strengths_of_one_day_is_no_duplicate_up_to_the_ceiling(int mg, string says)
    {
        DrugOrder other = Running(10, 40) with { Source = "MedicationRequest/other", Product = Tablets(5) };
        Call call = Order(mg).For(Patient).Renewing(Running(30, 40));
        Assert.Equal(says, (call with { Patient = Patient with { Running = Records.Whole(Running(30, 40), other) } }).Says("duplicate-baclofen"));
    }

    [Fact]
    public void A_running_list_that_was_not_seen_is_said() =>
        Assert.Equal("medications ReadFailed", Order(30).For(Patient with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) }).Says("duplicate-baclofen"));

    [Fact]
    public void Taking_the_place_of_the_running_order_is_offered_only_where_that_is_a_small_change()
    {
        DailyDose asNeeded = (DailyDose.Oral)Oral(30) with { AsNeeded = true };
        Assert.Contains(Order(35).For(Patient).Beside(Running(30, 5)).Found("duplicate-baclofen").Acts, act => act is Act.LinkToRunning { Running: "MedicationRequest/running" });
        Assert.DoesNotContain(Order(19).For(Patient).Beside(Running(30, 5)).Found("duplicate-baclofen").Acts, act => act is Act.LinkToRunning);
        Assert.DoesNotContain(Order(46).For(Patient).Beside(Running(30, 5)).Found("duplicate-baclofen").Acts, act => act is Act.LinkToRunning);
        Assert.DoesNotContain((Order(30) with { Dose = asNeeded }).For(Patient).Beside(Running(30, 5)).Found("duplicate-baclofen").Acts, act => act is Act.LinkToRunning);
        Assert.Contains((Order(30) with { Dose = asNeeded }).For(Patient).Beside(Running(30, 5) with { Dose = asNeeded }).Found("duplicate-baclofen").Acts, act => act is Act.LinkToRunning);
    }

    [Theory]
    [InlineData(20, 30, "warning")]
    [InlineData(30, 31, "critical")]
    [InlineData(29, 31, "warning")]
    [InlineData(30, 30, "warning")]
    public void By_mouth_beside_a_pump_is_most_dangerous_once_the_pump_has_run_for_a_month(int mg, int pumpDays, string says) =>
        Assert.Equal(says, Order(mg).For(Patient).Beside(RunningPump(300, pumpDays)).Says("duplicate-oral-intrathecal"));

    [Theory]
    [InlineData(90, "critical")]
    [InlineData(91, "info")]
    public void A_pump_renewed_as_it_was_beside_an_oral_order_of_three_months_is_information(int days, string says)
    {
        Call renewed = Pump(300).For(Patient).Renewing(RunningPump(300, days));
        Assert.Equal(says, (renewed with { Patient = Patient with { Running = Records.Whole(RunningPump(300, days), Running(30, days)) } }).Says("duplicate-oral-intrathecal"));
        Assert.Equal("critical", (renewed with { Patient = Patient with { Running = Records.Whole(RunningPump(299, days), Running(30, days)) } }).Says("duplicate-oral-intrathecal"));
    }

    [Theory]
    [InlineData(300, "silent")]
    [InlineData(290, "silent")]
    [InlineData(301, "warning")]
    public void A_pump_refilled_at_the_running_dose_is_no_rise_and_says_nothing_of_what_was_known(int mcg, string says)
    {
        PatientSnapshot known = Patient.WithEgfr(100, 300).Taking(Diazepam(300)) with
        {
            Conditions = Records.Whole(Condition("epilepsy-seizure", "epilepsy", 900), Condition("alcohol", "aud", 900)),
        };
        Call renewed = Pump(mcg).For(known).Renewing(RunningPump(300, 200));
        Assert.Equal((says, says, says), (renewed.Says("epilepsy"), renewed.Says("alcohol"), renewed.Says("benzodiazepine")));
    }

    [Fact]
    public void A_pump_order_beside_the_one_that_runs_adds_to_it()
    {
        PatientSnapshot epilepsy = Patient with { Conditions = Records.Whole(Condition("epilepsy-seizure", "epilepsy", 900)) };
        string Beside(DrugOrder draft, int days) => draft.For(epilepsy).Beside(RunningPump(300, days)).Says("epilepsy");

        Assert.Equal("warning", Beside(Pump(200), 100));
        Assert.Equal("warning", Beside(Pump(300), 13));
        Assert.Equal("silent", Beside(Pump(300), 14));
        Assert.Contains("Read as a renewal of the order of 2026-11-08.", Pump(300).For(epilepsy).Beside(RunningPump(300, 14)).Facts("pump-refill"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 31, "critical")]
    [InlineData(30, 30, "warning")]
    [InlineData(25, 31, "warning")]
    public void A_pump_that_only_a_statement_shows_is_a_pump(int mg, int days, string says)
    {
        DrugStatement pump = new(new KnownDrug(IsWatched: true, []), IsActive: true, Route.Intrathecal, new DailyDose.Intrathecal(300), Today.AddDays(-days), null, "MedicationStatement/pump");
        Assert.Equal(says, Order(mg).For(Patient with { Statements = Records.Whole(pump) }).Says("duplicate-oral-intrathecal"));
    }

    [Fact]
    public void Tablets_that_only_a_statement_shows_beside_a_new_pump_ask_for_the_oral_taper()
    {
        DrugStatement tablets = new(new KnownDrug(IsWatched: true, []), IsActive: true, Route.Oral, Oral(60), Today.AddDays(-200), null, "MedicationStatement/tablets");
        Assert.Equal("warning", Pump(100).For(Patient with { Statements = Records.Whole(tablets) }).Says("duplicate-oral-intrathecal"));
    }

    [Theory]
    [InlineData(40, 40, 100, "silent")]
    [InlineData(41, 40, 100, "warning")]
    [InlineData(61, 40, 100, "critical")]
    [InlineData(20, 20, 50, "silent")]
    [InlineData(21, 20, 50, "warning")]
    [InlineData(5, 2.5, 20, "silent")]
    [InlineData(5, 5, 20, "critical")]
    public void Two_drafts_that_make_one_dose_are_a_duplicate_only_above_the_ceiling(double first, double second, int egfr, string says)
    {
        Call call = Order((decimal)first).For(APatient().WithEgfr(egfr));
        Assert.Equal(says, (call with { Drafts = [.. call.Drafts, Order((decimal)second) with { Source = "MedicationRequest/second" }] }).Says("duplicate-baclofen"));
    }

    [Theory]
    [InlineData(90, "critical")]
    [InlineData(91, "info")]
    public void A_pair_of_both_routes_unchanged_for_three_months_is_information(int days, string says) =>
        Assert.Equal(says, Order(30).Renewing(Running(30, days)).For(Patient).Beside(RunningPump(300, days), Running(30, days)).Says("duplicate-oral-intrathecal"));
}
