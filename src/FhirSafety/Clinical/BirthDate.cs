namespace FhirSafety.Clinical;

/// <summary>A birth date, which a record may give to the day, the month or the year.</summary>
/// <param name="Earliest">The first day it can be.</param>
/// <param name="Latest">The last day it can be; equal to <paramref name="Earliest"/> when the day is recorded.</param>
public sealed record BirthDate(DateOnly Earliest, DateOnly Latest)
{
    /// <summary>Whether the day itself is recorded.</summary>
    public bool IsExact => Earliest == Latest;

    /// <summary>Completed years at most: the age for checks that are stricter in older people.</summary>
    public int OldestYears(DateOnly on) => Years(Earliest, on);

    /// <summary>Completed years at least: the age for checks that are stricter in children.</summary>
    public int YoungestYears(DateOnly on) => Years(Latest, on);

    /// <summary>Completed months at least; used below 2 years.</summary>
    public int YoungestMonths(DateOnly on)
    {
        int months = ((on.Year - Latest.Year) * 12) + on.Month - Latest.Month;
        return Math.Max(0, on.Day < Latest.Day ? months - 1 : months);
    }

    // Someone born on 29 February completes a year on 1 March of a common year, so that no birthday comes early.
    private static int Years(DateOnly birth, DateOnly on)
    {
        int years = on.Year - birth.Year;
        bool birthdayPassed = (on.Month, on.Day).CompareTo((birth.Month, birth.Day)) >= 0;
        return Math.Max(0, birthdayPassed ? years : years - 1);
    }
}
