using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>The precautions on the patient's conditions, on allergy and on the purpose of the order.</summary>
internal static class ConditionArea
{
    public static Area Area { get; } = new(Policy, Calls);

    /// <summary>A patient with one condition.</summary>
    public static PatientSnapshot With(string set, string group, int? daysAgo = 10) => APatient().And(Condition(set, group, daysAgo));

    /// <summary>The same patient with more conditions.</summary>
    public static PatientSnapshot And(this PatientSnapshot patient, params PatientCondition[] more) =>
        patient with { Conditions = Records.Whole(patient.Conditions.Items.Concat(more)) };

    /// <summary>The same patient who takes other drugs of these sets since some days.</summary>
    public static PatientSnapshot Taking(this PatientSnapshot patient, int days, params string[] sets) =>
        patient with { Medications = Records.Whole(sets.Select(set => Drug(set, days))) };

    /// <summary>The same patient for whom another drug of a set is being ordered.</summary>
    public static PatientSnapshot Ordering(this PatientSnapshot patient, string set) =>
        patient with { Medications = Records.Whole(Drug(set, 0) with { IsDraft = true }) };

    public static PatientSnapshot WithSaturation(this PatientSnapshot patient, decimal percent, double? daysAgo = 1) =>
        patient with { OxygenSaturations = Records.Whole(Observed(percent, daysAgo)) };

    public static PatientSnapshot WithSystolic(this PatientSnapshot patient, decimal mmHg, double? daysAgo = 1) =>
        patient with { SystolicPressures = Records.Whole(Observed(mmHg, daysAgo)) };

    /// <summary>The same patient with a liver enzyme in U/L, of which the laboratory gives 40 as the upper limit.</summary>
    public static PatientSnapshot WithEnzyme(this PatientSnapshot patient, string group, decimal value, double? daysAgo = 1, decimal? limit = 40m) => patient with
    {
        OtherLabs = Records.Whole(patient.OtherLabs.Items.Append(
            new LabResult(group, value, "U/L", Comparator.Exactly, limit, daysAgo is { } days ? Now.AddDays(-days) : null, $"Observation/{group}-{value}"))),
    };

    public static PatientSnapshot WithAllergy(this PatientSnapshot patient, AllergyType type = AllergyType.Allergy, string? reaction = "Rash") =>
        patient with { Allergies = Records.Whole(new PatientAllergy(type, IsActive: true, Refuted: false, Today.AddDays(-500), reaction, "AllergyIntolerance/a")) };

    public static Dated<decimal> Observed(decimal value, double? daysAgo) => new(value, daysAgo is { } days ? Now.AddDays(-days) : null, "Observation/o");

    /// <summary>The draft with a reason code of a set.</summary>
    public static DrugOrder Because(this DrugOrder draft, string set, string group) => draft with { Reasons = [new Meaning(set, group)] };

    /// <summary>The diagnosis being recorded for a patient for whom baclofen runs.</summary>
    public static Call Recorded(string set, string group, int daysAgo = 0) =>
        Running(30).Watching(APatient().And(Condition(set, group, daysAgo) with { IsNew = true }), "problem-list-item-create");

    /// <summary>Calls for a site elsewhere.</summary>
    public static Call In(this Call call, string jurisdiction) => call with { Drug = Load(("jurisdiction", jurisdiction)) };

    private static ActiveMedication Drug(string set, int days) => new([new Meaning(set, set == "levodopa" ? set : "")], $"MedicationRequest/{set}", Today.AddDays(-days), IsDraft: false);

    private static IEnumerable<Call> Calls()
    {
        foreach ((string set, string[] groups) in Named)
        {
            foreach (string group in groups)
            {
                yield return Order(15).For(With(set, group));
            }
        }

        foreach (Call call in (IEnumerable<Call>)[.. Windows(), .. Sentences()])
        {
            yield return call;
        }
    }

    /// <summary>Sets and groups that a precaution speaks of.</summary>
    public static (string Set, string[] Groups)[] Named { get; } =
    [
        ("epilepsy-seizure", ["epilepsy", "seizure", "history"]),
        ("respiratory", ["sleep-disordered-breathing", "hypoventilation", "copd", "respiratory-failure", "respiratory-failure-acute", "neuromuscular"]),
        ("psychosis-confusion", ["psychosis", "schizophrenia", "bipolar-mania", "confusion", "encephalopathy", "dementia", "in-remission"]),
        ("stroke", ["stroke", "stroke-sequela"]),
        ("parkinson", ["parkinson", "parkinsonism"]),
        ("peptic-ulcer", ["ulcer", "history", "erosion"]),
        ("hepatic", ["cirrhosis", "hepatic-failure", "hepatic-encephalopathy", "liver-disease"]),
        ("diabetes", ["diabetes"]),
        ("urinary", ["retention", "neurogenic-bladder", "outlet-obstruction", "sphincter"]),
        ("autonomic-dysreflexia-sci", ["autonomic-dysreflexia", "sci-cervical", "sci-thoracic"]),
        ("porphyria", ["porphyria", "acute-porphyria"]),
        ("depression-suicide-risk", ["suicide"]),
        ("substance-misuse", ["opioid", "sedative", "cannabis", "other", "in-remission"]),
        ("hypotension", ["hypotension", "syncope"]),
        ("spasticity-indications", ["cerebral-origin"]),
        ("alcohol", ["aud"]),
    ];

    // On both sides of every limit, a day or a step apart.
    private static IEnumerable<Call> Windows()
    {
        foreach (int days in (int[])[89, 90, 91])
        {
            yield return Order(15).For(With("epilepsy-seizure", "seizure", days));
            yield return Order(15).For(With("respiratory", "respiratory-failure-acute", days));
            yield return Order(15).For(With("psychosis-confusion", "confusion", days));
            yield return Order(15).For(With("peptic-ulcer", "ulcer", days));
        }

        foreach (int days in (int[])[13, 14, 15])
        {
            yield return Order(5).For(With("psychosis-confusion", "confusion", days).WithEgfr(50));
        }

        foreach (int days in (int[])[29, 30, 31])
        {
            yield return Order(15).For(With("respiratory", "copd").WithSaturation(85, days));
            yield return Order(15).For(APatient().WithSystolic(90, days));
            yield return Order(15).For(With("respiratory", "copd", 400).Taking(days, "opioids")).Renewing(Running(15, 100));
        }

        foreach (decimal percent in (decimal[])[88, 89.9m, 90, 90.01m, 91])
        {
            yield return Order(15).For(With("respiratory", "copd").WithSaturation(percent));
        }

        foreach (decimal mmHg in (decimal[])[98, 99.9m, 100, 100.01m, 101])
        {
            yield return Order(15).For(APatient().WithSystolic(mmHg));
        }

        foreach (int months in (int[])[11, 12, 13])
        {
            int days = Today.DayNumber - Today.AddMonths(-months).DayNumber;
            yield return Order(15).For(With("stroke", "stroke", days));
            yield return Order(15).For(With("depression-suicide-risk", "suicide", days));
        }

        foreach (int years in (int[])[4, 5, 6])
        {
            yield return Order(15).For(With("epilepsy-seizure", "history", Today.DayNumber - Today.AddYears(-years).DayNumber));
        }
    }

    private static IEnumerable<Call> Sentences()
    {
        PatientSnapshot confused = With("psychosis-confusion", "confusion", 3).WithEgfr(50);
        yield return Order(15).For(confused).Renewing(Running(15));
        yield return Order(30).For(With("epilepsy-seizure", "epilepsy")).Renewing(Running(15));
        yield return (Order(15) with { Replaces = ["MedicationRequest/x"] }).For(With("epilepsy-seizure", "epilepsy"));
        yield return Order(15).For(With("respiratory", "copd") with { Medications = Records.Unknown<ActiveMedication>(MissingReason.NotSupplied), OxygenSaturations = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed) });
        yield return Order(15).For(With("respiratory", "copd").Ordering("opioids").WithSaturation(85));
        yield return Order(15).For(APatient().Taking(100, "levodopa"));
        yield return Order(15).For(APatient().Taking(100, "antidiabetics"));
        yield return Order(15).For(APatient().WithSystolic(95).Taking(100, "antihypertensives"));
        yield return Order(15).For(With("depression-suicide-risk", "depression").And(Condition("alcohol", "aud")));
        yield return Pump().For(With("autonomic-dysreflexia-sci", "autonomic-dysreflexia"));
        yield return Running(60).Stopping(With("autonomic-dysreflexia-sci", "autonomic-dysreflexia", 900));
        yield return Order(5).For(APatient().WithEnzyme("liver-alt", 121));
        yield return Order(5).For(APatient().WithEnzyme("liver-ast", 125, daysAgo: null));
        yield return Order(5).For(APatient() with { OtherLabs = Records.Unknown<LabResult>(MissingReason.ReadFailed) });
        foreach ((string set, string group) in ((string, string)[])[("epilepsy-seizure", "epilepsy"), ("respiratory", "copd"), ("psychosis-confusion", "psychosis"), ("urinary", "retention"), ("parkinson", "parkinson")])
        {
            yield return Recorded(set, group);
        }

        yield return Order(15).For(With("peptic-ulcer", "ulcer")).In("UK");
        yield return Order(15).For(With("epilepsy-seizure", "epilepsy")).In("DE");
        foreach (AllergyType type in Enum.GetValues<AllergyType>())
        {
            yield return Order(15).For(APatient().WithAllergy(type));
        }

        yield return (Order(15) with { Replaces = ["MedicationRequest/x"] }).For(APatient().WithAllergy(reaction: null));
        yield return Order(15).For(APatient().WithAllergy()).Renewing(Running(15));
        foreach (string group in (string[])["non-spastic-spasm", "rheumatic"])
        {
            yield return Order(15).Because("spasticity-indications", group).For(APatient());
        }

        foreach (string purpose in (string[])["aud", "anxiety", "gerd", "neuropathic-pain", "hiccup"])
        {
            yield return Order(15).Because("off-label-indications", purpose).For(APatient());
        }

        yield return Order(5).Because("off-label-indications", "aud").For(APatient().WithEgfr(20));
    }

    private const string Policy = """
        conditions.start 5 Clinical
        conditions.seizures.historyYears 5 Clinical
        conditions.seizures.recentDays 90 Clinical
        conditions.breathing.acuteDays 90 Clinical
        conditions.breathing.saturation 90 Clinical
        conditions.breathing.saturationDays 30 Clinical
        conditions.confusion.days 90 Clinical
        conditions.confusion.newDays 14 Clinical
        conditions.stroke.months 12 Clinical
        conditions.ulcer.activeDays 90 Clinical
        conditions.liver.times 3 Clinical
        conditions.suicide.months 12 Clinical
        conditions.suicide.supplyDays 7 Clinical
        conditions.pressure.systolic 100 Clinical
        conditions.pressure.days 30 Clinical
        pairs.stableDays 30 Clinical
        indicators.epilepsy.controlled warning US-ORAL
        indicators.epilepsy.uncontrolled critical A
        indicators.epilepsy.contraindicated critical DE
        indicators.respiratory.risk warning UK
        indicators.respiratory.failing critical UK
        indicators.psychosis-confusion.risk warning US-ORAL
        indicators.psychosis-confusion.inRemission info US-ORAL
        indicators.psychosis-confusion.toxicity critical New
        indicators.stroke.startOrRaise warning US-TAB,
        indicators.stroke.otherwise info UK
        indicators.parkinson-levodopa.withLevodopa warning CA,
        indicators.parkinson-levodopa.otherwise info US-TAB:
        indicators.peptic-ulcer.active warning CA,
        indicators.peptic-ulcer.contraindicated critical UK
        indicators.peptic-ulcer.history info UK
        indicators.hepatic.encephalopathy warning UK
        indicators.hepatic.otherwise info UK
        indicators.diabetes-glucose.note info CA,
        indicators.urinary.retention warning UK
        indicators.urinary.otherwise info UK
        indicators.autonomic-dysreflexia.pumpStart warning US-ORAL
        indicators.autonomic-dysreflexia.sudden warning US-ORAL
        indicators.autonomic-dysreflexia.otherwise info US-ORAL
        indicators.porphyria.acute critical UK
        indicators.porphyria.otherwise warning UK
        indicators.suicide-depression.suicide warning UK
        indicators.suicide-depression.depression info UK
        indicators.misuse.sedativeOrOpioid warning UK
        indicators.misuse.otherwise info UK
        indicators.hypotension.antihypertensives warning CA,
        indicators.hypotension.otherwise info US-TAB:
        indicators.cerebral-origin.note info US-ORAL
        indicators.allergy.allergy critical US-ORAL
        indicators.allergy.intolerance warning US-ORAL
        indicators.allergy.established warning Taken
        indicators.indication-check.note info US-ORAL
        indicators.offlabel-aud.note info FR:
        indicators.offlabel-aud.contraindicated warning FR
        indicators.offlabel-anxiety.note info SEED;
        indicators.offlabel-gerd.note info SEED;
        indicators.offlabel-neuropathic.note info SEED;
        indicators.offlabel-hiccup.note info Clinical
        """;
}
