using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>The precautions on regimen, unit and route, the pump's dose, duplicates, counselling and what is watched.</summary>
internal static class RegimenArea
{
    public static Area Area { get; } = new(
        """
        dose.single.us 20 US-ORAL
        dose.single.elsewhere 25 DE:
        dose.single.onceDaily 20 US-ORAL
        dose.escalation.days 3 US-ORAL
        dose.escalation.daysReduced 7 UK
        dose.escalation.planMost 60 US-ORAL
        dose.unit.leastSingleAdult 1 Clinical
        dose.unit.leastSingleChild 0.25 Clinical
        dose.unit.leastSingleChildPerKg 0.03 Clinical
        dose.unit.mgIntoSpine 1 US-IT
        intrathecal.bolus 100 US-IT
        intrathecal.maintenance 1000 US-IT
        intrathecal.critical 2000 Clinical
        intrathecal.rise.spinal 2/5 US-IT
        intrathecal.rise.cerebral 1/5 US-IT
        intrathecal.rise.dailySpinal 3/10 US-IT
        intrathecal.rise.dailyCerebral 3/20 US-IT
        intrathecal.pumpStartDays 30 Clinical
        intrathecal.pairDays 90 Clinical
        intrathecal.oralCritical 30 Clinical
        watch.sideEffectDays 14 Clinical
        watch.reviewDays 365 Clinical
        indicators.dose-single-high.note info US-ORAL
        indicators.dose-escalation-fast.tooFast warning US-ORAL
        indicators.dose-not-divided.note info US-ORAL
        indicators.dose-unit-route-mismatch.conflict critical US-IT
        indicators.dose-unit-route-mismatch.ask warning US-IT
        indicators.dose-unit-route-mismatch.note info Product
        indicators.liquid-strength.unknownOrChanged warning US-ORAL
        indicators.liquid-strength.volumeOnly info Product
        indicators.intrathecal-dose-range.outside warning US-IT
        indicators.intrathecal-dose-range.farAbove critical US-IT
        indicators.duplicate-baclofen.duplicate warning Product
        indicators.duplicate-baclofen.dangerous critical Product
        indicators.duplicate-oral-intrathecal.pumpStart warning US-IT
        indicators.duplicate-oral-intrathecal.highOral critical US-IT
        indicators.duplicate-oral-intrathecal.lowOral warning US-IT
        indicators.duplicate-oral-intrathecal.unchanged info Product
        indicators.counselling.note info US-TAB
        indicators.side-effect-check.newFinding warning US-TAB
        indicators.long-term-review.due info SEED,
        """,
        Calls);

    /// <summary>A plain dose by mouth, so many times a day.</summary>
    public static DrugOrder Divided(decimal single, decimal times) => Order(single * times) with
    {
        Dose = ((DailyDose.Oral)Oral(single * times)) with { LargestSingleMg = single, TimesADay = times },
    };

    /// <summary>An amount as it was written, with the dose that it gives.</summary>
    public static DrugOrder Written(DrugOrder order, decimal value, DoseUnit unit, decimal? mg) =>
        order with { Dose = order.Dose with { Written = [new WrittenAmount(value, unit, mg)] } };

    /// <summary>A liquid.</summary>
    public static DrugProduct Liquid(decimal? mgPerMl) => new("Baclofen oral solution", null, mgPerMl, Route.Oral, StrengthsDiffer: false) { NamesLiquid = true };

    /// <summary>A pump order that runs.</summary>
    public static DrugOrder RunningPump(decimal mcg, int days) =>
        Pump(mcg) with { Source = "MedicationRequest/pump", Status = "active", AuthoredOn = Today.AddDays(-days) };

    private static IEnumerable<Call> Calls()
    {
        PatientSnapshot patient = APatient().WithEgfr(100);
        yield return (Order(80) with { Instructed = [] }).For(patient);
        yield return Order(60).For(patient).Renewing(Running(30, 1));
        yield return Written(Unread(0.03m, DoseProblem.Implausible), 10m, DoseUnit.Microgram, 0.01m).For(patient);
        foreach (decimal single in (decimal[])[19m, 20m, 21m, 22.5m, 24m, 25m, 26m, 27.5m])
        {
            yield return Divided(single, 2).For(patient).Renewing(Running(single * 2));
            yield return Divided(single, 1).For(patient).Renewing(Running(single));
        }

        foreach (int days in (int[])[1, 2, 3, 4, 6, 7, 8])
        {
            yield return Order(40).For(patient).Renewing(Running(35, days));
            yield return Order(40).For(patient.Aged(70)).Renewing(Running(35, days));
        }

        yield return Order(40).For(patient).Renewing(Running(20) with { AuthoredOn = null });
        foreach (decimal mg in (decimal[])[0.2m, 0.24m, 0.26m, 0.3m, 0.58m, 0.59m, 0.6m, 0.61m, 0.62m, 0.98m, 0.99m, 1m, 1.01m, 1.1m])
        {
            yield return Written(Order(3), mg * 1000, DoseUnit.Microgram, mg).For(patient);
            yield return Written(Order(3), mg, DoseUnit.Milligram, mg).For(patient.Aged(10));
            yield return Written(Order(3), mg, DoseUnit.Milligram, mg).For(patient.Aged(10) with { Weights = Records.Whole(Measure(20m)) });
            yield return Written(Pump(mg * 1000), mg, DoseUnit.Milligram, mg).For(patient);
        }

        yield return (Order(15) with { Instructed = [] }).For(patient);
        yield return (Order(15) with { Instructed = [] }).For(patient with { Sex = new Known<Sex>.Value(Sex.Female), Conditions = Records.Whole(Condition("spasticity-indications", "licensed")) });
        yield return (Order(30) with { Route = Route.Wrong }).For(patient);
        yield return (Pump() with { StatedRoute = Route.Oral, Product = Tablets() with { Route = Route.Intrathecal } }).For(patient);
        yield return (Pump() with { StatedRoute = Route.Unknown, Product = Tablets() with { Route = Route.Intrathecal } }).For(patient);
        yield return (Order(30) with { StatedRoute = Route.Intrathecal }).For(patient);
        yield return Written(Order(30) with { Route = Route.Unknown }, 3000, DoseUnit.Microgram, 3).For(patient);
        yield return Written(Order(30), 10_000, DoseUnit.Microgram, 10).For(patient);
        yield return Order(30, Liquid(null)).For(patient);
        yield return Written(Order(30, Liquid(5)), 2, DoseUnit.Millilitre, 10).For(patient);
        yield return Order(30, Liquid(5)).For(patient).Renewing(Running(30) with { Product = Liquid(1) });
        foreach (decimal mcg in (decimal[])[99, 100, 101, 999, 1000, 1001, 1999, 2000, 2001])
        {
            yield return Pump(mcg).For(patient);
            yield return (Pump(mcg) with { Dose = new DailyDose.Intrathecal(mcg, IsBolus: true) }).For(patient);
        }

        PatientSnapshot cerebral = patient with { Conditions = Records.Whole(Condition("spasticity-indications", "cerebral-origin")) };
        foreach (int percent in (int[])[112, 115, 118, 120, 122, 128, 130, 132, 138, 140, 142])
        {
            foreach (int days in (int[])[0, 1, 2, 20])
            {
                yield return Pump(5 * percent).For(patient).Beside(RunningPump(500, days));
                yield return Pump(5 * percent).For(cerebral).Beside(RunningPump(500, days));
            }
        }

        foreach (int days in (int[])[29, 30, 31, 89, 90, 91, 92])
        {
            yield return Order(25).For(patient).Beside(RunningPump(300, days));
            yield return Order(25).For(patient).Beside(RunningPump(300, days), Running(25, 100)) with { Drafts = [Order(25).Renewing(Running(25, 100))] };
            yield return Order(28).For(patient).Beside(RunningPump(300, days));
        }

        foreach (int days in (int[])[29, 30, 31])
        {
            yield return Order(45).For(patient).Beside(RunningPump(300, days));
        }

        foreach (decimal mg in (decimal[])[29, 30, 31])
        {
            yield return Order(mg).For(patient).Beside(RunningPump(300, 60));
        }

        yield return Order(20).For(patient).Beside(Running(30, 5));
        yield return Order(20).For(patient).Beside(Running(90, 5));
        yield return Order(20).For(patient).Beside(Running(90, 5) with { Dose = Unread().Dose });
        foreach (int days in (int[])[13, 14, 15])
        {
            yield return Running(30).Watching(patient with { Conditions = Records.Whole(Condition("urinary", "retention", days)) });
        }

        yield return (Running(30) with { Dose = Unread().Dose }).Watching(patient with { Conditions = Records.Whole(Condition("urinary", "retention", 2)) });
        foreach ((string set, string group) in ((string, string)[])[("hypotension", "hypotension"), ("hypotension", "syncope"), ("psychosis-confusion", "confusion"), ("psychosis-confusion", "encephalopathy"), ("falls", "event"), ("respiratory", "respiratory-failure"), ("respiratory", "respiratory-failure-acute")])
        {
            yield return Running(30).Watching(patient with { Conditions = Records.Whole(Condition(set, group, 2)) });
        }

        foreach (int days in (int[])[364, 365, 366, 367])
        {
            yield return Running(30, days).Watching(patient);
            yield return Running(30, 800).Watching(APatient().WithEgfr(100, days));
        }

        yield return Running(30, 800).Watching(APatient().WithEgfr(100, 400));
        foreach (string tested in (string[])["liver-alt", "hba1c"])
        {
            yield return Running(30, 800).Watching(APatient().WithEgfr(100, 10) with { OtherLabs = Records.Whole(new LabResult(tested, 6, "", Comparator.Exactly, null, Now, null)) });
        }
    }
}
