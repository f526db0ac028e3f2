using System.Globalization;

namespace FhirSafety.Service.Operations;

/// <summary>The moment as the site's wall shows it: its date is "today".</summary>
internal sealed class SiteClock(TimeProvider time, SiteSettings site)
{
    public DateTimeOffset Now => InZone(time.GetUtcNow());

    /// <summary>A moment in the site's zone.</summary>
    public DateTimeOffset InZone(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, site.TimeZone);

    /// <summary>The ISO week of a moment in the site's zone, as <c>2026-W47</c>.</summary>
    public string WeekOf(DateTimeOffset moment)
    {
        DateTime day = InZone(moment).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }
}
