using System.Collections.Immutable;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Stops, cuts, gaps and the pump: their numbers, and calls that say each of their sentences and react to each number.</summary>
internal static class WithdrawalArea
{
    public static Area Area { get; } = new(
        """
        withdrawal.short.days 14 Clinical
        withdrawal.short.mg 20 Clinical
        withdrawal.lowDose 10 Clinical
        withdrawal.drop.mg 15 US-ORAL
        withdrawal.drop.share 1/3 Clinical
        withdrawal.drop.half 1/2 Clinical
        withdrawal.drop.halfFrom 15 Clinical
        withdrawal.drop.criticalFrom 30 Clinical
        withdrawal.taper.stepDays 2 FR:
        withdrawal.taper.totalDays 7 CA,
        withdrawal.taper.totalFrom 30 Clinical
        withdrawal.gap.over 7 Clinical
        withdrawal.gap.under 60 Clinical
        withdrawal.gap.exposureOver 14 Clinical
        withdrawal.gap.restart 1/2 Clinical
        withdrawal.discharge.inpatientDays 3 Clinical
        withdrawal.admission.hours 24 Clinical
        pump.dropShare 1/5 Clinical
        pump.refill.dueDays 7 Clinical
        pump.refill.noticeDays 21 Clinical
        pump.refill.residualMl 2 Clinical
        pump.fault.days 7 Clinical
        pump.fault.kinaseTimes 5 Clinical
        indicators.withdrawal-abrupt-stop.sudden critical US-TAB
        indicators.withdrawal-abrupt-stop.milder warning Clinical
        indicators.withdrawal-dose-drop.large warning Labels:
        indicators.withdrawal-dose-drop.dangerous critical Labels:
        indicators.withdrawal-dose-drop.oldDoseUnknown info Clinical
        indicators.withdrawal-taper-too-fast.fast warning CA,
        indicators.withdrawal-taper-too-fast.dangerous critical Clinical
        indicators.withdrawal-discharge-omission.listed critical Labels
        indicators.withdrawal-discharge-omission.nothingYet warning Labels
        indicators.withdrawal-discharge-omission.begunInStay info Clinical
        indicators.withdrawal-discharge-omission.pump critical US-IT
        indicators.withdrawal-discharge-omission.admission info Clinical
        indicators.withdrawal-discharge-omission.admittedLong warning Clinical
        indicators.withdrawal-refill-gap.gap warning Labels
        indicators.withdrawal-refill-gap.symptoms critical Labels
        indicators.withdrawal-refill-gap.accepted info Clinical
        indicators.pump-stop.stop critical US-IT
        indicators.pump-refill.overdue critical US-IT
        indicators.pump-refill.due warning US-IT
        indicators.pump-refill.notice info Clinical
        indicators.pump-refill.noDate warning Clinical
        indicators.pump-refill.noDateInPassing info Clinical
        indicators.pump-fault.fault critical US-IT,
        indicators.pump-fault.signs warning US-IT,
        """,
        () => [.. Stops(), .. Cuts(), .. Tapers(), .. Stays(), .. Supplies(), .. Pumps()]);

    /// <summary>A supply of baclofen tablets that ended so many days ago.</summary>
    public static PatientSnapshot Supplied(this PatientSnapshot patient, int endedDaysAgo, int days = 30) => patient with
    {
        Dispenses = Records.Whole(new DrugDispense(new KnownDrug(IsWatched: true, []), Route.Oral, Today.AddDays(-endedDaysAgo - days), days, "MedicationDispense/d")),
    };

    /// <summary>An order for the pump that runs since some days.</summary>
    public static DrugOrder RunningPump(decimal mcg = 300m, int days = 100) =>
        Pump(mcg) with { Source = "MedicationRequest/pump", Status = "active", AuthoredOn = Today.AddDays(-days) };

    /// <summary>A pump filled so many days ago, with 20 mL of 0.5 mg/mL unless said otherwise.</summary>
    public static PatientSnapshot Filled(this PatientSnapshot patient, int daysAgo, decimal ml = 20m, decimal? mgPerMl = 0.5m) => patient with
    {
        Administrations = Records.Whole(new DrugAdministration(
            new KnownDrug(IsWatched: true, []), Route.Intrathecal, Now.AddDays(-daysAgo), new GivenAmount(ml, DoseUnit.Millilitre), "MedicationAdministration/filling")
        { MgPerMl = mgPerMl }),
    };

    /// <summary>The call at the end of a stay, with what its list holds.</summary>
    public static Call Discharging(this DrugOrder running, PatientSnapshot patient, bool others = false, params DrugOrder[] list) =>
        running.Watching(patient, "encounter-discharge") with { Discharge = new DischargeList([.. list], others, MissingReason.NoneOnFile) };

    /// <summary>The call at the beginning of a stay that began some hours ago.</summary>
    public static Call Admitting(this DrugOrder running, PatientSnapshot patient, double hoursAgo = 1) => running.Watching(
        patient with { Encounter = new Known<PatientEncounter>.Value(new PatientEncounter(InHospital: true, InProgress: true, Now.AddHours(-hoursAgo))) }, "encounter-start");

    /// <summary>The drafts of a taper to a stop, each for so many days.</summary>
    public static Call Tapering(this DrugOrder running, PatientSnapshot patient, params (decimal Mg, int Days)[] steps)
    {
        int day = 1;
        List<DrugOrder> drafts = [];
        foreach ((decimal mg, int days) in steps)
        {
            drafts.Add(Step(mg, day, day + days - 1, $"step{day}").Renewing(running));
            day += days;
        }

        return new Call(patient with { Running = Records.Whole(running) }, [.. drafts]);
    }

    private static IEnumerable<Call> Stops()
    {
        PatientSnapshot young = APatient().Aged(40);
        foreach ((decimal mg, int days) in ((decimal, int)[])[(60, 100), (60, 50), (20, 13), (20, 14), (21, 13), (19, 13), (10, 100), (11, 100), (9, 100), (2.5m, 100), (10, 50)])
        {
            yield return Running(mg, days).Stopping(young);
        }

        yield return (Running(60) with { Dose = Unread().Dose }).Stopping(young);
        yield return (Running(60) with { AuthoredOn = null }).Stopping(young);
        yield return Running(60).Stopping(young with
        {
            Pregnancy = young.Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(9), Now, "Observation/edd")) },
        });
    }

    private static IEnumerable<Call> Cuts()
    {
        foreach ((decimal from, decimal to) in ((decimal, decimal)[])[(60, 20), (60, 40), (60, 39), (44, 29), (45, 30), (44, 28), (14, 7), (15, 7.5m), (15, 8), (16, 8), (30, 15), (30, 14), (29, 14), (32, 14), (28, 12.5m), (50, 33), (40, 5), (80, 60)])
        {
            yield return Order(to).For(APatient()).Renewing(Running(from));
        }

        yield return Order(20).For(APatient()).Renewing(Running(60) with { Dose = Unread().Dose });
        DailyDose.Oral asNeeded = (DailyDose.Oral)Oral(60) with { AsNeeded = true };
        yield return (Order(60) with { Dose = asNeeded }).For(APatient()).Renewing(Running(60));
        yield return (Order(60) with { Dose = asNeeded }).For(APatient() with
        {
            Pregnancy = APatient().Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(9), Now, "Observation/edd")) },
        }).Renewing(Running(60));
        yield return Order(20).For(APatient() with
        {
            Pregnancy = APatient().Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(9), Now, "Observation/edd")) },
        }).Renewing(Running(60));
    }

    private static IEnumerable<Call> Tapers()
    {
        foreach (int days in (int[])[5, 6, 7, 8])
        {
            yield return Running(30).Tapering(APatient(), (20, days - 4), (10, 4));
            yield return Running(29).Tapering(APatient(), (20, days - 4), (10, 4));
            yield return Running(32).Tapering(APatient(), (20, days - 4), (10, 4));
        }

        foreach (int first in (int[])[1, 2, 3])
        {
            yield return Running(80).Tapering(APatient(), (65, first), (48, 10), (40, 10), (30, 10), (20, 10), (10, 10));
        }

        yield return Running(60).Tapering(APatient(), (20, 10), (10, 10));
    }

    private static IEnumerable<Call> Stays()
    {
        DrugOrder inHospital = Running(60, 2) with { Category = OrderCategory.Inpatient };
        foreach (int days in (int[])[1, 2, 3, 4])
        {
            yield return (Running(60, days) with { Category = OrderCategory.Inpatient }).Discharging(APatient());
        }

        yield return (inHospital with { AuthoredOn = Today.AddDays(-20) }).Discharging(APatient(), others: true);
        yield return (inHospital with { AuthoredOn = Today.AddDays(-20) }).Discharging(APatient());
        yield return (Running(60, 20) with { Category = OrderCategory.Inpatient, Dose = Unread().Dose }).Discharging(APatient());
        yield return RunningPump().Discharging(APatient());
        foreach (double hours in (double[])[23.5, 24.5])
        {
            yield return Running(60).Admitting(APatient(), hours);
        }

        yield return (Running(60) with { Dose = Unread().Dose }).Admitting(APatient());
        yield return RunningPump().Admitting(APatient());
    }

    private static IEnumerable<Call> Supplies()
    {
        foreach (int days in (int[])[6, 7, 8, 9, 58, 59, 60, 61])
        {
            yield return Running(60).Watching(APatient().Supplied(days));
        }

        foreach (int exposure in (int[])[13, 14, 15, 16])
        {
            yield return Running(60, exposure).Watching(APatient().Supplied(8, 1));
        }

        yield return Order(60).For(APatient().Supplied(10)).Renewing(Running(60));
        yield return Order(30).Accepted("none", 30, "withdrawal-refill-gap").For(APatient().Supplied(10)).Renewing(Running(60));
        foreach (PatientCondition symptom in Symptoms())
        {
            yield return Running(60).Watching(APatient().Supplied(10) with { Conditions = Records.Whole(symptom) });
        }
    }

    private static PatientCondition[] Symptoms() =>
    [
        .. ((string[])["nms", "mh", "rhabdomyolysis", "fever", "pruritus"]).Select(group => Condition("malignant-hyperthermia-nms-differential", group, 3)),
        Condition("psychosis-confusion", "confusion", 3),
        Condition("epilepsy-seizure", "seizure", 3),
    ];

    private static IEnumerable<Call> Pumps()
    {
        yield return RunningPump().Stopping(APatient());
        yield return RunningPump().Stopping(APatient()) with { DeviceRemoved = true };
        yield return Pump(239m).For(APatient()).Beside(RunningPump());
        yield return Pump(240m).For(APatient()).Beside(RunningPump());
        foreach (int days in (int[])[-1, 6, 7, 8, 9, 20, 21, 22])
        {
            DrugOrder pump = RunningPump() with { ValidTo = Today.AddDays(days) };
            yield return pump.Watching(APatient());
            yield return pump.Discharging(APatient(), others: false, pump);
        }

        yield return Order(20).For(APatient() with { Appointments = Records.Whole(new PatientAppointment(Now.AddDays(-1), IsBooked: true, [], "pump refill", "Appointment/a")) })
            .Beside(RunningPump());
        foreach (int days in (int[])[27, 28, 29, 30, 31, 32])
        {
            yield return RunningPump().Watching(APatient().Filled(days));
        }

        yield return RunningPump().Watching(APatient());
        yield return RunningPump().Watching(APatient() with { Appointments = Records.Unknown<PatientAppointment>(MissingReason.NotSupplied) });
        yield return RunningPump().Watching(APatient() with { Conditions = Records.Whole(Condition("intrathecal-pump", "pump-fault", 100)) });
        foreach (int days in (int[])[6, 7, 8])
        {
            yield return RunningPump().Watching(APatient() with { Conditions = Records.Whole(Condition("epilepsy-seizure", "seizure", days)) });
        }

        foreach (decimal value in (decimal[])[990, 1000, 1001, 1010, 1100])
        {
            yield return RunningPump().Watching(APatient() with { OtherLabs = Records.Whole(Kinase(value)) });
        }
    }

    /// <summary>A creatine kinase with an upper limit of 200.</summary>
    public static LabResult Kinase(decimal value, int daysAgo = 1) =>
        new("creatine-kinase", value, "U/L", Comparator.Exactly, 200m, Now.AddDays(-daysAgo), "Observation/ck");
}
