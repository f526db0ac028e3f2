using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Oral baclofen stopped at once (clinical page, <c>withdrawal-abrupt-stop</c>).</summary>
public sealed class WithdrawalStopTests
{
    private const string Id = "withdrawal-abrupt-stop";

    private static readonly PatientSnapshot Young = APatient().Aged(40);

    [Theory]
    [InlineData(20, 13, "warning")] // under 14 days and at most 20 mg
    [InlineData(20, 14, "critical")]
    [InlineData(20.5, 13, "critical")]
    [InlineData(10, 100, "warning")] // a low dose
    [InlineData(10.5, 100, "critical")]
    public void A_short_exposure_and_a_low_dose_are_a_warning(double mg, int days, string level) =>
        Assert.Equal(level, Running((decimal)mg, days).Stopping(Young).Says(Id));

    [Fact]
    public void A_low_dose_with_a_flag_or_a_record_that_was_not_seen_is_critical()
    {
        PatientSnapshot[] flagged =
        [
            Young with { Conditions = Records.Whole(Condition("epilepsy-seizure", "epilepsy", 900)) },
            Young with { Conditions = Records.Whole(Condition("autonomic-dysreflexia-sci", "sci-thoracic", 900)) },
            Young with { HadWithdrawal = true },
            Young.Aged(65),
            Young with { Conditions = Records.Unknown<PatientCondition>(MissingReason.NotSupplied) },
            Young with { BirthDate = new Known<BirthDate>.Missing(MissingReason.NotSupplied) },
        ];
        Assert.All(flagged, patient => Assert.Equal("critical", Running(10).Stopping(patient).Says(Id)));
    }

    [Fact]
    public void A_child_is_offered_steps_that_its_tablets_or_its_liquid_make()
    {
        Call tablets = Running(15).Stopping(Young.Aged(8));
        DrugOrder syrup = Running(15) with { Product = Running(15).Product with { MgPerUnit = null, MgPerMl = 1m } };

        Assert.Equal("12.5 10 7.5 5 2.5", Steps(tablets));
        Assert.Equal("12 9 6 3", Steps(syrup.Stopping(Young.Aged(8))));
    }

    [Theory]
    [InlineData(400, "Stopping baclofen 400 mg/day suddenly: taper over 3 weeks instead", "Baclofen cut 400 to 80 mg/day in one step: reduce by 15 mg every 3 days")]
    [InlineData(400.5, "Stopping baclofen suddenly, running dose not known: taper instead", "Baclofen cut 400.5 to 80 mg/day in one step: plan smaller steps")]
    [InlineData(1999980, "Stopping baclofen suddenly, running dose not known: taper instead", "Baclofen cut 1999980 to 80 mg/day in one step: plan smaller steps")]
    public void A_running_dose_that_is_not_plausible_warns_as_much_and_is_given_no_taper(double mg, string stopped, string cut)
    {
        Call stop = Running((decimal)mg).Stopping(Young);
        Call drop = Order(80).For(APatient()).Renewing(Running((decimal)mg));

        Assert.Equal(("critical", stopped), (stop.Says(Id), stop.Summary(Id)));
        Assert.Equal(("critical", cut), (drop.Says("withdrawal-dose-drop"), drop.Summary("withdrawal-dose-drop")));
        Assert.True(mg <= 400 || !stop.Found(Id).Acts.Concat(drop.Found("withdrawal-dose-drop").Acts).OfType<Act.Taper>().Any());
    }

    private static string Steps(Call call) =>
        string.Join(' ', call.Found(Id).Acts.OfType<Act.Taper>().Single().Steps.Select(step => step.Regimen.MgADay.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("benzodiazepines")]
    [InlineData("opioids")]
    public void A_sedative_stopped_in_the_same_session_is_a_flag(string set) =>
        Assert.Equal("critical", (Running(10).Stopping(Young) with { StoppedOthers = [new Meaning(set, "x")] }).Says(Id));

    [Fact]
    public void An_unknown_duration_counts_as_long_and_is_said()
    {
        Call call = (Running(20) with { AuthoredOn = null }).Stopping(Young);

        Assert.Equal("critical", call.Says(Id));
        Assert.Contains("not recorded: it is treated as long", call.Facts(Id), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_dose_is_critical_and_the_rule_is_told_in_words()
    {
        Call call = (Running(60, 5) with { Dose = Unread().Dose }).Stopping(Young);

        Assert.Equal("critical", call.Says(Id));
        Assert.Equal("Stopping baclofen suddenly, running dose not known: taper instead", call.Summary(Id));
        Assert.Contains("Taper by 5 to 15 mg/day at a time, every 3 days or slower", call.ToDo(Id), StringComparison.Ordinal);
        Assert.DoesNotContain(call.Found(Id).Acts, act => act is Act.Taper);
    }

    [Fact]
    public void A_stop_of_which_no_list_tells_the_dose_is_critical()
    {
        DrugOrder unrecorded = NoDose() with { Source = null, AuthoredOn = null };
        Call call = new Call(Young with { Running = Records.Unknown<DrugOrder>(MissingReason.NotSupplied) }, [])
        {
            Judged = [new JudgedOrder(unrecorded, OrderRole.Stopped) { StoppedBy = "MedicationRequest/forbid" }],
        };

        Assert.Equal("critical", call.Says(Id));
        Assert.Equal(new Act.KeepRunning("MedicationRequest/forbid", IsOrderItself: false) { Recommended = true }, call.Found(Id).Acts[0]);
    }

    [Theory]
    [InlineData(60, "4 weeks")]
    [InlineData(30, "3 weeks")] // 23 days are left
    public void Before_a_birth_it_says_the_weeks_that_the_steps_take(int daysToBirth, string weeks)
    {
        PatientSnapshot mother = Young with
        {
            Pregnancy = Young.Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(daysToBirth), Now, "Observation/edd")) },
        };

        Assert.Equal($"Stopping baclofen 60 mg/day suddenly: taper over {weeks} instead", Running(60).Stopping(mother).Summary(Id));
    }

    [Fact]
    public void Beside_a_draft_that_begins_after_a_gap_no_steps_are_offered_that_would_be_given_too()
    {
        Call call = Running(60).Stopping(Young) with { Drafts = [Step(60, 10, null, "later")] };

        Assert.Equal("critical", call.Says(Id));
        Assert.DoesNotContain(call.Found(Id).Acts, act => act is Act.Taper);
    }

    [Fact]
    public void A_recent_order_that_followed_another_one_is_no_short_exposure() =>
        Assert.Equal("critical", (Running(20, 5) with { Replaces = ["MedicationRequest/before"] }).Stopping(Young).Says(Id));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void No_missing_list_makes_a_stop_milder(int need)
    {
        foreach (DrugOrder running in (DrugOrder[])[Running(60), Running(20, 5), Running(10), Running(2.5m)])
        {
            Call whole = running.Stopping(Young);
            Call less = whole with { Patient = Cases.Without(whole.Patient, need, MissingReason.ReadFailed) };
            Assert.True(less.Found(Id).Indicator >= whole.Found(Id).Indicator);
        }
    }

    [Fact]
    public void A_dose_as_needed_is_a_warning_and_has_no_taper()
    {
        DailyDose.Oral asNeeded = (DailyDose.Oral)Oral(60) with { AsNeeded = true };
        Call call = (Running(60) with { Dose = asNeeded }).Stopping(Young);

        Assert.Equal("warning", call.Says(Id));
        Assert.DoesNotContain(call.Found(Id).Acts, act => act is Act.Taper);
    }

    [Theory]
    [InlineData(30, 15, true)] // G3b, at the ceiling
    [InlineData(29.9, 7.5, false)] // G4 at its ceiling is a warning
    [InlineData(44, 17.5, false)] // above the ceiling
    [InlineData(100, 80, true)]
    [InlineData(100, 100, true)] // above the maximum, but as before: information
    [InlineData(100, 102.5, false)]
    public void It_is_offered_to_run_on_only_where_that_is_not_warned_of(double egfr, double mg, bool kept)
    {
        Call call = Running((decimal)mg).Stopping(Young.WithEgfr((decimal)egfr));

        Assert.Equal(kept, call.Found(Id).Acts.Any(act => act is Act.KeepRunning));
        Assert.True(Assert.IsType<Act.Taper>(call.Found(Id).Acts[0]).Recommended);
    }

    [Fact]
    public void An_order_of_its_own_that_stops_is_taken_out_by_the_same_rule()
    {
        Call Forbidding(decimal mg) => Running(mg).Stopping(Young.WithEgfr(24)) is var call
            ? call with { Judged = [call.Judged!.Value[0] with { StoppedBy = "MedicationRequest/forbid" }], Stopped = ["MedicationRequest/running", "MedicationRequest/forbid"] }
            : null!;

        Assert.DoesNotContain(Forbidding(60).Found(Id).Acts, act => act is Act.KeepRunning);
        Assert.Contains((Forbidding(60) with { Patient = Running(60).Stopping(Young).Patient }).Found(Id).Acts, act => act is Act.KeepRunning);
    }

    [Fact]
    public void What_only_its_own_stop_tells_of_would_come_back_as_a_new_start()
    {
        DrugOrder unlisted = Running(60) with { Status = "stopped" };
        Assert.DoesNotContain(unlisted.Stopping(Young).Found(Id).Acts, act => act is Act.KeepRunning);
        Assert.Contains((unlisted with { Dose = Oral(15) }).Stopping(Young.WithEgfr(100)).Found(Id).Acts, act => act is Act.KeepRunning);
    }

    [Fact]
    public void What_is_stopped_by_two_orders_is_not_kept_by_taking_out_one()
    {
        Call call = Running(60).Stopping(Young.WithEgfr(24));
        call = call with
        {
            Judged = [call.Judged!.Value[0], call.Judged!.Value[0] with { StoppedBy = "MedicationRequest/forbid" }],
            Stopped = ["MedicationRequest/running", "MedicationRequest/forbid"],
        };

        Assert.Contains(new Act.KeepRunning("MedicationRequest/forbid", IsOrderItself: false), call.Judge()
            .Select(judgement => judgement.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts));
    }

    [Fact]
    public void An_allergy_recorded_since_leaves_the_taper_and_a_birth_that_is_near_the_specialist()
    {
        PatientSnapshot allergic = Young with { Allergies = Records.Whole(new PatientAllergy(AllergyType.Allergy, IsActive: true, Refuted: false, null, null, null)) };
        Assert.DoesNotContain(Running(60).Stopping(allergic).Found(Id).Acts, act => act is Act.KeepRunning);
        Assert.Contains(Running(60).Stopping(allergic).Found(Id).Acts, act => act is Act.Taper);

        PatientSnapshot due = APatient().Aged(30) with
        {
            Sex = new Known<Sex>.Value(Sex.Female),
            Pregnancy = Young.Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(9), Now, "Observation/edd")) },
        };
        Assert.Equal("obstetrics task:monitoredStop", Running(60).Stopping(due).Acts(Id));
        Assert.Contains("Keep the dose until then", Running(60).Stopping(due).ToDo(Id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 100, "Stopping baclofen 60 mg/day suddenly: taper over 3 weeks instead")]
    [InlineData(60, 50, "Stopping baclofen 60 mg/day suddenly: taper over 2 weeks instead")]
    [InlineData(10, 50, "Stopping baclofen 10 mg/day suddenly: taper over 1 week instead")]
    [InlineData(2.5, 50, "Stopping baclofen 2.5 mg/day: one step, watch for withdrawal")]
    public void It_says_how_long_the_taper_is(double mg, int days, string summary) =>
        Assert.Equal(summary, Running((decimal)mg, days).Stopping(Young).Summary(Id));

    [Fact]
    public void The_taper_is_offered_first_then_to_keep_it_then_a_stop_under_monitoring()
    {
        Act[] acts = [.. Running(60).Stopping(Young).Found(Id).Acts];

        Act.Taper taper = Assert.IsType<Act.Taper>(acts[0]);
        Assert.True(taper.Recommended);
        Assert.Equal((60m, 0m, "MedicationRequest/running", null), (taper.FromMg, taper.ToMg, taper.Like, taper.Removed));
        Assert.Equal(new Act.KeepRunning("MedicationRequest/running", IsOrderItself: true), acts[1]);
        Assert.Equal(new Act.CreateTask("monitoredStop", "due.atOnce"), acts[2]);
    }

    [Fact]
    public void Another_order_that_goes_on_makes_it_a_matter_of_doses()
    {
        Call both = Running(60).Stopping(Young).Beside(Running(60), Running(20, id: "MedicationRequest/other"));
        Call drafted = Running(60).Stopping(Young) with { Drafts = [Order(60)] };

        Assert.Equal("does not apply", both.Says(Id));
        Assert.Equal("does not apply", drafted.Says(Id));
    }

    [Fact]
    public void An_order_drafted_for_home_goes_on_and_one_that_was_stopped_itself_does_not()
    {
        Call leaving = Running(60).Stopping(Young) with { Hook = "encounter-discharge" };
        Call With(DrugOrder listed) => leaving with { Discharge = new DischargeList([listed], OthersOrdered: false, MissingReason.NoneOnFile) };

        Assert.Equal("does not apply", With(Order(60) with { Source = "MedicationRequest/home" }).Says(Id));
        Assert.Equal("critical", With(Running(60)).Says(Id));
    }

    [Fact]
    public void An_order_on_hold_or_one_that_begins_later_does_not_go_on()
    {
        Call onHold = Running(60).Stopping(Young).Beside(Running(60), Running(20, id: "MedicationRequest/other") with { Status = "on-hold" });
        Call later = Running(60).Stopping(Young) with { Drafts = [Step(60, 5, null, "later")] };

        Assert.Equal("critical", onHold.Says(Id));
        Assert.Equal("critical", later.Says(Id));
    }

    [Fact]
    public void A_switch_to_the_pump_is_said_elsewhere_and_a_pump_that_runs_makes_it_no_milder()
    {
        Call toPump = Running(60).Stopping(Young) with { Drafts = [Pump()] };
        Call withPump = Running(60).Stopping(Young).Beside(Running(60), WithdrawalArea.RunningPump());

        Assert.Equal("does not apply", toPump.Says(Id));
        Assert.Equal("critical", withPump.Says(Id));
    }

    [Theory]
    [InlineData(15, "silent")]
    [InlineData(15.5, "critical")]
    public void The_end_of_a_planned_taper_is_no_sudden_stop(double mg, string says)
    {
        PatientSnapshot planned = Young with { TaperPlans = Records.Whole(new TaperPlan(Today.AddDays(-20), null, "CarePlan/c")) };

        Assert.Equal(says, Running((decimal)mg).Stopping(planned).Says(Id));
    }

    [Fact]
    public void In_palliative_care_only_what_is_critical_is_said()
    {
        PatientSnapshot hospice = Young with { Conditions = Records.Whole(Condition("palliative-care", "palliative", 10)) };

        Assert.Equal("critical", Running(60).Stopping(hospice).Says(Id));
        Assert.Equal("silent", Running(20, 5).Stopping(hospice).Says(Id));
    }
}
