using FhirSafety.Clinical;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Records on the kidneys, dated back from <see cref="Now"/>.</summary>
internal static class KidneyRecords
{
    public static CreatinineResult Creatinine(decimal mgPerDl, double daysAgo = 0, string? source = null) =>
        new(mgPerDl, Molar: false, mgPerDl * 88.4m, Comparator.Exactly, Now.AddDays(-daysAgo), source);

    public static CreatinineResult MolarCreatinine(decimal umolPerL, double daysAgo = 0) =>
        new(umolPerL / 88.4m, Molar: true, umolPerL, Comparator.Exactly, Now.AddDays(-daysAgo), Source: null);

    public static EgfrResult Egfr(decimal value, double daysAgo = 0, EgfrMethod method = EgfrMethod.CkdEpi2021) =>
        new(method, value, Comparator.Exactly, Now.AddDays(-daysAgo), Source: null);

    public static BodyMeasure Measure(decimal value, double daysAgo = 0, bool stated = false) =>
        new(value, stated, Now.AddDays(-daysAgo), Source: null);

    public static PatientCondition Condition(string set, string group, int? daysAgo = 10) =>
        new(
            [new Meaning(set, group)],
            ConditionStatus.Active,
            Refuted: false,
            DaysAgo(daysAgo),
            AbatedOn: null,
            EncounterDiagnosis: false,
            Source: null);

    public static PatientProcedure Dialysis(ProcedureState state, int? daysAgo) =>
        new([new Meaning("dialysis", "procedure")], state, DaysAgo(daysAgo), "Procedure/d");

    public static RenalFunction Kidneys(PatientSnapshot patient) => RenalFunctionResolver.Resolve(patient, DefaultKidneyPolicy());

    /// <summary>The band; null when it is missing.</summary>
    public static RenalBand? Band(PatientSnapshot patient) =>
        Kidneys(patient).Band is Known<RenalBand>.Value { Fact: var band } ? band : null;

    private static DateOnly? DaysAgo(int? days) => days is { } d ? Today.AddDays(-d) : null;
}
