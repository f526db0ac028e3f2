namespace FhirSafety.Clinical;

/// <summary>Days as the site counts them: windows are in calendar days, not in hours (clinical page, section 3, "Boundaries").</summary>
internal static class SiteDays
{
    /// <summary>The site's day of a result.</summary>
    // Results carry the site's own offset of their moment, as Now does. Turning them to today's offset here would move
    // a result of midnight to the day before whenever daylight saving lies between.
    public static DateOnly Day(this DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    /// <summary>Calendar days from this day to a later one; negative when the other is earlier.</summary>
    public static int DaysUntil(this DateOnly day, DateOnly later) => later.DayNumber - day.DayNumber;

    /// <summary>Whether a record is at most some days old. A record without a date counts as current (section 7).</summary>
    public static bool IsWithin(this DateOnly? day, int days, DateOnly today) => day is null || day.Value.DaysUntil(today) <= days;
}
