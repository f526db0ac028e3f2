using FhirSafety.Clinical;

namespace FhirSafety.Tests.Support;

/// <summary>Patients to start a test from: <c>APatient() with { ... }</c>.</summary>
internal static class Patients
{
    /// <summary>The moment of every check: a Sunday in winter, ten in the morning.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>A man of 60 of whom everything was asked and nothing is on file.</summary>
    public static PatientSnapshot APatient() => new()
    {
        Now = Now,
        BirthDate = Born(Today.AddYears(-60)),
        Sex = new Known<Sex>.Value(Sex.Male),
        Creatinines = Records.Whole<CreatinineResult>(),
        Egfrs = Records.Whole<EgfrResult>(),
        Weights = Records.Whole<BodyMeasure>(),
        Heights = Records.Whole<BodyMeasure>(),
        Conditions = Records.Whole<PatientCondition>(),
        Procedures = Records.Whole<PatientProcedure>(),
        Running = Records.Whole<DrugOrder>(),
        Medications = Records.Whole<ActiveMedication>(),
        Statements = Records.Whole<DrugStatement>(),
        Dispenses = Records.Whole<DrugDispense>(),
        Administrations = Records.Whole<DrugAdministration>(),
        Allergies = Records.Whole<PatientAllergy>(),
        Pregnancy = new PregnancyRecords(
            Records.Whole<Dated<PregnancyAnswer>>(),
            Records.Whole<Dated<DateOnly>>(),
            Records.Whole<Dated<DateOnly>>(),
            Records.Whole<Dated<BreastfeedingAnswer>>()),
        Alcohol = new AlcoholRecords(Records.Whole<Dated<decimal>>(), Records.Whole<Dated<decimal>>(), Records.Whole<Dated<decimal>>()),
        SystolicPressures = Records.Whole<Dated<decimal>>(),
        OxygenSaturations = Records.Whole<Dated<decimal>>(),
        Appointments = Records.Whole<PatientAppointment>(),
        OtherLabs = Records.Whole<LabResult>(),
        TaperPlans = Records.Whole<TaperPlan>(),
        Setting = new Known<CareSetting>.Missing(MissingReason.NoneOnFile),
    };

    /// <summary>The same patient of so many years.</summary>
    public static PatientSnapshot Aged(this PatientSnapshot patient, int years) => patient with { BirthDate = Born(Today.AddYears(-years)) };

    /// <summary>The same patient with one reported eGFR and nothing else on the kidneys.</summary>
    public static PatientSnapshot WithEgfr(this PatientSnapshot patient, decimal egfr, int daysAgo = 0) =>
        patient with { Egfrs = Records.Whole(KidneyRecords.Egfr(egfr, daysAgo)) };

    public static Known<BirthDate> Born(DateOnly day) => Born(day, day);

    public static Known<BirthDate> Born(DateOnly earliest, DateOnly latest) =>
        new Known<BirthDate>.Value(new BirthDate(earliest, latest));

    /// <summary>The defaults of the clinical page, sections 4 and 5.</summary>
    public static KidneyPolicy DefaultKidneyPolicy() => new()
    {
        CreatinineFactor = 88.4m,
        ObesityRatio = 1.3m,
        WeightMonths = 12,
        HeightMonths = 6,
        HeightMonthsUnder2 = 3,
        Windows = new StalenessWindows(
            Outpatient: new BandDays(Over60: 365, From30: 180, From15: 120, Under15: 90, Child: 180),
            Inpatient: new BandDays(Over60: 7, From30: 7, From15: 3, Under15: 3, Child: 7)),
        AkiRiseMgPerDl = 0.3m,
        AkiRiseUmolPerL = 26.5m,
        AkiConditionDays = 30,
        DialysisDays = 30,
        CystatinLagDays = 30,
        SmallSurface = 1.5m,
        LargeSurface = 2.3m,
    };
}
