using System.Collections.Immutable;
using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Records on children, pregnancy, falls and other drugs, dated back from <see cref="Now"/>.</summary>
internal static class PatientRecords
{
    /// <summary>A child of so many years, and of so many kilograms if weighed.</summary>
    public static PatientSnapshot AChild(int years, decimal? kg, int daysAgo = 10) => APatient().Aged(years).Weighing(kg, daysAgo);

    /// <summary>A child of so many months.</summary>
    public static PatientSnapshot AnInfant(int months, decimal? kg, int daysAgo = 10) =>
        APatient() with { BirthDate = Born(Today.AddMonths(-months)), Weights = Weights(kg, daysAgo) };

    public static PatientSnapshot Weighing(this PatientSnapshot patient, decimal? kg, int daysAgo = 10) => patient with { Weights = Weights(kg, daysAgo) };

    /// <summary>A woman with good kidneys.</summary>
    public static PatientSnapshot AWoman(int years = 30) => APatient().Aged(years).WithEgfr(100) with { Sex = new Known<Sex>.Value(Sex.Female) };

    public static PatientSnapshot WithStatus(this PatientSnapshot patient, PregnancyAnswer answer, int? daysAgo = 5) => patient with
    {
        Pregnancy = patient.Pregnancy with { Statuses = Records.Whole([.. patient.Pregnancy.Statuses.Items, new Dated<PregnancyAnswer>(answer, At(daysAgo), "Observation/s")]) },
    };

    public static PatientSnapshot Due(this PatientSnapshot patient, int inDays, int? recordedDaysAgo = 100) => patient with
    {
        Pregnancy = patient.Pregnancy with { DueDates = Records.Whole([.. patient.Pregnancy.DueDates.Items, new Dated<DateOnly>(Today.AddDays(inDays), At(recordedDaysAgo), "Observation/d")]) },
    };

    public static PatientSnapshot WithPeriod(this PatientSnapshot patient, int daysAgo) => patient with
    {
        Pregnancy = patient.Pregnancy with { LastPeriods = Records.Whole(new Dated<DateOnly>(Today.AddDays(-daysAgo), At(1), "Observation/l")) },
    };

    public static PatientSnapshot Feeding(this PatientSnapshot patient, BreastfeedingAnswer answer = BreastfeedingAnswer.Yes, DateOnly? on = null) => patient with
    {
        Pregnancy = patient.Pregnancy with
        {
            Breastfeeding = Records.Whole([.. patient.Pregnancy.Breastfeeding.Items, new Dated<BreastfeedingAnswer>(answer, new DateTimeOffset((on ?? Today).ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero), "Observation/f")]),
        },
    };

    public static PatientSnapshot With(this PatientSnapshot patient, params PatientCondition[] conditions) =>
        patient with { Conditions = Records.Whole([.. patient.Conditions.Items, .. conditions]) };

    /// <summary>Another drug that runs since some days.</summary>
    public static ActiveMedication Other(string set, string group, string ingredient, int? daysAgo = 400) =>
        new([new Meaning(set, group)], $"MedicationRequest/{ingredient}", daysAgo is { } days ? Today.AddDays(-days) : null, IsDraft: false)
        {
            Ingredients = [new DrugIngredient(set, ingredient.ToUpperInvariant(), ByFreeTextOnly: false, group)],
            Name = ingredient,
            Since = daysAgo is { } since ? Today.AddDays(-since) : null,
        };

    /// <summary>The same as a draft of this session.</summary>
    public static ActiveMedication Drafted(this ActiveMedication drug) =>
        drug with { IsDraft = true, Source = drug.Source + "-draft", AuthoredOn = Today, Since = Today };

    public static ActiveMedication Opioid { get; } = Other("opioids", "opioid", "oxycodone");

    public static ActiveMedication Benzodiazepine { get; } = Other("benzodiazepines", "benzodiazepine", "diazepam");

    public static ActiveMedication Antidepressant { get; } = Other("cns-load-other", "ssri-snri", "sertraline");

    public static ActiveMedication Ibuprofen { get; } = Other("nsaids", "nsaid", "ibuprofen");

    private static Records<BodyMeasure> Weights(decimal? kg, int daysAgo) => kg is { } weight ? Records.Whole(Measure(weight, daysAgo)) : Records.Whole<BodyMeasure>();

    private static DateTimeOffset? At(int? daysAgo) => daysAgo is { } days ? Now.AddDays(-days) : null;
}
