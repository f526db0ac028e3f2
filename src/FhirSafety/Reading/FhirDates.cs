using System.Globalization;
using System.Runtime.InteropServices;
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

    /// <summary>The instant that a member of a resource names; null where it is absent or no date.</summary>
    public static DateTimeOffset? Instant(JsonElement resource, ReadOnlySpan<byte> name, TimeZoneInfo zone) =>
        resource.ValueKind == JsonValueKind.Object
        && resource.TryGetProperty(name, out JsonElement text)
        && text.ValueKind == JsonValueKind.String
            ? Usual(text, zone) ?? Instant(text.GetString(), zone)
            : null;

    /// <summary>The site's day that a member of a resource names; null where it is absent or no date.</summary>
    public static DateOnly? Day(JsonElement resource, ReadOnlySpan<byte> name, TimeZoneInfo zone) => DayOf(Instant(resource, name, zone));

    /// <summary>The site's day of a FHIR date; null for what is no date.</summary>
    public static DateOnly? Day(string? text, TimeZoneInfo zone) =>
        DayOf(Instant(text, zone));

    /// <summary>
    /// The last day of a Period, of a partial end the last that it holds, as FHIR has it: a drug that is to be taken "until November"
    /// is taken in November. Null where it names none.
    /// </summary>
    public static DateOnly? LastDay(JsonElement period, TimeZoneInfo zone) => Day(period, "end"u8, zone) is { } day
        ? References.Text(period, "end"u8)!.Length switch
        {
            4 => new DateOnly(day.Year, 12, 31),
            7 => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            _ => day,
        }
        : null;

    /// <summary>The end of a Period; null without one.</summary>
    public static DateTimeOffset? End(JsonElement? period, TimeZoneInfo zone) =>
        period is { } span ? Instant(span, "end"u8, zone) : null;

    /// <summary>The site's day on which a choice of dateTime and Period falls, of the Period its end or its start.</summary>
    public static DateOnly? Day(
        JsonElement resource, ReadOnlySpan<byte> dateTime, ReadOnlySpan<byte> period, ReadOnlySpan<byte> ofPeriod, TimeZoneInfo zone) =>
        Day(resource, dateTime, zone) ?? (References.Object(resource, period) is { } span ? Day(span, ofPeriod, zone) : null);

    /// <summary>
    /// A day, or an instant with its zone, in the form nearly all are sent in, read where it stands: the general parser takes ten
    /// times as long. Null leaves the text to that; a fraction finer than it keeps is left to it too, since it rounds.
    /// </summary>
    private static DateTimeOffset? Usual(JsonElement text, TimeZoneInfo zone)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (raw.Length == "yyyy-MM-dd".Length)
        {
            return text.TryGetDateTime(out DateTime day) ? AtZone(day, zone) : null;
        }

        if (raw.Length < "yyyy-MM-ddTHH:mmZ".Length || raw[10] != 'T')
        {
            return null;
        }

        // Many writers of JSON escape a plus sign.
        int ofZone = raw[^1] == 'Z' ? 1
            : raw[^6] is (byte)'+' or (byte)'-' ? 6
            : raw.Length > 27 && raw[^11..^5].SequenceEqual("\\u002B"u8) ? 11
            : raw.Length;
        return raw.Length - ofZone is > 0 and <= 27 && text.TryGetDateTimeOffset(out DateTimeOffset instant)
            ? TimeZoneInfo.ConvertTime(instant, zone)
            : null;
    }

    private static DateOnly? DayOf(DateTimeOffset? instant) => instant is { } known ? DateOnly.FromDateTime(known.DateTime) : null;

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
