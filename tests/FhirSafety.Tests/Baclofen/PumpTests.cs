using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;
using static FhirSafety.Tests.Support.WithdrawalArea;

namespace FhirSafety.Tests.Baclofen;

/// <summary>The pump: stopped, run empty, faulty (clinical page, <c>pump-stop</c>, <c>pump-refill</c>, <c>pump-fault</c>).</summary>
public sealed class PumpTests
{
    private const string Stop = "pump-stop";
    private const string Refill = "pump-refill";
    private const string Fault = "pump-fault";

    [Fact]
    public void A_stop_is_critical_and_says_to_call_the_team()
    {
        Call call = RunningPump().Stopping(APatient());

        Assert.Equal("critical", call.Says(Stop));
        Assert.Equal("Intrathecal baclofen must not stop suddenly: contact the pump team now", call.Summary(Stop));
        Assert.Equal("does not apply", call.Says("withdrawal-abrupt-stop"));
        Assert.Equal("does not apply", (call with { Drafts = [Pump()] }).Says(Stop));
    }

    [Fact]
    public void A_pump_taken_out_is_a_stop_whatever_else_runs()
    {
        Call call = RunningPump().Stopping(APatient()).Beside(RunningPump(), RunningPump() with { Source = "MedicationRequest/other" });

        Assert.Equal("does not apply", call.Says(Stop));
        Assert.Equal("critical", (call with { DeviceRemoved = true }).Says(Stop));
        Assert.DoesNotContain((call with { DeviceRemoved = true }).Found(Stop).Acts, act => act is Act.KeepRunning);
    }

    [Theory]
    [InlineData(240, "silent")] // exactly a fifth less
    [InlineData(239, "critical")]
    [InlineData(400, "silent")]
    public void Lowered_by_more_than_a_fifth_is_as_a_stop(double mcg, string says) =>
        Assert.Equal(says, Pump((decimal)mcg).For(APatient()).Beside(RunningPump()).Says(Stop));

    [Fact]
    public void A_trial_dose_lowers_nothing_and_a_dose_that_cannot_be_read_is_not_checked()
    {
        DrugOrder trial = Pump() with { Dose = new DailyDose.Intrathecal(50, IsBolus: true) };

        Assert.Equal("does not apply", trial.For(APatient()).Beside(RunningPump()).Says(Stop));
        Assert.Equal("pumpDose Unreadable", Pump().For(APatient()).Beside(RunningPump() with { Dose = Unread().Dose }).Says(Stop));
        Assert.Equal("medications NotSupplied", Pump().For(APatient() with { Running = Records.Unknown<DrugOrder>(MissingReason.NotSupplied) }).Says(Stop));
    }

    [Fact]
    public void Missing_at_discharge_it_is_said_once_on_the_card_of_the_pump()
    {
        Call call = RunningPump().Discharging(APatient());

        Assert.Equal("critical", call.Says(Stop));
        Assert.Equal("silent", RunningPump().Discharging(APatient(), others: false, RunningPump()).Says(Stop));
        Assert.Equal("Intrathecal baclofen must not stop suddenly: contact the pump team now", Assert.Single(call.Cards()).Summary);
    }

    [Theory]
    [InlineData(-1, "patient-view", "critical")]
    [InlineData(0, "patient-view", "warning")]
    [InlineData(7, "patient-view", "warning")]
    [InlineData(8, "patient-view", "silent")]
    [InlineData(8, "encounter-discharge", "info")]
    [InlineData(21, "encounter-discharge", "info")]
    [InlineData(22, "encounter-discharge", "silent")]
    public void A_refill_is_overdue_due_or_told_at_discharge(int days, string hook, string says)
    {
        Call call = RunningPump().Watching(APatient() with { Appointments = Records.Whole(Booked(days)) }, hook) with
        {
            Discharge = hook == "encounter-discharge" ? new DischargeList([RunningPump()], OthersOrdered: false, MissingReason.NoneOnFile) : null,
        };

        Assert.Equal(says, call.Says(Refill));
    }

    [Fact]
    public void The_day_is_the_next_booked_one_then_the_ordered_one_then_the_end_of_the_order()
    {
        DrugOrder pump = RunningPump() with { ValidTo = Today.AddDays(-3) };
        PatientProcedure ordered = new([new Meaning("intrathecal-pump", "pump-refill")], ProcedureState.Ordered, Today, "ServiceRequest/r") { DueOn = Today.AddDays(30) };

        Assert.Equal("critical", pump.Watching(APatient()).Says(Refill));
        Assert.Equal("silent", pump.Watching(APatient() with { Procedures = Records.Whole(ordered) }).Says(Refill));
        Assert.Equal("warning", pump.Watching(APatient() with { Appointments = Records.Whole(Booked(-20), Booked(5), Booked(60)) }).Says(Refill));
        Assert.Equal("info", RunningPump().Watching(APatient() with { Appointments = Records.Whole(Booked(5) with { IsBooked = false }) }).Says(Refill));
    }

    [Fact]
    public void A_day_before_the_last_filling_is_over()
    {
        PatientProcedure filled = new([new Meaning("intrathecal-pump", "pump-refill")], ProcedureState.Completed, Today.AddDays(-2), "Procedure/p");
        Call call = RunningPump().Watching(APatient() with { Appointments = Records.Whole(Booked(-3)) });

        Assert.Equal("critical", call.Says(Refill));
        Assert.Equal("info", (call with { Patient = call.Patient with { Procedures = Records.Whole(filled) } }).Says(Refill));
    }

    [Theory]
    [InlineData(31, "critical")] // (20 - 2) mL x 500 mcg/mL / 300 mcg a day is 30 days
    [InlineData(30, "warning")]
    [InlineData(23, "warning")]
    [InlineData(22, "silent")]
    public void Without_a_booking_the_day_is_computed_from_the_last_filling(int daysAgo, string says) =>
        Assert.Equal(says, RunningPump().Watching(APatient().Filled(daysAgo)).Says(Refill));

    [Fact]
    public void The_strength_of_the_order_stands_in_for_that_of_the_filling()
    {
        DrugOrder pump = RunningPump();

        Assert.Equal("critical", (pump with { Product = pump.Product with { MgPerMl = 0.5m } }).Watching(APatient().Filled(31, mgPerMl: null)).Says(Refill));
        Assert.Equal("info", (pump with { Product = pump.Product with { MgPerMl = null } }).Watching(APatient().Filled(31, mgPerMl: null)).Says(Refill));
    }

    [Fact]
    public void A_bolus_and_a_dose_that_cannot_be_read_compute_no_day()
    {
        Assert.Equal("info", RunningPump().Watching(APatient().Filled(5, ml: 2m)).Says(Refill));
        Assert.Equal("info", (RunningPump() with { Dose = Unread().Dose }).Watching(APatient().Filled(31)).Says(Refill));
    }

    [Fact]
    public void A_dose_being_raised_empties_the_pump_sooner() =>
        Assert.Equal("critical", Pump(360m).For(APatient().Filled(26)).Beside(RunningPump()).Says(Refill));

    [Fact]
    public void Without_a_day_it_is_a_warning_at_signing_and_discharge_and_information_elsewhere()
    {
        Assert.Equal("warning", Pump().For(APatient()).Says(Refill));
        Assert.Equal("warning", RunningPump().Discharging(APatient()).Says(Refill));
        Assert.Equal("info", RunningPump().Watching(APatient()).Says(Refill));
        Assert.Equal("does not apply", Running(60).Watching(APatient()).Says(Refill));
    }

    // Rebound spasticity is a sign of an empty pump, and tablets may be ordered for it.
    [Theory]
    [InlineData(-1, "order-sign", "critical")]
    [InlineData(7, "order-sign", "warning")]
    [InlineData(8, "order-sign", "silent")]
    [InlineData(-1, "medication-refill", "critical")]
    [InlineData(-1, "order-select", "does not apply")]
    public void Who_signs_tablets_beside_a_pump_is_told_of_its_refill(int days, string hook, string says)
    {
        PatientSnapshot booked = APatient() with { Appointments = Records.Whole(Booked(days)) };

        Assert.Equal(says, Order(20).For(booked).Beside(RunningPump()).On(hook).Says(Refill));
        Assert.Equal("does not apply", Order(20).For(booked).On(hook).Says(Refill));
        Assert.Equal("does not apply", Running(20).Watching(booked).Beside(RunningPump()).Says(Refill));
    }

    [Fact]
    public void Tablets_are_not_asked_for_the_date_of_the_pump()
    {
        Call call = Order(20).For(APatient()).Beside(RunningPump());
        PatientSnapshot unseen = APatient() with { Appointments = Records.Unknown<PatientAppointment>(MissingReason.ReadFailed) };

        Assert.Equal("silent", call.Says(Refill));
        Assert.Equal("pumpRefill ReadFailed", Order(20).For(unseen).Beside(RunningPump()).Says(Refill));
    }

    [Theory]
    [InlineData("Baclofen pump refill", "warning")]
    [InlineData("Refill of inhaler", "info")]
    public void A_refill_that_is_ordered_in_words_counts_as_a_booked_visit_does(string words, string says)
    {
        PatientProcedure ordered = new([], ProcedureState.Ordered, Today, "ServiceRequest/r") { DueOn = Today.AddDays(2), Words = words };

        Assert.Equal(says, RunningPump().Watching(APatient() with { Procedures = Records.Whole(ordered) }).Says(Refill));
    }

    [Theory]
    [InlineData("intrathecal-pump", "pump-fault", 400, "critical")]
    [InlineData("malignant-hyperthermia-nms-differential", "fever", 7, "warning")]
    [InlineData("malignant-hyperthermia-nms-differential", "fever", 8, "silent")]
    [InlineData("malignant-hyperthermia-nms-differential", "nms", 1, "silent")]
    [InlineData("epilepsy-seizure", "seizure", 7, "warning")]
    [InlineData("epilepsy-seizure", "epilepsy", 1, "silent")]
    public void A_fault_is_critical_and_a_fresh_sign_a_warning(string set, string group, int daysAgo, string says) =>
        Assert.Equal(says, RunningPump().Watching(APatient() with { Conditions = Records.Whole(Condition(set, group, daysAgo)) }).Says(Fault));

    [Fact]
    public void A_fault_on_file_is_told_whatever_else_is_being_recorded()
    {
        PatientSnapshot patient = APatient() with
        {
            Conditions = Records.Whole(Condition("intrathecal-pump", "pump-fault", 1), Condition("diabetes", "diabetes", 0) with { IsNew = true }),
        };

        Assert.Equal("critical", RunningPump().Watching(patient, "problem-list-item-create").Says(Fault));
    }

    [Theory]
    [InlineData(1000, 1, "silent")] // exactly five times 200
    [InlineData(1001, 1, "warning")]
    [InlineData(1001, 7, "warning")]
    [InlineData(1001, 8, "silent")]
    public void A_creatine_kinase_over_five_times_its_limit_is_a_sign(double value, int daysAgo, string says) =>
        Assert.Equal(says, RunningPump().Watching(APatient() with { OtherLabs = Records.Whole(Kinase((decimal)value, daysAgo)) }).Says(Fault));

    [Fact]
    public void Lists_that_were_not_sent_are_named()
    {
        Call call = RunningPump().Watching(APatient());

        Assert.Equal("pumpSigns NotSupplied", (call with { Patient = call.Patient with { Conditions = Records.Unknown<PatientCondition>(MissingReason.NotSupplied) } }).Says(Fault));
        Assert.Equal("creatineKinase NotSupplied", (call with { Patient = call.Patient with { OtherLabs = Records.Unknown<LabResult>(MissingReason.NotSupplied) } }).Says(Fault));
    }

    // A visit that was missed comes before the end of the order's validity.
    [Fact]
    public void The_end_of_an_orders_validity_is_believed_only_where_visits_were_seen()
    {
        DrugOrder pump = RunningPump() with { ValidTo = Today.AddDays(60) };
        PatientSnapshot noVisits = APatient() with { Appointments = Records.Unknown<PatientAppointment>(MissingReason.NotSupplied) };
        PatientSnapshot noOrders = APatient() with { Procedures = Records.Unknown<PatientProcedure>(MissingReason.ReadFailed) };

        Assert.Equal("silent", pump.Watching(APatient()).Says(Refill));
        Assert.Equal("pumpRefill NotSupplied", pump.Watching(noVisits).Says(Refill));
        Assert.Equal("pumpRefill ReadFailed", pump.Watching(noOrders).Says(Refill));
        Assert.Equal("silent", pump.Watching(noOrders with { Appointments = Records.Whole(Booked(60)) }).Says(Refill));
        Assert.Equal("critical", (pump with { ValidTo = Today.AddDays(-1) }).Watching(noVisits).Says(Refill));
    }

    private static PatientAppointment Booked(int inDays) =>
        new(Now.AddDays(inDays), IsBooked: true, [], "Baclofen pump refill", "Appointment/a");
}
