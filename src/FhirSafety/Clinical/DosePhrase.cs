using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FhirSafety.Clinical;

/// <summary>Turns one find of <see cref="DoseWording.Phrase"/> into what it says.</summary>
internal static class DosePhrase
{
    private static readonly string[] MomentNames = ["am", "noon", "pm", "night"];

    private static readonly string[] FrequencyNames = ["times", "hours", "days", "alternate", "quarter", "third", "half", "daily", "hourly"];

    private static readonly char[] SchemeMarks = ['-', ' '];

    /// <summary>The amount it says; "2 x 10 mg tablets" says it twice, in milligrams and in tablets.</summary>
    public static ImmutableArray<StatedAmount> Amounts(Match phrase)
    {
        decimal count = Count(phrase) ?? 1;
        decimal low = count * DoseWording.ReadNumber(phrase.Groups["low"].Value);
        decimal high = phrase.Groups["high"].Success ? DoseWording.ReadNumber(phrase.Groups["high"].Value) : low;
        StatedAmount amount = new(AmountKind.Other, low, high, DoseUnits.Read(null, phrase.Groups["unit"].Value));
        return phrase.Groups["form"].Success ? [amount, new StatedAmount(AmountKind.Other, count, count, DoseUnit.Piece)] : [amount];
    }

    /// <summary>Whether "3 x 10 mg" without a form may say how often and not how many: beside "daily", or the same number of times a day.</summary>
    public static bool CountMayBeTimes(List<Match> phrases, FrequencyRange? often) =>
        phrases.Exists(phrase => Count(phrase) is { } count && count > 1 && !phrase.Groups["form"].Success
            && (phrases.Exists(static other => other.Groups["daily"].Success) || often?.Most.ADay == count));

    /// <summary>The most of a day; null when it says none.</summary>
    public static StatedAmount? Most(Match phrase)
    {
        if (!phrase.Groups["most"].Success)
        {
            return null;
        }

        decimal most = DoseWording.ReadNumber(phrase.Groups["most"].Value);
        return new StatedAmount(AmountKind.Other, most, most, DoseUnits.Read(null, phrase.Groups["mostUnit"].Value));
    }

    /// <summary>Into how many doses the day's amount is divided; null when not said.</summary>
    public static decimal? Divided(Match phrase) => phrase.Groups["divided"].Success ? Whole(phrase.Groups["divided"]) : null;

    /// <summary>The tablets of each time of day.</summary>
    public static ImmutableArray<decimal> Scheme(Match phrase) =>
        [.. phrase.Value.Split(SchemeMarks, StringSplitOptions.RemoveEmptyEntries)
                        .Where(static part => !char.IsAsciiLetter(part[0]))
                        .Select(static part => DoseWording.ReadNumber(part.TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray())))];

    /// <summary>Whether it says how often.</summary>
    public static bool IsFrequency(Match phrase) => NameOf(phrase, FrequencyNames) is not null;

    /// <summary>How often; null when the number is none, as in "every 0 hours".</summary>
    public static FrequencyRange? Frequency(Match phrase)
    {
        GroupCollection said = phrase.Groups;
        if (said["times"].Success)
        {
            decimal other = said["upTo"].Success && !said["timesHigh"].Success ? 1 : Whole(said["timesHigh"]);
            return Range(Whole(said["times"]), other, static times => DoseFrequency.Create(times, 1, new TimeUnit(1, 1)));
        }

        if (said["hours"].Success)
        {
            return Range(Whole(said["hours"]), Whole(said["hoursHigh"]), static hours => DoseFrequency.Create(1, hours, new TimeUnit(24, 1)));
        }

        if (said["days"].Success)
        {
            return Range(Whole(said["days"]), 0, static days => DoseFrequency.Create(1, days, new TimeUnit(1, 1)));
        }

        if (said["alternate"].Success)
        {
            return Range(2, 0, static days => DoseFrequency.Create(1, days, new TimeUnit(1, 1)));
        }

        return ADay(said["hourly"].Success ? 24 : said["quarter"].Success ? 4 : said["third"].Success ? 3 : said["half"].Success ? 2 : 1);
    }

    /// <summary>A plain number of times a day.</summary>
    public static FrequencyRange ADay(decimal times) => new(new DoseFrequency(times, 1), new DoseFrequency(times, 1));

    /// <summary>The time of day it names; null when it names none.</summary>
    public static string? Moment(Match phrase) => NameOf(phrase, MomentNames);

    /// <summary>How long it says, days; null when it does not.</summary>
    public static decimal? Days(Match phrase) =>
        phrase.Groups["for"].Success && DoseUnits.ReadTime(phrase.Groups["forUnit"].Value) is { } unit
            ? Whole(phrase.Groups["for"]) * unit.Days / unit.PerDays
            : null;

    private static decimal? Count(Match phrase) => phrase.Groups["count"].Success ? Whole(phrase.Groups["count"]) : null;

    private static string? NameOf(Match phrase, string[] groups) => Array.Find(groups, name => phrase.Groups[name].Success);

    private static FrequencyRange? Range(decimal one, decimal other, Func<decimal, DoseFrequency?> create)
    {
        if (create(one) is not { } first || create(other > 0 ? other : one) is not { } second)
        {
            return null;
        }

        return first.ADay >= second.ADay ? new FrequencyRange(first, second) : new FrequencyRange(second, first);
    }

    private static decimal Whole(Group figures) =>
        figures.Success ? decimal.Parse(figures.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
}
