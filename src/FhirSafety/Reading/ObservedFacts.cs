using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>Observations of some groups, each with one fact of its own.</summary>
internal static class ObservedFacts
{
    /// <summary>Whether a result of this status may be used: not one that is registered only, cancelled or entered in error.</summary>
    public static bool IsUsable(JsonElement observation) =>
        observation.TryGetProperty("status"u8, out JsonElement status)
        && status.ValueKind == JsonValueKind.String
        && (status.ValueEquals("final"u8) || status.ValueEquals("amended"u8) || status.ValueEquals("corrected"u8) || status.ValueEquals("preliminary"u8));

    /// <summary>Whether it says a value of any kind. One that was never measured (dataAbsentReason, cancelled) says none, and hides none.</summary>
    public static bool HasValue(JsonElement part) =>
        part.EnumerateObject().Any(member => member.Name.StartsWith("value", StringComparison.Ordinal) && member.Value.ValueKind != JsonValueKind.Null);

    /// <summary>What the laboratory put before the number.</summary>
    public static Comparator ComparatorOf(string? comparator) => comparator switch
    {
        "<" or "<=" => Comparator.Below,
        ">" or ">=" => Comparator.AtLeast,
        _ => Comparator.Exactly,
    };

    /// <summary>When it was observed, else when it was issued.</summary>
    public static DateTimeOffset? When(JsonElement observation, TimeZoneInfo zone) =>
        FhirDates.Instant(observation, "effectiveDateTime"u8, zone)
        ?? FhirDates.Instant(observation, "effectiveInstant"u8, zone)
        ?? FhirDates.End(References.Object(observation, "effectivePeriod"u8), zone)
        ?? FhirDates.Instant(observation, "issued"u8, zone);

    /// <summary>The facts of one group, from observations of it and from components of panels.</summary>
    /// <param name="data">What was had.</param>
    /// <param name="group">The group of the observations set.</param>
    /// <param name="context">Codes, day, problems.</param>
    /// <param name="read">Reads the fact; a problem's code in place of one that cannot be read; neither where there is no value at all.</param>
    public static Records<Dated<T>> Read<T>(NeedData data, string group, ReadingContext context, Func<JsonElement, (T? Fact, string? Problem)> read)
        where T : struct
    {
        if (data.Resources.IsEmpty)
        {
            return new([], data.Gap); // Asked of ten groups in every check, of which most calls bring none.
        }

        ImmutableArray<Dated<T>>.Builder found = ImmutableArray.CreateBuilder<Dated<T>>();
        List<DateTimeOffset?> unreadable = [];
        foreach (JsonElement observation in data.Resources.Where(IsUsable))
        {
            DateTimeOffset? at = When(observation, context.Zone);
            foreach (JsonElement part in References.Objects(observation, "component"u8).Prepend(observation).Where(part => IsOf(part, group, context)))
            {
                (T? fact, string? problem) = at > context.Now.AddDays(1) ? (null, ReadingProblem.DatedAhead) : read(part);
                if (problem is not null)
                {
                    context.Note(problem, observation);
                    unreadable.Add(at);
                }
                else if (fact is { } known)
                {
                    found.Add(new Dated<T>(known, at, References.SourceOf(observation)));
                }
            }
        }

        return new(found.ToImmutable(), data.Gap == MissingReason.NoneOnFile && unreadable.Exists(at => MayBeNewest(at, found)) ? MissingReason.Unreadable : data.Gap);
    }

    private static bool IsOf(JsonElement part, string group, ReadingContext context) =>
        context.RowIn("observations", References.Object(part, "code"u8)) is { } row && row.Group == group;

    // The newest decides everywhere, so what cannot be read matters unless something newer could be.
    private static bool MayBeNewest<T>(DateTimeOffset? at, IEnumerable<Dated<T>> found) => at is null || !found.Any(fact => fact.At > at);
}
