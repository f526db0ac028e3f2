using CsCheck;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Clinical;

/// <summary>What holds of kidney function for any patient.</summary>
public sealed class RenalFunctionPropertyTests
{
    // Few distinct moments, so that results of one time are common.
    private static readonly Gen<int> Days = Gen.OneOf(Gen.Int[-1, 12], Gen.Int[-1, 500]);

    private static readonly Gen<Comparator> AnyComparator = Gen.Enum<Comparator>();

    private static readonly Gen<CreatinineResult> AnyCreatinine =
        Gen.Select(Gen.Int[0, 300], Days, Gen.Bool, AnyComparator, (tenths, days, molar, comparator) =>
            (molar ? MolarCreatinine(tenths * 8.84m, days) : Creatinine(tenths / 10m, days)) with
            {
                Comparator = comparator,
                Source = $"Observation/{tenths}-{molar}-{comparator}",
            });

    private static readonly Gen<EgfrResult> AnyEgfr =
        Gen.Select(Gen.Int[0, 210], Days, Gen.Enum<EgfrMethod>(), AnyComparator, (value, days, method, comparator) =>
            Egfr(value, days, method) with { Comparator = comparator, Source = $"Observation/{value}-{method}-{comparator}" });

    private static readonly Meaning[] CodesInUse =
    [
        new("ckd", "stage2"), new("ckd", "stage3a"), new("ckd", "stage5"), new("ckd", "unspecified"), new("ckd", "transplant"),
        new("dialysis", "status"), new("dialysis", "encounter"), new("acute-kidney-injury", "aki"),
    ];

    private static readonly Gen<PatientCondition> AnyCondition =
        Gen.Select(
            Gen.Int[0, CodesInUse.Length - 1],
            Days,
            Gen.Bool,
            Gen.Bool,
            Gen.Enum<ConditionStatus>(),
            (code, days, dated, encounter, status) =>
                Condition(CodesInUse[code].Set, CodesInUse[code].Group, dated ? days : null) with
                {
                    EncounterDiagnosis = encounter,
                    Status = status,
                    Source = $"Condition/{code}-{days}-{encounter}",
                });

    private static readonly Gen<PatientProcedure> AnyProcedure =
        Gen.Select(Gen.Enum<ProcedureState>(), Days, Gen.Bool, (state, days, dated) => Dialysis(state, dated ? days : null));

    private static readonly Gen<BodyMeasure> AnyMeasure =
        Gen.Select(Gen.Int[0, 420], Days, Gen.Bool, (value, days, stated) => Measure(value, days, stated));

    private static readonly Gen<Known<BirthDate>> AnyBirthDate =
        Gen.Select(Gen.Int[-400, 60_000], Gen.Int[0, 400], Gen.Int[0, 9], (daysAgo, width, known) =>
            known == 0
                ? new Known<BirthDate>.Missing(MissingReason.NotSupplied)
                : Born(Today.AddDays(-daysAgo), Today.AddDays(-daysAgo + (known < 5 ? 0 : width))));

    private static readonly Gen<PatientSnapshot> AnyPatient =
        from birth in AnyBirthDate
        from sex in Gen.Enum<Sex>()
        from setting in Gen.Enum<CareSetting>()
        from creatinines in AnyCreatinine.Array[0, 5]
        from egfrs in AnyEgfr.Array[0, 4]
        from conditions in AnyCondition.Array[0, 4]
        from procedures in AnyProcedure.Array[0, 2]
        from weights in AnyMeasure.Array[0, 3]
        from heights in AnyMeasure.Array[0, 3]
        select APatient() with
        {
            BirthDate = birth,
            Sex = new Known<Sex>.Value(sex),
            Setting = new Known<CareSetting>.Value(setting),
            Creatinines = Records.Whole(creatinines),
            Egfrs = Records.Whole(egfrs),
            Conditions = Records.Whole(conditions),
            Procedures = Records.Whole(procedures),
            Weights = Records.Whole(weights),
            Heights = Records.Whole(heights),
        };

    [Fact]
    public void Any_patient_gets_an_answer_that_agrees_with_itself() =>
        AnyPatient.Sample(patient =>
        {
            RenalFunction kidneys = Kidneys(patient);
            bool isKnown = kidneys.Band is Known<RenalBand>.Value;

            Assert.Equal(isKnown, kidneys.Basis != RenalBasis.Nothing);
            Assert.Equal(kidneys.Dialysis is not null, kidneys.Basis == RenalBasis.Dialysis);
            Assert.Equal(kidneys.Egfr is not null, kidneys.AgeInDays is not null);
            Assert.False(kidneys.Dialysis is not null && kidneys.Aki is not null);
            Assert.False(kidneys.Egfr is not null && !isKnown);
            Assert.False(kidneys.Egfr is { Value: not (> 0 and < 2000) });
        });

    [Fact]
    public void The_order_of_the_records_changes_nothing() =>
        AnyPatient.Sample(patient => Kidneys(patient) == Kidneys(patient with
        {
            Creatinines = Records.Whole(patient.Creatinines.Items.Reverse()),
            Egfrs = Records.Whole(patient.Egfrs.Items.Reverse()),
            Conditions = Records.Whole(patient.Conditions.Items.Reverse()),
            Procedures = Records.Whole(patient.Procedures.Items.Reverse()),
            Weights = Records.Whole(patient.Weights.Items.Reverse()),
            Heights = Records.Whole(patient.Heights.Items.Reverse()),
        }));

    [Fact]
    public void A_worse_creatinine_never_gives_a_better_band() =>
        Gen.Select(Gen.Int[1, 250], Gen.Int[0, 100], Gen.Int[1, 110], Gen.Enum<Sex>()).Sample((tenths, rise, age, sex) =>
        {
            PatientSnapshot patient = APatient() with
            {
                BirthDate = Born(Today.AddYears(-age)),
                Sex = new Known<Sex>.Value(sex),
                Heights = Records.Whole(Measure(120m)),
            };
            RenalBand? Of(int value) => Band(patient with { Creatinines = Records.Whole(Creatinine(value / 10m)) });

            return Of(Math.Min(250, tenths + rise)) >= Of(tenths);
        });

    [Fact]
    public void A_stage_on_the_problem_list_never_makes_a_stale_number_look_better() =>
        Gen.Select(AnyEgfr, AnyCondition).Sample((egfr, condition) =>
        {
            PatientSnapshot patient = APatient() with { Egfrs = Records.Whole(egfr) };
            RenalBand? alone = Band(patient);

            return alone is null || Band(patient with { Conditions = Records.Whole(condition) }) >= alone;
        });
}
