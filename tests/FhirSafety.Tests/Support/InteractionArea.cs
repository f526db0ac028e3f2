using System.Collections.Immutable;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>The precautions on other drugs and alcohol, for the tests on all sentences and numbers.</summary>
internal static class InteractionArea
{
    private const string Policy = """
        orderCodes.naloxone http://www.nlm.nih.gov/research/umls/rxnorm|7242|naloxone Clinical
        pairs.bothNewDays 7 Clinical
        pairs.pressureGroups 3 Clinical
        alcohol.drinksPerDay.men 2 Recalled:
        alcohol.drinksPerDay.women 1 Recalled:
        alcohol.auditC.men 4 Recalled:
        alcohol.auditC.women 3 Recalled:
        alcohol.months 12 Clinical
        alcohol.intoxicationDays 7 Clinical
        indicators.opioid.alone warning CA,
        indicators.opioid.amplified critical CA,
        indicators.benzodiazepine.alone warning US-ORAL
        indicators.benzodiazepine.critical critical With
        indicators.z-drug.alone warning US-ORAL
        indicators.z-drug.critical critical With
        indicators.gabapentinoid.otherwise info US-ORAL
        indicators.gabapentinoid.atRisk warning FDA19:
        indicators.gabapentinoid.critical critical With
        indicators.sedative.singleWeak info US-ORAL
        indicators.sedative.otherwise warning US-ORAL
        indicators.sedative.critical critical With
        indicators.muscle-relaxant.central warning CH:
        indicators.muscle-relaxant.direct info Product
        indicators.antihypertensive.atRisk warning CA,
        indicators.antihypertensive.otherwise info CA,
        indicators.tricyclic.taken warning CA,
        indicators.lithium.taken warning CA,
        indicators.maoi.antidepressant warning CA:
        indicators.maoi.parkinson info CA;
        indicators.anaesthesia-neuromuscular.given info CA:
        indicators.alcohol.known info US-ORAL
        indicators.alcohol.startOrRaise warning US-ORAL
        indicators.alcohol.danger critical Intoxication
        indicators.alcohol.history info Product
        indicators.herbal-sedative.taken info SEED:
        indicators.intrathecal-opioid.newOrChanged critical US-IT:
        indicators.intrathecal-opioid.stable warning US-IT;
        """;

    public static Area Area { get; } = new(Policy, Calls);

    private static IEnumerable<Call> Calls() => [.. Pairs(), .. Risks(), .. Windows(), .. Pressure(), .. Alcohol(), .. Spine()];

    private static PatientSnapshot Healthy => APatient().WithEgfr(100, 40);

    private static Call Start(PatientSnapshot patient) => Order(15).For(patient);

    private static Call Kept(PatientSnapshot patient, int days = 100) => Running(30, days).Paired(patient);

    private static IEnumerable<Call> Pairs()
    {
        (string Set, string Group, string Name)[] drugs =
        [
            ("other-sedatives", "herbal", "valerian"), ("muscle-relaxants", "centrally-acting", "tizanidine"), ("muscle-relaxants", "direct-acting", "dantrolene"),
            ("tricyclic-antidepressants", "tca", "amitriptyline"), ("lithium", "lithium", "lithium"), ("monoamine-oxidase-inhibitors", "antidepressant-maoi", "phenelzine"),
            ("monoamine-oxidase-inhibitors", "mao-b-parkinson", "selegiline"), ("anaesthesia-neuromuscular", "general-anaesthetic", "propofol"),
            ("alcohol-use-disorder-drugs", "aud-drug", "acamprosate"),
        ];
        ActiveMedication[] all = [.. drugs.Select(drug => Drug(drug.Set, drug.Group, drug.Name)), Oxycodone(), Diazepam(), Zolpidem(), Gabapentin(), Quetiapine(), Diphenhydramine()];
        foreach (ActiveMedication drug in all)
        {
            yield return Start(Healthy.Taking(drug));
        }

        foreach (ActiveMedication drug in (ActiveMedication[])[Diazepam(), Zolpidem(), Gabapentin(), Quetiapine()])
        {
            yield return Start(Healthy.Taking(drug, Oxycodone()).WithEgfr(50, 40));
            yield return Start(Healthy.Taking(drug) with { Conditions = Records.Whole(Condition("respiratory", "respiratory-failure", 400)) });
        }

        yield return Start(Healthy.Aged(70).Taking(Gabapentin()));
    }

    private static IEnumerable<Call> Risks()
    {
        PatientSnapshot user = Healthy.Taking(Oxycodone());
        foreach (string group in (string[])["sleep-disordered-breathing", "hypoventilation", "copd", "respiratory-failure", "respiratory-failure-acute"])
        {
            yield return Start(user with { Conditions = Records.Whole(Condition("respiratory", group, 40)) });
        }

        yield return Start(user.WithEgfr(40, 40));
        yield return Start(user with { Conditions = Records.Whole(Condition("dialysis", "status", 400)), Egfrs = Records.Whole<EgfrResult>() });
        yield return Start(user.Aged(70));
        yield return Start(Healthy.Taking(Oxycodone().Ordered()));
        yield return Start(Healthy.Taking(Drug("opioids", "opioid", "methadone")));
        yield return Start(Healthy.Taking(Oxycodone(401)));
        ActiveMedication undated = Drug("opioids", "opioid", "oxycodone", null);
        yield return Start(Healthy.Taking(undated));
        yield return Kept(Healthy.Taking(undated, undated.Ordered()));
        yield return Kept(user.Taking(Oxycodone().Ordered()) with { Conditions = Records.Whole(Condition("respiratory", "copd", 400)) });
        yield return Start(user with
        {
            Medications = user.Medications with { Gap = MissingReason.ReadFailed },
            Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed),
            Egfrs = Records.Whole<EgfrResult>(),
            BirthDate = new Known<BirthDate>.Missing(MissingReason.NotSupplied),
        });
    }

    private static IEnumerable<Call> Windows()
    {
        foreach (int days in (int[])[29, 30, 31, 32])
        {
            yield return Kept(Healthy.Taking(Diazepam(days), Diazepam(days).Ordered()));
        }

        foreach (int days in (int[])[6, 7, 8])
        {
            yield return Start(Healthy.Taking(Oxycodone(days)));
        }

        foreach (int days in (int[])[89, 90, 91])
        {
            yield return Start(Healthy.Taking(Oxycodone()) with { Conditions = Records.Whole(Condition("respiratory", "respiratory-failure-acute", days)) });
        }
    }

    private static IEnumerable<Call> Pressure()
    {
        ActiveMedication[] drugs = [Lisinopril(), Drug("antihypertensives", "ccb", "amlodipine"), Drug("antihypertensives", "diuretic", "furosemide"), Drug("antihypertensives", "beta-blocker", "bisoprolol")];
        for (int count = 1; count <= drugs.Length; count++)
        {
            yield return Start(Healthy.Taking(drugs[..count]));
        }

        foreach ((decimal systolic, int days) in ((decimal, int)[])[(99, 5), (99.99m, 5), (100, 5), (100.01m, 5), (101, 5), (90, 29), (90, 30), (90, 31)])
        {
            yield return Start(Healthy.Taking(Lisinopril()) with { SystolicPressures = Records.Whole(new Dated<decimal>(systolic, Now.AddDays(-days), null)) });
        }

        yield return Start(Healthy.Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("hypotension", "hypotension", 40)) });
        yield return Start(Healthy.Taking(Lisinopril()) with { SystolicPressures = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed) });
        foreach ((string group, int days) in ((string, int)[])[("event", 40), ("recurrent", 40), ("history", 40), ("event", 350), ("event", 380)])
        {
            yield return Start(Healthy.Aged(70).Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("falls", group, days)) });
        }
    }

    private static IEnumerable<Call> Alcohol()
    {
        foreach (string group in (string[])["aud", "heavy-use", "alcohol-liver", "history"])
        {
            yield return Start(Healthy with { Conditions = Records.Whole(Condition("alcohol", group, 100)) });
        }

        yield return Order(30).For(Healthy with { Conditions = Records.Whole(Condition("alcohol", "aud", 400)) }).Renewing(Running(30, days: 10));
        foreach (int days in (int[])[6, 7, 8, 350, 380])
        {
            yield return Start(Healthy with { Conditions = Records.Whole(Condition("alcohol", "intoxication", days)) });
        }

        foreach (Sex sex in (Sex[])[Sex.Male, Sex.Female])
        {
            PatientSnapshot one = Healthy with { Sex = new Known<Sex>.Value(sex) };
            for (decimal drinks = 0.5m; drinks <= 3; drinks += 0.5m)
            {
                yield return Start(one with { Alcohol = one.Alcohol with { DrinksPerDay = Answer(drinks) } });
            }

            for (decimal score = 2; score <= 5; score++)
            {
                yield return Start(one with { Alcohol = one.Alcohol with { AuditC = Answer(score) } });
            }
        }

        yield return (Order(15) with { Reasons = [new Meaning("alcohol", "aud")] }).For(Healthy);
    }

    private static IEnumerable<Call> Spine()
    {
        ActiveMedication morphine = Drug("opioids", "opioid", "morphine") with { Route = MedicationRoute.Epidural };
        yield return Pump().For(Healthy.Taking(morphine));
        yield return (Pump() with { Source = "MedicationRequest/pump", AuthoredOn = Today.AddDays(-100) }).Paired(Healthy.Taking(morphine, morphine.Ordered()));
    }

    private static Records<Dated<decimal>> Answer(decimal value) => Records.Whole(new Dated<decimal>(value, Now.AddDays(-40), "Observation/alcohol"));
}
