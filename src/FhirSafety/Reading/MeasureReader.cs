using System.Collections.Frozen;
using System.Text.Json;
using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Numbers with one unit each: blood pressure, oxygen saturation, drinks a day and scores.</summary>
internal static class MeasureReader
{
    // The first unit is the one of observations.csv; the others are its usual misspellings. A number without a unit is meant in it.
    private static readonly FrozenDictionary<string, Measure> Measures = new Dictionary<string, Measure>(StringComparer.Ordinal)
    {
        ["bp-systolic"] = new(new(30m, 350m), ["mm[Hg]", "mmHg", "mm Hg"]),
        ["spo2"] = new(new(20m, 100m), ["%", "percent"]),
        ["alcohol-drinks-per-day"] = new(new(0m, 100m), ["{drinks}/d", "/d", "drinks/d", "drinks/day", "{#}/d"]),
        ["audit-c"] = new(new(0m, 12m), ["{score}", "1", "score", "points", "{points}"]),
        ["audit"] = new(new(0m, 40m), ["{score}", "1", "score", "points", "{points}"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The values of a group.</summary>
    public static Records<Dated<decimal>> Read(NeedData data, string group, ReadingContext context) =>
        ObservedFacts.Read(data, group, context, part => Value(part, Measures[group]));

    /// <summary>What is recorded of alcohol.</summary>
    public static AlcoholRecords Alcohol(NeedData data, ReadingContext context) => new(
        Read(data, "alcohol-drinks-per-day", context), Read(data, "audit-c", context), Read(data, "audit", context));

    private static (decimal? Fact, string? Problem) Value(JsonElement part, Measure measure)
    {
        if (part.TryGetProperty("valueInteger", out JsonElement whole) && whole.ValueKind == JsonValueKind.Number && whole.TryGetDecimal(out decimal score))
        {
            return InRange(score, measure);
        }

        if (!part.TryGetProperty("valueQuantity", out JsonElement measured))
        {
            // A value of another type was sent and is not read.
            return (null, ObservedFacts.HasValue(part) ? ReadingProblem.ValueNotReadable : null);
        }

        Quantity? quantity = FhirJson.ReadDataType<Quantity>(measured);

        // "Less than 90 %" is no value to compare with 90 %.
        if (quantity.Number("value") is not { } value || quantity.Has("comparator"))
        {
            return (null, ReadingProblem.ValueNotReadable);
        }

        bool unitKnown = (quantity.Text("code"), quantity.Text("unit")) is (null, null)
            || measure.Units.Contains(quantity.Text("code"), StringComparer.OrdinalIgnoreCase)
            || measure.Units.Contains(quantity.Text("unit"), StringComparer.OrdinalIgnoreCase);
        return unitKnown ? InRange(value, measure) : (null, ReadingProblem.UnitNotUnderstood);
    }

    private static (decimal? Fact, string? Problem) InRange(decimal value, Measure measure) =>
        measure.Range.Contains(value) ? (value, null) : (null, ReadingProblem.Implausible);

    private sealed record Measure(PlausibleRange Range, string[] Units);
}
