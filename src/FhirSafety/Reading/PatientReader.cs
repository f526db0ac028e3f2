using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Birth date and sex of a Patient, on raw JSON.</summary>
/// <remarks>A list of one where a single value belongs is read as the value.</remarks>
internal static class PatientReader
{
    private const int OldestPlausibleYears = 130;
    private const string ClinicalUse = "http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse";
    private const string EpicClinicalUse = "http://open.epic.com/FHIR/StructureDefinition/extension/sex-for-clinical-use";
    private const string BirthSex = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    /// <summary>Birth date; unreadable when it is no date, in the future, or more than 130 years ago.</summary>
    public static Known<BirthDate> BirthDate(JsonElement patient, ReadingContext context)
    {
        if (Text(patient, "birthDate"u8) is not { } text)
        {
            return patient.TryGetProperty("birthDate"u8, out JsonElement sent) && !(sent.ValueKind == JsonValueKind.Array && sent.GetArrayLength() == 0)
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
    public static Known<Sex> SexOf(JsonElement patient, ReadingContext context)
    {
        Sex? sex = ForClinicalUse(patient, context) ?? AtBirth(patient) ?? Text(patient, "gender"u8) switch
        {
            "female" => Sex.Female,
            "male" => Sex.Male,
            null => null,
            _ => Sex.Undetermined,
        };
        return Known(sex, patient);
    }

    /// <summary>Sex as stated for clinical use; missing when it is not stated, whatever gender and birth sex say.</summary>
    public static Known<Sex> SexForClinicalUse(JsonElement patient, ReadingContext context) => Known(ForClinicalUse(patient, context), patient);

    private static Known<Sex> Known(Sex? sex, JsonElement patient) => sex is { } known
        ? new Known<Sex>.Value(known, null, Source(patient))
        : new Known<Sex>.Missing(MissingReason.NoneOnFile);

    // One that has been replaced stays on file with its period; two that hold and disagree leave it open.
    private static Sex? ForClinicalUse(JsonElement patient, ReadingContext context)
    {
        Sex? sex = null;
        foreach (JsonElement extension in References.Objects(patient, "extension"u8))
        {
            if (Text(extension, "url"u8) is ClinicalUse or EpicClinicalUse && Holds(extension, context) && Stated(extension) is { } stated)
            {
                sex = sex is { } other && other != stated ? Sex.Undetermined : stated;
            }
        }

        return sex;
    }

    private static bool Holds(JsonElement parameter, ReadingContext context)
    {
        if (Extension(parameter, "period") is not { } part || References.Object(part, "valuePeriod"u8) is not { } period)
        {
            return true;
        }

        DateOnly today = DateOnly.FromDateTime(context.Now.DateTime);
        return !(FhirDates.Day(period, "start"u8, context.Zone) > today) && !(FhirDates.Day(period, "end"u8, context.Zone) < today);
    }

    private static Sex? Stated(JsonElement parameter) =>
        (Concept(parameter) ?? (Extension(parameter, "value") is { } part ? Concept(part) : null)) is { } value
            ? References.Objects(value, "coding"u8).Select(coding => Text(coding, "code"u8)).Append(Text(value, "text"u8)).Select(Meant).FirstOrDefault(sex => sex is not null)
            : null;

    private static Sex? Meant(string? word) => word?.ToUpperInvariant() switch
    {
        "FEMALE-TYPICAL" or "FEMALE" => Sex.Female,
        "MALE-TYPICAL" or "MALE" => Sex.Male,
        "SPECIFIED" => Sex.Undetermined,
        _ => null,
    };

    // A code, but some write it as a string.
    private static Sex? AtBirth(JsonElement patient)
    {
        if (Extension(patient, BirthSex) is { } sex)
        {
            foreach (JsonProperty member in sex.EnumerateObject())
            {
                if (member.Name.StartsWith("value", StringComparison.Ordinal) && Text(member.Value) is { } value)
                {
                    return value switch
                    {
                        "F" => Sex.Female,
                        "M" => Sex.Male,
                        _ => null,
                    };
                }
            }
        }

        return null;
    }

    private static JsonElement? Extension(JsonElement holder, string url)
    {
        foreach (JsonElement extension in References.Objects(holder, "extension"u8))
        {
            if (Text(extension, "url"u8) == url)
            {
                return extension;
            }
        }

        return null;
    }

    private static JsonElement? Concept(JsonElement extension) =>
        extension.TryGetProperty("valueCodeableConcept"u8, out JsonElement value) && One(value) is { ValueKind: JsonValueKind.Object } concept ? concept : null;

    private static string? Text(JsonElement json, ReadOnlySpan<byte> name) => json.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    private static string? Text(JsonElement value) =>
        One(value) is { ValueKind: JsonValueKind.String } one && one.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    private static JsonElement One(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value;

    private static string? Source(JsonElement patient) => Text(patient, "id"u8) is { } id ? $"Patient/{id}" : null;
}
