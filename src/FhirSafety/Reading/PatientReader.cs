using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Birth date and sex of a Patient.</summary>
internal static class PatientReader
{
    private const int OldestPlausibleYears = 130;
    private const string ClinicalUse = "http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse";
    private const string BirthSex = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    /// <summary>Birth date; unreadable when it is no date, in the future, or more than 130 years ago.</summary>
    public static Known<BirthDate> BirthDate(Patient patient, ReadingContext context)
    {
        if (patient.Text("birthDate") is not { } text)
        {
            return patient.Has("birthDate")
                ? new Known<BirthDate>.Missing(MissingReason.Unreadable)
                : new Known<BirthDate>.Missing(MissingReason.NoneOnFile);
        }

        DateOnly today = DateOnly.FromDateTime(context.Now.DateTime);
        if (FhirDates.Day(text, TimeZoneInfo.Utc) is not { } first || first > today.AddDays(1) || first < today.AddYears(-OldestPlausibleYears))
        {
            context.Problems.Add(new ReadingProblem(ReadingProblem.BirthDateNotReadable, Source(patient)));
            return new Known<BirthDate>.Missing(MissingReason.Unreadable);
        }

        DateOnly last = text.Length switch
        {
            4 => first.AddYears(1).AddDays(-1),
            7 => first.AddMonths(1).AddDays(-1),
            _ => first,
        };
        return new Known<BirthDate>.Value(new BirthDate(first, last), null, Source(patient));
    }

    /// <summary>Sex for the equations: sex for clinical use, else birth sex, else administrative gender.</summary>
    public static Known<Sex> SexOf(Patient patient)
    {
        Sex? sex = ForClinicalUse(patient) ?? AtBirth(patient) ?? patient.Text("gender") switch
        {
            "female" => Sex.Female,
            "male" => Sex.Male,
            null => null,
            _ => Sex.Undetermined,
        };
        return Known(sex, patient);
    }

    /// <summary>Sex as stated for clinical use; missing when it is not stated, whatever gender and birth sex say.</summary>
    public static Known<Sex> SexForClinicalUse(Patient patient) => Known(ForClinicalUse(patient), patient);

    private static Known<Sex> Known(Sex? sex, Patient patient) => sex is { } known
        ? new Known<Sex>.Value(known, null, Source(patient))
        : new Known<Sex>.Missing(MissingReason.NoneOnFile);

    private static Sex? ForClinicalUse(Patient patient)
    {
        Extension? parameter = Extension(patient, ClinicalUse);
        CodeableConcept? value = parameter.One<CodeableConcept>("value")
            ?? parameter.All<Extension>("extension").FirstOrDefault(part => part.Text("url") == "value").One<CodeableConcept>("value");
        return value.All<Hl7.Fhir.Model.Coding>("coding").Select(coding => coding.Text("code")).FirstOrDefault(code => code is not null) switch
        {
            "female-typical" => Sex.Female,
            "male-typical" => Sex.Male,
            "specified" => Sex.Undetermined,
            _ => null,
        };
    }

    private static Sex? AtBirth(Patient patient) => Extension(patient, BirthSex).Text("value") switch
    {
        "F" => Sex.Female,
        "M" => Sex.Male,
        _ => null,
    };

    private static Extension? Extension(Patient patient, string url) =>
        patient.All<Extension>("extension").FirstOrDefault(extension => extension.Text("url") == url);

    private static string? Source(Patient patient) => patient.Text("id") is { Length: > 0 } id ? $"Patient/{id}" : null;
}
