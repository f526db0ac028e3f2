using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Stays in hospital and gaps in supply (clinical page, <c>withdrawal-discharge-omission</c>, <c>withdrawal-refill-gap</c>).</summary>
public sealed class WithdrawalStayTests
{
    private const string Omission = "withdrawal-discharge-omission";
    private const string Gap = "withdrawal-refill-gap";

    private static DrugOrder InHospital(decimal mg = 60, int days = 20) => Running(mg, days) with { Category = OrderCategory.Inpatient };

    [Fact]
    public void Missing_from_a_list_that_somebody_wrote_is_critical_and_from_an_empty_one_a_warning()
    {
        Assert.Equal("critical", InHospital().Discharging(APatient(), others: true).Says(Omission));
        Assert.Equal("warning", InHospital().Discharging(APatient()).Says(Omission));
        Assert.Equal("Baclofen 60 mg/day is missing from the discharge list: order it or taper", InHospital().Discharging(APatient()).Summary(Omission));
    }

    [Fact]
    public void Of_doses_as_needed_neither_an_omission_nor_a_gap_is_more_than_a_warning()
    {
        DailyDose.Oral asNeeded = (DailyDose.Oral)Oral(60) with { AsNeeded = true };
        PatientSnapshot confused = APatient().Supplied(10) with { Conditions = Records.Whole(Condition("psychosis-confusion", "confusion", 3)) };

        Assert.Equal("warning", (InHospital() with { Dose = asNeeded }).Discharging(APatient(), others: true).Says(Omission));
        Assert.Equal("warning", (Running(60) with { Dose = asNeeded }).Watching(confused).Says(Gap));
        Assert.Equal("critical", Running(60).Watching(confused).Says(Gap));
    }

    [Fact]
    public void On_the_list_in_any_dose_or_form_it_is_silent() =>
        Assert.Equal("silent", InHospital().Discharging(APatient(), others: true, Order(20)).Says(Omission));

    [Fact]
    public void An_oral_order_on_the_list_says_nothing_of_the_pump() =>
        Assert.Equal("critical", WithdrawalArea.RunningPump().Discharging(APatient(), others: false, Order(20)).Says(Omission));

    [Fact]
    public void A_list_that_was_not_sent_is_not_checked()
    {
        Call call = InHospital().Discharging(APatient()) with { Discharge = new DischargeList([], OthersOrdered: true, MissingReason.ReadFailed) };

        Assert.Equal("dischargeList ReadFailed", call.Says(Omission));
    }

    [Theory]
    [InlineData(2, "info")]
    [InlineData(3, "warning")]
    public void What_was_begun_in_the_stay_days_ago_is_information(int days, string says) =>
        Assert.Equal(says, InHospital(days: days).Discharging(APatient()).Says(Omission));

    [Fact]
    public void Of_home_it_is_a_warning_however_short() =>
        Assert.Equal("warning", (Running(60, 1) with { Category = OrderCategory.Outpatient, Status = "on-hold" }).Discharging(APatient()).Says(Omission));

    [Fact]
    public void The_end_of_a_planned_taper_is_no_omission()
    {
        PatientSnapshot planned = APatient() with { TaperPlans = Records.Whole(new TaperPlan(null, null, "CarePlan/c")) };

        Assert.Equal("silent", InHospital(15).Discharging(planned).Says(Omission));
        Assert.Equal("warning", InHospital(20).Discharging(planned).Says(Omission));
    }

    [Theory]
    [InlineData(24, "info")]
    [InlineData(24.1, "warning")]
    public void On_admission_it_is_information_and_a_warning_after_a_day(double hours, string says)
    {
        Call call = Running(60).Admitting(APatient(), hours);

        Assert.Equal(says, call.Says(Omission));
        Assert.Equal("Baclofen 60 mg/day at home: continue it on admission", call.Summary(Omission));
    }

    [Fact]
    public void An_order_of_the_stay_is_told_by_category_encounter_or_date()
    {
        Call admitted = Running(60).Admitting(APatient());
        DrugOrder[] ofStay =
        [
            Running(60, 0, "MedicationRequest/i") with { Category = OrderCategory.Inpatient },
            Running(60, 9, "MedicationRequest/i") with { EncounterId = "e1" },
            Running(60, 0, "MedicationRequest/i"),
        ];

        Assert.All(ofStay, order => Assert.Equal("silent", admitted.Beside(Running(60), order).Says(Omission)));
        Assert.Equal("info", admitted.Beside(Running(60), Running(60, 0, "MedicationRequest/i") with { Category = OrderCategory.Outpatient }).Says(Omission));
    }

    [Fact]
    public void Outside_hospital_or_without_an_encounter_there_is_no_admission()
    {
        Call Of(Known<PatientEncounter> encounter) => Running(60).Watching(APatient() with { Encounter = encounter }, "encounter-start");

        Assert.Equal("does not apply", Of(new Known<PatientEncounter>.Value(new PatientEncounter(InHospital: false, InProgress: true, Now))).Says(Omission));
        Assert.Equal("does not apply", Of(new Known<PatientEncounter>.Missing(MissingReason.NoneOnFile)).Says(Omission));
        Assert.Equal("admission ReadFailed", Of(new Known<PatientEncounter>.Missing(MissingReason.ReadFailed)).Says(Omission));
    }

    [Theory]
    [InlineData(7, "silent")]
    [InlineData(8, "warning")]
    [InlineData(59, "warning")]
    [InlineData(60, "silent")]
    public void A_supply_that_ended_over_a_week_and_under_60_days_ago_leaves_a_gap(int days, string says) =>
        Assert.Equal(says, Running(60).Watching(APatient().Supplied(days)).Says(Gap));

    [Fact]
    public void A_newer_supply_or_a_recent_start_leaves_none()
    {
        PatientSnapshot newer = APatient().Supplied(20);
        DrugDispense open = newer.Dispenses.Items[0] with { SuppliedOn = Today.AddDays(-5), DaysSupply = null };

        Assert.Equal("silent", Running(60).Watching(newer with { Dispenses = Records.Whole([.. newer.Dispenses.Items, open]) }).Says(Gap));
        Assert.Equal("silent", Running(60, 14).Watching(APatient().Supplied(8, 1)).Says(Gap));
        Assert.Equal("warning", Running(60, 15).Watching(APatient().Supplied(8, 1)).Says(Gap));
        Assert.Equal("silent", Running(60).Watching(APatient()).Says(Gap));
    }

    // Clinical page: no dispense data, silent. A list that failed to be read may hold the gap.
    [Theory]
    [InlineData(MissingReason.NoneOnFile, "silent")]
    [InlineData(MissingReason.NotSupplied, "silent")]
    [InlineData(MissingReason.ReadFailed, "supply ReadFailed")]
    [InlineData(MissingReason.Incomplete, "supply Incomplete")]
    [InlineData(MissingReason.Unreadable, "supply Unreadable")]
    public void Dispenses_that_failed_to_be_read_are_not_checked_and_those_that_never_come_are_silent(MissingReason gap, string says)
    {
        PatientSnapshot patient = APatient() with { Dispenses = Records.Unknown<DrugDispense>(gap) };

        Assert.Equal(says, Running(60).Watching(patient).Says(Gap));
        Assert.Equal("silent", Running(60, 14).Watching(patient).Says(Gap));
        Assert.Equal("warning", Running(60).Watching(APatient().Supplied(8) with { Dispenses = APatient().Supplied(8).Dispenses with { Gap = gap } }).Says(Gap));
    }

    [Theory]
    [InlineData("malignant-hyperthermia-nms-differential", "fever", 19, "critical")]
    [InlineData("psychosis-confusion", "confusion", 1, "critical")]
    [InlineData("epilepsy-seizure", "seizure", 1, "critical")]
    [InlineData("epilepsy-seizure", "seizure", 21, "warning")] // before the supply ended
    [InlineData("psychosis-confusion", "dementia", 1, "warning")]
    public void Signs_of_withdrawal_since_then_make_it_critical(string set, string group, int daysAgo, string says) =>
        Assert.Equal(says, Running(60).Watching(APatient().Supplied(20) with { Conditions = Records.Whole(Condition(set, group, daysAgo)) }).Says(Gap));

    [Fact]
    public void A_draft_is_offered_at_half_the_old_dose_for_who_did_not_take_it()
    {
        Call call = Order(60).For(APatient().Supplied(20)).Renewing(Running(60));
        Act.SetDose half = call.Found(Gap).Acts.OfType<Act.SetDose>().Single();

        Assert.Equal((30m, true, false), (half.Regimen.MgADay, half.OnlyAfterGap, half.Recommended));
        Assert.Equal("info", call.Accepting(half).Says(Gap));
    }
}
