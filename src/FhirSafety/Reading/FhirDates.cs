using System.Globalization;
using System.Text.Json;

namespace FhirSafety.Reading;

/// <summary>FHIR dates as instants and days of the site.</summary>
internal static class FhirDates
{
    /// <summary>
    /// The instant a FHIR date, dateTime or instant names, in the site's zone; a partial one from its first moment.
    /// Null for what is no date.
    /// </summary>
    public static DateTimeOffset? Instant(string? text, TimeZoneInfo zone)
    {
        if (text is not { Length: >= 4 } || !char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        if (text.Contains('T', StringComparison.Ordinal))
        {
            return WithTime(text, zone);
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];
        return DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? AtZone(day, zone)
            : null;
    }

    /// <summary>The site's day of a FHIR date; null for what is no date.</summary>
    public static DateOnly? Day(string? text, TimeZoneInfo zone) =>
        Instant(text, zone) is { } instant ? DateOnly.FromDateTime(instant.DateTime) : null;

    /// <summary>The end of a Period; null without one.</summary>
    public static DateTimeOffset? End(JsonElement? period, TimeZoneInfo zone) =>
        period is { } span ? Instant(References.Text(span, "end"), zone) : null;

    /// <summary>The site's day on which a choice of dateTime and Period falls, of the Period its end or its start.</summary>
    public static DateOnly? Day(JsonElement resource, string name, string ofPeriod, TimeZoneInfo zone) =>
        Day(References.Text(resource, name + "DateTime"), zone)
        ?? (References.Object(resource, name + "Period") is { } period ? Day(References.Text(period, ofPeriod), zone) : null);

    private static DateTimeOffset? WithTime(string text, TimeZoneInfo zone)
    {
        ReadOnlySpan<char> time = text.AsSpan(text.IndexOf('T', StringComparison.Ordinal));
        if (time.IndexOfAny('Z', '+', '-') >= 0)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant)
                ? TimeZoneInfo.ConvertTime(instant, zone)
                : null;
        }

        // R4 wants a zone with every time; without one the site's is meant more likely than UTC.
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? AtZone(local, zone) : null;
    }

    private static DateTimeOffset? AtZone(DateTime local, TimeZoneInfo zone) =>
        local.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : null;
}
