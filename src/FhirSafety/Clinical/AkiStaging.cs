using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Acute kidney injury by creatinine, KDIGO 2012 (clinical page, section 4.5). Urine output is not used.</summary>
/// <remarks>
/// Never asked for a patient on dialysis, whose creatinine follows the machine. All comparisons are on decimals and on what
/// the laboratory reported, so that 1.3 - 1.0 is 0.3 and 150 µmol/L is 1.5 times 100.
/// </remarks>
public static class AkiStaging
{
    // KDIGO 2012 defines these; they are no site's choice.
    private static readonly TimeSpan RiseWindow = TimeSpan.FromHours(48);
    private const int RecentDays = 7;
    private const int BaselineDays = 365;
    private const decimal Stage1Ratio = 1.5m;
    private const decimal Stage2Ratio = 2.0m;
    private const decimal Stage3Ratio = 3.0m;
    private const decimal Stage3MgPerDl = 4.0m;
    private const decimal Stage3UmolPerL = 353.6m;
    private const double Stage3ChildEgfr = 35;

    /// <summary>Stages the newest creatinine against the earlier ones.</summary>
    /// <param name="creatinines">All creatinines, in any order. Of two at one instant the higher counts.</param>
    /// <param name="childEgfr">Under 18 years the eGFR of the newest creatinine, mL/min/1.73 m²; null for adults or when it is not known.</param>
    /// <param name="today">The site's day.</param>
    /// <param name="policy">The rise that counts, and the conversion.</param>
    /// <returns>Null when there is no sign of it, or the newest creatinine is more than 7 days old.</returns>
    public static AcuteKidneyInjury? Stage(
        ImmutableArray<CreatinineResult> creatinines, double? childEgfr, DateOnly today, KidneyPolicy policy)
    {
        if (Creatinines.NewestOf(creatinines) is not { } newest || newest.At.Day().DaysUntil(today) > RecentDays)
        {
            return null;
        }

        ImmutableArray<CreatinineResult> earlier = [.. Creatinines.NewestFirst(creatinines).Where(result => result.At < newest.At).DistinctBy(result => result.At)];
        decimal? baseline = Baseline(earlier, newest, policy);
        CreatinineResult? risenFrom = RisenFrom(earlier, newest, policy);
        decimal current = Creatinines.Umol(newest, policy);
        bool byRatio = current >= Stage1Ratio * baseline;
        if (!byRatio && risenFrom is null)
        {
            return null;
        }

        bool stage3 = current >= Stage3Ratio * baseline || IsAtStage3Level(newest) || childEgfr < Stage3ChildEgfr;
        int stage = stage3 ? 3 : current >= Stage2Ratio * baseline ? 2 : 1;
        return new AcuteKidneyInjury(
            stage,
            newest,
            byRatio ? baseline / policy.CreatinineFactor : null,
            byRatio ? null : risenFrom,
            newest.At.Day(),
            newest.Source);
    }

    /// <summary>The median creatinine of 8 to 365 days before a day, µmol/L; null without one.</summary>
    internal static decimal? MedianBefore(IEnumerable<CreatinineResult> creatinines, DateOnly day, KidneyPolicy policy)
    {
        decimal[] sorted =
        [
            .. creatinines
                .Where(result => result.At.Day().DaysUntil(day) is > RecentDays and <= BaselineDays)
                .Select(result => Creatinines.Umol(result, policy))
                .Order(),
        ];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static decimal? Baseline(ImmutableArray<CreatinineResult> earlier, CreatinineResult newest, KidneyPolicy policy)
    {
        DateOnly day = newest.At.Day();
        return earlier
            .Where(result => result.At.Day().DaysUntil(day) <= RecentDays)
            .Min(result => (decimal?)Creatinines.Umol(result, policy))
            ?? MedianBefore(earlier, day, policy);
    }

    private static CreatinineResult? RisenFrom(
        ImmutableArray<CreatinineResult> earlier, CreatinineResult newest, KidneyPolicy policy) =>
        earlier
            .Where(result => newest.At - result.At <= RiseWindow && IsRise(result, newest, policy))
            .MinBy(result => Creatinines.Umol(result, policy));

    // 26.5 µmol/L is 0.2998 mg/dL: held against 0.3 mg/dL, a molar laboratory's rise of exactly the limit would be missed.
    private static bool IsRise(CreatinineResult from, CreatinineResult to, KidneyPolicy policy) =>
        from.Molar && to.Molar
            ? to.UmolPerL - from.UmolPerL >= policy.AkiRiseUmolPerL
            : to.MgPerDl - from.MgPerDl >= policy.AkiRiseMgPerDl;

    private static bool IsAtStage3Level(CreatinineResult newest) =>
        newest.Molar ? newest.UmolPerL >= Stage3UmolPerL : newest.MgPerDl >= Stage3MgPerDl;
}
