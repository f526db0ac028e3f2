namespace FhirSafety.Service.Operations;

/// <summary>The moment as the site's wall shows it: its date is "today".</summary>
internal sealed class SiteClock(TimeProvider time, SiteSettings site)
{
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), site.TimeZone);
}
