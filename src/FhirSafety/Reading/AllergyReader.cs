using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Allergies and intolerances to the drug under check.</summary>
/// <remarks>
/// Many are typed as text, and many name a product. So beside the codes of the set the drug's own name and products count:
/// for the drug under check, free text is as good as a code (clinical page, matching rules).
/// </remarks>
internal static class AllergyReader
{
    /// <summary>The allergies; one that names nothing at all may be to the drug, and leaves the list not whole.</summary>
    public static Records<PatientAllergy> Read(NeedData data, ReadingContext context)
    {
        ImmutableArray<PatientAllergy>.Builder allergies = ImmutableArray.CreateBuilder<PatientAllergy>(data.Resources.Length);
        MissingReason gap = data.Gap;
        foreach (JsonElement json in data.Resources)
        {
            JsonElement[] substances =
            [
                .. References.Objects(json, "code"u8),
                .. References.Objects(json, "reaction"u8).SelectMany(reaction => References.Objects(reaction, "substance"u8)),
            ];
            if (substances.Any(substance => IsTheDrug(substance, context)))
            {
                allergies.Add(Allergy(json, context));
            }
            else if (substances.All(SaysNothing))
            {
                context.Note(ReadingProblem.DrugNotTold, json);
                gap = gap == MissingReason.NoneOnFile ? MissingReason.Unreadable : gap;
            }
        }

        return new(allergies.DrainToImmutable(), gap);
    }

    private static PatientAllergy Allergy(JsonElement json, ReadingContext context) => new(
        References.Text(json, "type"u8) switch
        {
            "allergy" => AllergyType.Allergy,
            "intolerance" => AllergyType.Intolerance,
            _ => AllergyType.NotStated,
        },
        !Codings.HasStatus(json, "clinicalStatus"u8, "inactive", "resolved"),
        Codings.HasStatus(json, "verificationStatus"u8, "refuted", "entered-in-error"),
        FhirDates.Day(json, "onsetDateTime"u8, "onsetPeriod"u8, "start"u8, context.Zone)
            ?? FhirDates.Day(References.Text(json, "recordedDate"u8) ?? References.Text(json, "assertedDate"u8), context.Zone),
        References.Objects(json, "reaction"u8)
            .SelectMany(reaction => References.Objects(reaction, "manifestation"u8))
            .SelectMany(manifestation => Codings.Of(manifestation).Select(coding => coding.Display).Prepend(References.Text(manifestation, "text"u8)))
            .FirstOrDefault(words => !string.IsNullOrWhiteSpace(words)),
        References.SourceOf(json));

    private static bool IsTheDrug(JsonElement substance, ReadingContext context)
    {
        List<DrugCoding> codings = Codings.Of(substance);
        return codings.SelectMany(coding => context.Drug.Terms.Match(coding.System, coding.Code)).Any(row => row.Set == context.Drug.AllergySet)
            || context.Drug.Drugs.MatchDrug(codings, References.Text(substance, "text"u8), null).In(context.Drug.ProductSet) is not null;
    }

    private static bool SaysNothing(JsonElement substance) =>
        string.IsNullOrWhiteSpace(References.Text(substance, "text"u8))
        && Codings.Of(substance).TrueForAll(coding => string.IsNullOrWhiteSpace(coding.Code) && string.IsNullOrWhiteSpace(coding.Display));
}
