using CsCheck;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Patients and orders of every kind that precautions tell apart.</summary>
internal static class Cases
{
    private static readonly string[] Stages = ["stage2", "stage3a", "stage3b", "stage4", "stage5", "unspecified", "transplant"];

    private static readonly MissingReason[] Reasons =
        [MissingReason.NotSupplied, MissingReason.ReadFailed, MissingReason.Incomplete, MissingReason.Unreadable];

    private static readonly Gen<DrugProduct> AnyProduct =
        AnyOf(Tablets(), Tablets(5m), Tablets(20m), Tablets(null), new DrugProduct("Baclofen 1 mg/mL", null, 1m, Route.Oral, StrengthsDiffer: false));

    private static readonly Gen<decimal> AnyDose = Gen.OneOf(Gen.Int[1, 48].Select(units => units * 2.5m), Gen.Int[1, 120].Select(mg => (decimal)mg));

    private static readonly Gen<PatientCondition[]> AnyConditions =
        Gen.Frequency(
            (4, Gen.Const(Array.Empty<PatientCondition>())),
            (2, Gen.Select(AnyOf(Stages), Gen.Int[0, 500], (stage, days) => new[] { Condition("ckd", stage, days) })),
            (1, Gen.Const(new[] { Condition("dialysis", "status") })),
            (1, Gen.Int[0, 40].Select(days => new[] { Condition("acute-kidney-injury", "aki", days) })),
            (1, Gen.Const(new[] { Condition("diabetes", "diabetes") })),
            (3, Gen.Select(AnyOf(ConditionArea.Named), Gen.Int[0, 3], Gen.Int[0, 500], (one, group, days) =>
                new[] { Condition(one.Set, one.Groups[group % one.Groups.Length], days) }).Array[1, 2].Select(some => some.SelectMany(one => one).ToArray())));

    private static readonly Gen<ActiveMedication[]> AnyMedications =
        Gen.Select(AnyOf("opioids", "benzodiazepines", "levodopa", "antidiabetics", "antihypertensives"), Gen.Int[0, 100], Gen.Bool, (set, days, isDraft) =>
            new ActiveMedication([new Meaning(set, "")], $"MedicationRequest/{set}", Today.AddDays(-days), isDraft)).Array[0, 2];

    // What only some precautions ask about.
    private static readonly Gen<Func<PatientSnapshot, PatientSnapshot>> AnyMore = Gen.Frequency(
        (5, Gen.Const<Func<PatientSnapshot, PatientSnapshot>>(patient => patient)),
        (1, Gen.Int[0, 500].Select<int, Func<PatientSnapshot, PatientSnapshot>>(days => patient => patient.With(Condition("falls", "recurrent", days)))),
        (1, Gen.Int[0, 60].Select<int, Func<PatientSnapshot, PatientSnapshot>>(days => patient => patient.Taking(Ibuprofen with { SupplyDays = days }))),
        (1, Gen.Const<Func<PatientSnapshot, PatientSnapshot>>(patient => patient.Taking(Opioid, Benzodiazepine))),
        (1, Gen.Int[-30, 300].Select<int, Func<PatientSnapshot, PatientSnapshot>>(days => patient => AsWoman(patient).Due(days))),
        (1, Gen.Int[0, 800].Select<int, Func<PatientSnapshot, PatientSnapshot>>(days => patient => AsWoman(patient).Feeding(on: Today.AddDays(-days)))));

    private static PatientSnapshot AsWoman(PatientSnapshot patient) => patient.Aged(30) with { Sex = new Known<Sex>.Value(Sex.Female) };

    private static readonly DrugStatement TakenElsewhere = new(
        new KnownDrug(IsWatched: true, []), IsActive: true, Route.Oral, new DailyDose.NotYetKnown(), StartsOn: null, EndsOn: null, "MedicationStatement/s");

    /// <summary>Anyone, whose whole record was seen.</summary>
    public static readonly Gen<PatientSnapshot> AnyPatient =
        from age in Gen.Int[8, 95]
        from sex in Gen.Enum<Sex>()
        from inpatient in Gen.Bool
        from creatinines in Gen.Select(Gen.Int[4, 90], Gen.Int[0, 500], (tenths, days) => Creatinine(tenths / 10m, days)).Array[0, 3]
        from egfrs in Gen.Select(Gen.Int[3, 125], Gen.Int[0, 500], Gen.Enum<Comparator>(), (value, days, comparator) => Egfr(value, days) with { Comparator = comparator }).Array[0, 1]
        from conditions in AnyConditions
        from dialysis in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 60], (some, days) => some == 0 ? new[] { Dialysis(ProcedureState.Completed, days) } : [])
        from weight in Gen.Int[0, 110]
        from height in Gen.Int[140, 195]
        from stated in Gen.Int[0, 9]
        from medications in Gen.Frequency((3, Gen.Const(Array.Empty<ActiveMedication>())), (1, AnyMedications))
        from systolic in Gen.Int[80, 180]
        from saturation in Gen.Int[80, 120]
        from allergy in Gen.Int[0, 20]
        from more in AnyMore
        select more(APatient().Aged(age) with
        {
            Sex = new Known<Sex>.Value(sex),
            Setting = new Known<CareSetting>.Value(inpatient ? CareSetting.Inpatient : CareSetting.Outpatient),
            Creatinines = Records.Whole(creatinines),
            Egfrs = Records.Whole(egfrs),
            Conditions = Records.Whole(conditions),
            Procedures = Records.Whole(dialysis),
            Medications = Records.Whole(medications),
            SystolicPressures = systolic > 120 ? Records.Whole<Dated<decimal>>() : Records.Whole(ConditionArea.Observed(systolic, 5)),
            OxygenSaturations = saturation > 100 ? Records.Whole<Dated<decimal>>() : Records.Whole(ConditionArea.Observed(saturation, 5)),
            Allergies = allergy > 2 ? Records.Whole<PatientAllergy>() : Records.Whole(new PatientAllergy((AllergyType)allergy, IsActive: true, Refuted: false, null, null, null)),
            Weights = weight < 40 ? Records.Whole<BodyMeasure>() : Records.Whole(Measure(weight)),
            Statements = stated == 0 ? Records.Whole(TakenElsewhere) : Records.Whole<DrugStatement>(),
            Heights = weight % 2 == 0 ? Records.Whole<BodyMeasure>() : Records.Whole(Measure(height)),
        });

    /// <summary>Anyone's new start or renewal of a dose by mouth, all of it readable.</summary>
    public static readonly Gen<Call> AnyCall =
        from patient in AnyPatient
        from mg in AnyDose
        from product in AnyProduct
        from running in Gen.Int[0, 2]
        from runningMg in AnyDose
        from days in Gen.Int[1, 100]
        select running switch
        {
            0 => Order(mg, product).For(patient),
            1 => Order(mg, product).For(patient).Renewing(Running(runningMg, days)),
            _ => Order(mg, product).For(patient).Beside(Running(runningMg, days)),
        };

    /// <summary>Orders of every shape, of patients of whom a part may be missing.</summary>
    public static readonly Gen<Call> AnyCallAtAll =
        from call in AnyCall
        from shape in Gen.Int[0, 11]
        from first in Gen.Int[0, 30]
        from second in Gen.Int[0, 30]
        from reason in AnyOf(Reasons)
        from writing in Gen.Bool
        from ordered in Gen.Int[0, 9]
        select Shaped(call, shape) with
        {
            Patient = Without(Without(call.Patient, first, reason), second, reason),
            Hook = writing ? "order-select" : "order-sign",
            KidneyTestOrdered = ordered == 0,
        };

    /// <summary>The patient with one need not met; a number beyond the needs leaves all.</summary>
    public static PatientSnapshot Without(PatientSnapshot patient, int need, MissingReason reason) => need switch
    {
        0 => patient with { Creatinines = Records.Unknown<CreatinineResult>(reason), Egfrs = Records.Unknown<EgfrResult>(reason) },
        1 => patient with { Conditions = Records.Unknown<PatientCondition>(reason) },
        2 => patient with { Procedures = Records.Unknown<PatientProcedure>(reason) },
        3 => patient with { Running = Records.Unknown<DrugOrder>(reason), Medications = Records.Unknown<ActiveMedication>(reason) },
        4 => patient with { Setting = new Known<CareSetting>.Missing(reason) },
        5 => patient with { Weights = Records.Unknown<BodyMeasure>(reason), Heights = Records.Unknown<BodyMeasure>(reason) },
        6 => patient with { BirthDate = new Known<BirthDate>.Missing(reason) },
        7 => patient with { SystolicPressures = Records.Unknown<Dated<decimal>>(reason), OxygenSaturations = Records.Unknown<Dated<decimal>>(reason) },
        8 => patient with { Allergies = Records.Unknown<PatientAllergy>(reason) },
        9 => patient with
        {
            Pregnancy = new PregnancyRecords(
                Records.Unknown<Dated<PregnancyAnswer>>(reason), Records.Unknown<Dated<DateOnly>>(reason), Records.Unknown<Dated<DateOnly>>(reason), Records.Unknown<Dated<BreastfeedingAnswer>>(reason)),
        },
        _ => patient,
    };

    /// <summary>One of some values.</summary>
    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    private static Call Shaped(Call call, int shape)
    {
        DrugOrder draft = call.Drafts[0];
        return shape switch
        {
            0 => call with { Drafts = [draft with { Dose = NoDose().Dose }] },
            1 => call with { Drafts = [draft with { Dose = Unread().Dose }] },
            2 => call with { Drafts = [draft with { Dose = Unread(30).Dose }] },
            3 => call with { Drafts = [Pump()] },
            4 => call with { Drafts = [draft with { Dose = Oral(60, 40, 20) }] },
            5 => call with { Drafts = [draft.Accepted("G5", 20)] },
            6 => call with { Drafts = [draft, Order(20) with { Source = "MedicationRequest/second" }] },
            7 => call with { Drafts = [draft with { Instructed = [] }] },
            _ => call,
        };
    }
}
