using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>When an order ends, on raw JSON: asked of every running drug, most of which need nothing else read.</summary>
internal static class OrderDates
{
    private const decimal LongestSupply = 3660m;

    /// <summary>
    /// The last day by the order's own dates: bounds of its dosages, validity, else the supply with its repeats. Null when it
    /// names none.
    /// </summary>
    public static DateOnly? EndsOn(JsonElement order, TimeZoneInfo zone) =>
        BoundsEnd(order, zone)
            ?? (References.Object(order, "dispenseRequest"u8) is null ? null
                : Validity(order) is { } validity && FhirDates.LastDay(validity, zone) is { } end ? end
                : SupplyEnd(order, zone));

    /// <summary>
    /// The end of the period in which an order may be supplied, of a partial one its first day: by it a pump is refilled, sooner rather
    /// than too late. Null when it names none.
    /// </summary>
    public static DateOnly? ValidTo(JsonElement order, TimeZoneInfo zone) =>
        Validity(order) is { } validity ? FhirDates.Day(validity, "end"u8, zone) : null;

    /// <summary>For how many days an order is to be supplied, with its repeats; null when it does not say.</summary>
    public static int? SupplyDays(JsonElement order)
    {
        if (References.Object(order, "dispenseRequest"u8) is not { } request
            || References.Object(request, "expectedSupplyDuration"u8) is not { } supply
            || References.Number(supply, "value"u8) is not ({ } value and > 0m and < 10_000m)
            || DaysOf(References.Text(supply, "code"u8) ?? References.Text(supply, "unit"u8)) is not { } days)
        {
            return null;
        }

        decimal repeats = References.Number(request, "numberOfRepeatsAllowed"u8) is { } allowed and >= 0m and < 100m ? allowed : 0m;
        return (int)Math.Min(100_000m, value * days * (1m + repeats));
    }

    /// <summary>
    /// The days an order runs by the bounds of all its dosages. Open at an end that a dosage leaves open, that is no whole date, or
    /// that cannot be: an open end overlaps more and so adds more up.
    /// </summary>
    public static DoseSpan Span(JsonElement order, TimeZoneInfo zone)
    {
        (DateOnly? From, DateOnly? To)[] spans =
        [
            .. References.Objects(order, "dosageInstruction"u8).Select(dosage =>
                RepeatOf(dosage) is { } repeat
                && References.Object(repeat, "boundsPeriod"u8) is { } bounds
                    ? (WholeDay(bounds, "start"u8, zone), WholeDay(bounds, "end"u8, zone))
                    : default((DateOnly?, DateOnly?))),
        ];
        DateOnly? from = spans.Length > 0 && spans.All(span => span.From is not null) ? spans.Min(span => span.From) : null;
        DateOnly? to = spans.Length > 0 && spans.All(span => span.To is not null) ? spans.Max(span => span.To) : null;
        return to < from ? default : new DoseSpan(from, to);
    }

    /// <summary>
    /// For how many days an order is to be taken by the bounds of its dosages, the longest of them. Null where one of them is open.
    /// </summary>
    public static int? CourseDays(JsonElement order, DateOnly? from, TimeZoneInfo zone)
    {
        int? longest = null;
        foreach (JsonElement dosage in References.Objects(order, "dosageInstruction"u8))
        {
            if (BoundsDays(dosage, from, zone) is not { } days)
            {
                return null;
            }

            longest = days < longest ? longest : days;
        }

        return longest;
    }

    private static int? BoundsDays(JsonElement dosage, DateOnly? from, TimeZoneInfo zone)
    {
        if (RepeatOf(dosage) is not { } repeat)
        {
            return null;
        }

        if (References.Object(repeat, "boundsPeriod"u8) is { } period)
        {
            return (FhirDates.LastDay(period, zone)?.DayNumber - (FhirDates.Day(period, "start"u8, zone) ?? from)?.DayNumber) is { } days and >= 0 ? days : null;
        }

        return References.Object(repeat, "boundsDuration"u8) is { } duration ? DaysOf(duration) : null;
    }

    private static JsonElement? RepeatOf(JsonElement dosage) =>
        References.Object(dosage, "timing"u8) is { } timing ? References.Object(timing, "repeat"u8) : null;

    private static JsonElement? Validity(JsonElement order) =>
        References.Object(order, "dispenseRequest"u8) is { } request ? References.Object(request, "validityPeriod"u8) : null;

    private static DateOnly? WholeDay(JsonElement period, ReadOnlySpan<byte> end, TimeZoneInfo zone) =>
        References.Text(period, end) is { Length: >= 10 } date ? FhirDates.Day(date, zone) : null;

    // A dosage that names no end goes on when the others are over.
    private static DateOnly? BoundsEnd(JsonElement order, TimeZoneInfo zone)
    {
        DateOnly? last = null;
        foreach (JsonElement dosage in References.Objects(order, "dosageInstruction"u8))
        {
            if (RepeatOf(dosage) is not { } repeat
                || References.Object(repeat, "boundsPeriod"u8) is not { } bounds
                || FhirDates.LastDay(bounds, zone) is not { } end)
            {
                return null;
            }

            last = end < last ? last : end;
        }

        return last;
    }

    // Dates near the end of the calendar are typing errors, and adding to them must not throw.
    private static DateOnly? SupplyEnd(JsonElement order, TimeZoneInfo zone) =>
        SupplyDays(order) is { } days && FhirDates.Day(References.Text(order, "authoredOn"u8), zone) is { Year: <= 9000 } written
            ? written.AddDays(days)
            : null;

    /// <summary>Days of supply of a Quantity; days are meant where no unit is given. Null when it is no such number.</summary>
    public static int? DaysOf(JsonElement supply) =>
        References.Number(supply, "value"u8) is { } value and > 0m and < LongestSupply
        && DaysOf(References.Text(supply, "code"u8) ?? References.Text(supply, "unit"u8) ?? "d") is { } days
        && value * days <= LongestSupply
            ? (int)(value * days)
            : null;

    private static decimal? DaysOf(string? unit) => unit?.ToLowerInvariant() switch
    {
        "d" or "day" or "days" => 1m,
        "wk" or "week" or "weeks" => 7m,
        "mo" or "month" or "months" => 30m,
        _ => null,
    };
}
