using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>Pregnancy status, due date, last period and breastfeeding from Observations.</summary>
internal static class PregnancyReader
{
    private const string Answers = "pregnancy-status-answers";

    /// <summary>Reads them all.</summary>
    public static PregnancyRecords Read(NeedData data, ReadingContext context) => new(
        ObservedFacts.Read(data, "pregnancy-status", context, part => Answer(part, context, group => group switch
        {
            "pregnant" => PregnancyAnswer.Pregnant,
            "not-pregnant" => PregnancyAnswer.NotPregnant,
            "possibly" => PregnancyAnswer.Possibly,
            "unknown" => PregnancyAnswer.Unknown,
            _ => (PregnancyAnswer?)null,
        })),
        ObservedFacts.Read(data, "edd", context, Day),
        ObservedFacts.Read(data, "lmp", context, Day),
        ObservedFacts.Read(data, "breastfeeding-status", context, part => Answer(part, context, group => group switch
        {
            "breastfeeding" => BreastfeedingAnswer.Yes,
            "not-breastfeeding" => BreastfeedingAnswer.No,
            "unknown" => BreastfeedingAnswer.Unknown,
            _ => (BreastfeedingAnswer?)null,
        })));

    private static (T? Fact, string? Problem) Answer<T>(JsonElement part, ReadingContext context, Func<string, T?> ofGroup)
        where T : struct
    {
        string[] groups = [.. GroupsOf(part, context)];
        T[] answers = [.. groups.Select(ofGroup).OfType<T>().Distinct()];

        // Codings that contradict one another are no answer.
        return answers.Length == 1 ? (answers[0], null)
            : part.TryGetProperty("valueCodeableConcept"u8, out _) || part.TryGetProperty("valueString"u8, out _) ? (null, ReadingProblem.AnswerNotUnderstood)
            : (null, null);
    }

    private static IEnumerable<string> GroupsOf(JsonElement part, ReadingContext context)
    {
        List<string?> words = [References.Text(part, "valueString"u8)];
        if (References.Object(part, "valueCodeableConcept"u8) is { } concept)
        {
            ImmutableArray<ValueSetRow> coded =
                [.. Codings.Of(concept).SelectMany(coding => context.Drug.Terms.Match(coding.System, coding.Code)).Where(row => row.Set == Answers)];
            if (coded.Length > 0)
            {
                return coded.Select(row => row.Group);
            }

            words.AddRange([References.Text(concept, "text"u8), .. Codings.Of(concept).Select(coding => coding.Display)]);
        }

        // Local codes with the words of the list; nothing else is guessed from text.
        return context.Drug.Terms.Rows(Answers)
            .Where(row => words.Exists(said => string.Equals(said?.Trim(), row.Display, StringComparison.OrdinalIgnoreCase)))
            .Select(row => row.Group);
    }

    // A calendar day as it was written: turning midnight UTC to the site's zone would move it. A month alone is no due date.
    private static (DateOnly? Fact, string? Problem) Day(JsonElement part)
    {
        if (!part.TryGetProperty("valueDateTime"u8, out _))
        {
            return (null, part.TryGetProperty("valueString"u8, out _) ? ReadingProblem.ValueNotReadable : null);
        }

        return References.Text(part, "valueDateTime"u8) is { Length: >= 10 } text
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            && day.Year is > 1900 and < 2200
                ? (day, null)
                : (null, ReadingProblem.ValueNotReadable);
    }
}
