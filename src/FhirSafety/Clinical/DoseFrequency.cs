using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Administrations in a number of days, kept as a fraction so that once in 3 days times 30 mg is 10 mg.</summary>
/// <param name="Times">Administrations, above 0.</param>
/// <param name="Days">In how many days, above 0.</param>
internal readonly record struct DoseFrequency(decimal Times, decimal Days)
{
    /// <summary>Above this a day (more than once a second) a frequency is no frequency.</summary>
    private const decimal Highest = 100_000m;

    /// <summary>Administrations a day.</summary>
    public decimal ADay => Times / Days;

    /// <summary>Whether both come to the same number a day.</summary>
    public bool Equals(DoseFrequency other) => Times * other.Days == other.Times * Days;

    /// <inheritdoc/>
    public override int GetHashCode() => ADay.GetHashCode();

    /// <summary>The day's amount of a single amount; multiplied first, for exactness.</summary>
    public decimal Of(decimal amount) => amount * Times / Days;

    /// <summary>The frequency, or null when a number is zero, negative or beyond reason.</summary>
    public static DoseFrequency? Create(decimal times, decimal period, TimeUnit unit)
    {
        // Checked before the division: a period of 1e-28 would overflow it.
        if (times is <= 0 or > Highest || period is < 0.001m or > Highest)
        {
            return null;
        }

        DoseFrequency frequency = new(times * unit.PerDays, period * unit.Days);
        return frequency.ADay is > 0 and <= Highest ? frequency : null;
    }
}

/// <summary>How often a dose is given, at most and at least.</summary>
/// <param name="Most">By the shortest interval and the highest count.</param>
/// <param name="Least">By the longest interval and the lowest count.</param>
/// <param name="Differs">The words of a timing code that says otherwise; null when none does.</param>
internal sealed record FrequencyRange(DoseFrequency Most, DoseFrequency Least, string? Differs = null)
{
    private static readonly TimeUnit Day = new(1, 1);

    // Before, with and after meals in general: FHIR has no count for them, and one a day would understate the dose threefold.
    private static readonly ImmutableArray<string> AnyMeal = ["C", "AC", "PC"];

    /// <summary>What the timing says, or null when it says nothing of frequency or nothing that can be read.</summary>
    public static FrequencyRange? Read(DoseTiming timing)
    {
        if (timing.Malformed)
        {
            return null;
        }

        FrequencyRange? byCode = ReadCodes(timing.CodesUnderstood);
        bool counted = timing.Period is not null || (timing.Frequency is not null && timing.DaysOfWeek > 0);
        if (!counted)
        {
            return Combine(byCode, CountOnADay(timing, mealsAsThree: byCode is null)) ?? (timing.Once ? Exactly(1) : null);
        }

        if ((timing.DaysOfWeek > 0 ? OnNamedDays(timing) : InPeriod(timing)) is not { } repeat)
        {
            return null;
        }

        bool codeDiffers = byCode is not null && byCode.Most != repeat.Most;
        return Combine(repeat, CountOnADay(timing, mealsAsThree: false))! with
        {
            Differs = codeDiffers ? string.Join(" / ", timing.Codes.Distinct(StringComparer.Ordinal)) : null,
        };
    }

    private static FrequencyRange? InPeriod(DoseTiming timing)
    {
        if (timing.PeriodUnit is not { } unit || timing.Period is not { } period)
        {
            return null;
        }

        decimal frequency = timing.Frequency ?? timing.FrequencyMax ?? 1;
        decimal periodMax = timing.PeriodMax ?? period;
        DoseFrequency? most = DoseFrequency.Create(Math.Max(frequency, timing.FrequencyMax ?? frequency), Math.Min(period, periodMax), unit);
        DoseFrequency? least = DoseFrequency.Create(frequency, Math.Max(period, periodMax), unit);
        return most is null || least is null ? null : new FrequencyRange(most.Value, least.Value);
    }

    // "The dose of such a day": three times a week on Monday, Wednesday and Friday is once on each of them.
    private static FrequencyRange? OnNamedDays(DoseTiming timing)
    {
        if (timing.Period is null)
        {
            return DoseFrequency.Create(Math.Max(timing.Frequency ?? 0, timing.FrequencyMax ?? 0), 1, Day) is { } plain
                ? new FrequencyRange(plain, plain)
                : null;
        }

        if (InPeriod(timing) is not { } range || timing.PeriodUnit is not { Days: 7 })
        {
            return InPeriod(timing);
        }

        decimal onADay = Math.Max(1, Math.Ceiling(range.Most.Of(7) / timing.DaysOfWeek));
        return Exactly(onADay);
    }

    private static FrequencyRange? CountOnADay(DoseTiming timing, bool mealsAsThree)
    {
        decimal when = 0;
        foreach (string moment in timing.When)
        {
            when += mealsAsThree && AnyMeal.Contains(moment, StringComparer.Ordinal) ? 3 : 1;
        }

        decimal most = Math.Max(Math.Max(when, timing.TimesOfDay.Length), timing.EventsOnOneDay);
        if (most == 0 && timing.DaysOfWeek > 0 && timing.Period is null && timing.Frequency is null)
        {
            most = 1;
        }

        return most > 0 ? Exactly(most) : null;
    }

    // Where two parts of one timing count differently, the higher counts for limits and the lower as the least.
    private static FrequencyRange? Combine(FrequencyRange? one, FrequencyRange? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return new FrequencyRange(
            one.Most.ADay >= other.Most.ADay ? one.Most : other.Most,
            one.Least.ADay <= other.Least.ADay ? one.Least : other.Least);
    }

    private static FrequencyRange? ReadCodes(ImmutableArray<DoseText> codes)
    {
        FrequencyRange? all = null;
        foreach (DoseText code in codes)
        {
            all = Combine(all, code is { Amounts.IsEmpty: true, Scheme.IsEmpty: true, Most.IsEmpty: true } ? code.Frequency : null);
        }

        return all;
    }

    private static FrequencyRange Exactly(decimal aDay) => new(new DoseFrequency(aDay, 1), new DoseFrequency(aDay, 1));
}
