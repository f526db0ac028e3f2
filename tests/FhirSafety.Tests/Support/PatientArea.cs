using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Children, pregnancy and breastfeeding, older adults, and NSAIDs.</summary>
internal static class PatientArea
{
    private const string Policy = """
        renal.nsaid.shortDays 7 Clinical
        renal.nsaid.stableDays 30 Clinical
        paed.max uk UK
        paed.maxDaily.uk.younger 40 UK
        paed.maxDaily.uk.older 60 UK
        paed.maxDaily.harriet.younger 60 HARRIET:
        paed.maxDaily.harriet.older 80 HARRIET:
        paed.maxDaily.olderFrom 8 UK
        paed.maxDaily.mgPerKg 2 UK
        paed.maxDaily.critical 80 US-TAB
        paed.maxDaily.criticalTimes 1.5 Product
        paed.start.mgPerKg 0.3 UK
        paed.start.most 15 US-ORAL
        paed.start.tolerance 1.1 Product
        paed.start.critical 2 Product
        paed.weight.days 90 Clinical
        paed.weight.daysUnder2 30 Clinical
        paed.weight.adolescentFrom 16 Clinical
        paed.liquidBelowKg 33 UK
        paed.partMg 0.5 Clinical
        paed.establishedFrom.us 12 US-TAB,
        paed.establishedFrom.elsewhere 1 UK,
        paed.establishedFrom.intrathecal 4 US-IT
        pregnancy.ageFrom 10 Clinical
        pregnancy.ageTo 60 Clinical
        pregnancy.recordWeeks 42 Clinical
        pregnancy.pastDueDays 14 Clinical
        pregnancy.nearDays 56 Clinical
        pregnancy.taperEndsDays 7 Clinical
        pregnancy.firstTrimesterWeeks 13 Usual
        pregnancy.start 5 Clinical
        pregnancy.ask.from 12 Clinical
        pregnancy.ask.to 50 Clinical
        pregnancy.ask.afterDays 90 Clinical
        pregnancy.ask.periodDays 35 Clinical
        lactation.months 24 Clinical
        lactation.infantMonths 2 Clinical
        lactation.dose 40 Clinical
        older.maxDaily 30 One
        older.fallMonths 12 Clinical
        older.cnsDrugs 3 BEERS23
        older.cnsDrugsYounger 4 Product
        indicators.renal-nsaid.atRisk warning UK
        indicators.renal-nsaid.otherwise info UK
        indicators.pregnancy-confirmed.pregnant warning US-ORAL
        indicators.pregnancy-confirmed.knownBefore info Product
        indicators.pregnancy-near-term.near warning US-TAB,
        indicators.pregnancy-near-term.tapering info Product
        indicators.pregnancy-unknown.ask info Product
        indicators.lactation.atRisk warning US-ORAL
        indicators.lactation.otherwise info LACTMED,
        indicators.older-start.atRisk warning CA,
        indicators.older-start.otherwise info CA,
        indicators.older-falls.fallen warning BEERS23,
        indicators.older-falls.riskOnly info Product
        indicators.cns-load.older warning BEERS23
        indicators.cns-load.younger info Product
        indicators.paed-under-12.newStart warning US-TAB,
        indicators.paed-under-12.running info Product
        indicators.paed-start.aboveStart warning UK
        indicators.paed-start.farAbove critical Twice
        indicators.paed-max-daily.aboveMaximum warning UK
        indicators.paed-max-daily.farAbove critical Product
        indicators.paed-weight.missing warning Product
        indicators.paed-weight.adolescent info Product
        indicators.paed-weight.intrathecal warning US-IT
        """;

    // Some sentences are said under the labels of another country only.
    private static readonly MonitoredDrug Abroad = Load(("jurisdiction", "UK"));

    public static Area Area { get; } = new(Policy, () => [.. Children(), .. ChildWeights(), .. Pregnancies(), .. Births(), .. Older(), .. Nsaids()]);

    private static IEnumerable<Call> Children()
    {
        yield return Order(5).For(AnInfant(8, 5)) with { Drug = Abroad };
        foreach (decimal mg in (decimal[])[8.25m, 9, 15, 16])
        {
            yield return Order(mg).For(AChild(9, 25));
        }

        yield return Order(8).For(AChild(3, 34));
        yield return Order(12).For(AChild(13, 34));
        yield return Order(20).For(AChild(15, 60));
        yield return Order(5).For(AnInfant(8, 5));
        yield return Order(5).For(AnInfant(8, 5) with { Creatinines = Records.Whole(Creatinine(0.3m)) });
        yield return Order(5).For(AnInfant(13, 9));
        yield return Order(5).For(AnInfant(13, 9)).Renewing(Running(5));
        yield return Order(20).For(AChild(11, 30) with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) });
        yield return Order(70).For(AChild(11, 30) with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) });
        foreach (int years in (int[])[7, 8])
        {
            yield return Order(45).For(AChild(years, 30)).Renewing(Running(45));
        }

        yield return Order(61).For(AChild(7, 45)).Renewing(Running(61));
        yield return Order(60).For(AChild(7, 30)).Renewing(Running(20));
        yield return Order(60).For(AChild(7, 30)).Renewing(Running(45));
        yield return Order(31).For(AChild(10, 15));
        yield return Order(81).For(AChild(14, 60)).Renewing(Running(50));
        yield return Order(20).For(APatient() with { BirthDate = Born(Today.AddYears(-9), Today.AddYears(-8)) });
    }

    private static IEnumerable<Call> ChildWeights()
    {
        yield return Order(5).For(AChild(10, 25, 90));
        yield return Order(5).For(AnInfant(13, 9, 30));
        yield return Order(5).For(AChild(10, 25, 91) with { Weights = Records.Unknown<BodyMeasure>(MissingReason.NotSupplied) });
        yield return Order(5).For(AChild(10, 25, 91) with { Weights = Records.Unknown<BodyMeasure>(MissingReason.ReadFailed) });
        yield return Order(5).For(AChild(10, 25, 91));
        yield return Order(15).For(AChild(15, null));
        yield return Order(15).For(AChild(16, null));
        yield return Pump().For(AChild(3, 14));
        yield return Pump().For(AChild(4, 14));
    }

    private static IEnumerable<Call> Pregnancies()
    {
        foreach (int years in (int[])[9, 10, 60, 61])
        {
            yield return Order(15).For(AWoman(years).WithStatus(PregnancyAnswer.Pregnant));
        }

        foreach (int daysAgo in (int[])[294, 295])
        {
            yield return Order(15).For(AWoman().WithStatus(PregnancyAnswer.Pregnant, daysAgo));
        }

        foreach (int inDays in (int[])[-15, -14, 28, 56, 57, 182, 189])
        {
            yield return Order(15).For(AWoman().Due(inDays)).Renewing(Running(15));
        }

        yield return Order(15).For(AWoman().Due(20));
        yield return Order(15).For(AWoman().Due(5)).Renewing(Running(15));
        yield return Pump().For(AWoman().Due(20));
        yield return Titration(15, 10, 5).For(AWoman().Due(30)).Renewing(Running(20));
        yield return Order(15).For(AWoman().Due(150)).Renewing(Running(15, days: 40));
        yield return Order(15).For(AWoman().WithPeriod(100).With(Condition("pregnancy", "pregnant")));
        foreach (int years in (int[])[11, 12, 50, 51])
        {
            yield return Order(5).For(AWoman(years).Weighing(60));
        }

        yield return Order(5).For(AWoman().WithStatus(PregnancyAnswer.NotPregnant, 90));
        yield return Order(5).For(AWoman().WithPeriod(35));
        yield return Order(5).For(AWoman() with { Pregnancy = APatient().Pregnancy with { Statuses = Records.Unknown<Dated<PregnancyAnswer>>(MissingReason.ReadFailed) } });
    }

    private static IEnumerable<Call> Births()
    {
        yield return Order(5).For(AWoman().Feeding(on: Today.AddMonths(-24)));
        yield return Order(5).For(AWoman().Feeding().With(Condition("pregnancy", "ended") with { Date = Today.AddMonths(-2).AddDays(1) }));
        yield return Order(41).For(AWoman().Feeding()).Renewing(Running(41));
        yield return NoDose().For(AWoman().Feeding()).Writing();
    }

    private static IEnumerable<Call> Older()
    {
        PatientSnapshot old = APatient().Aged(70).WithEgfr(100);
        yield return Order(15).For(old);
        yield return Titration(5, 31).For(old);
        yield return Order(15).For(old.With(Condition("falls", "event") with { Date = Today.AddMonths(-12) }));
        foreach (string group in (string[])["event", "recurrent", "history", "gait", "risk"])
        {
            yield return Order(5).For(old.With(Condition("falls", group, null)));
        }

        yield return Order(5).For(old.Taking(Opioid, Benzodiazepine));
        yield return Order(5).For(APatient().WithEgfr(100).Taking(Opioid, Benzodiazepine, Antidepressant));
        yield return Order(5).For(old.Taking(Opioid, Benzodiazepine, Antidepressant, Other("gabapentinoids", "gabapentinoid", "gabapentin")));
    }

    private static IEnumerable<Call> Nsaids()
    {
        yield return Order(5).For(APatient().WithEgfr(50).Taking(Ibuprofen));
        yield return Order(5).For(APatient().WithEgfr(100).Taking(Ibuprofen));
        yield return Order(5).For(APatient().WithEgfr(100).Taking(Ibuprofen with { SupplyDays = 7 }));
        yield return Order(15).For(APatient().WithEgfr(100).Taking(Other("nsaids", "nsaid", "ibuprofen", 30))).Renewing(Running(15, days: 30));
    }
}
