using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Differently numbered dosages that are times of one day and not steps: 10 mg in the morning, 20 mg at night.</summary>
/// <remarks>
/// Clinical page, section 6: different numbers follow one another, unless their timings name different times of the same day
/// and carry no bounds. Beside other dosages the sum still stands, so that one dosage more never lowers the figure.
/// </remarks>
internal static class TimesOfOneDay
{
    /// <summary>The dosages with those of one day made one, under the first of their numbers.</summary>
    /// <param name="read">The dosages with their numbers.</param>
    /// <param name="merged">Whether any were made one, which the prescriber is told.</param>
    public static ImmutableArray<(int? Sequence, OneDosage Dosage)> Merge(
        ImmutableArray<(int? Sequence, OneDosage Dosage)> read, out bool merged)
    {
        if (read.Length < 2)
        {
            merged = false;
            return read;
        }

        ImmutableArray<(int? Sequence, OneDosage Dosage)> timed = [.. read.Where(static one => one.Sequence is not null && NamesTimes(one.Dosage))];
        merged = timed.Any(one => timed.Any(other =>
            one.Sequence != other.Sequence && !one.Dosage.Moments.Intersect(other.Dosage.Moments, StringComparer.Ordinal).Any()));
        if (!merged)
        {
            return read;
        }

        HashSet<int?> numbers = [.. timed.Select(static one => one.Sequence)];
        ImmutableArray<(int? Sequence, OneDosage Dosage)> together = [.. read.Where(one => numbers.Contains(one.Sequence))];
        return [.. read.Where(one => !numbers.Contains(one.Sequence)), (numbers.Min(), Add(timed, together))];
    }

    private static bool NamesTimes(OneDosage dosage) => !dosage.Moments.IsEmpty && !dosage.HasEnd;

    // A time that two numbers name takes the larger dose; what names no time but shares a number is added, which can only raise.
    private static OneDosage Add(
        ImmutableArray<(int? Sequence, OneDosage Dosage)> timed, ImmutableArray<(int? Sequence, OneDosage Dosage)> together)
    {
        decimal atTimes = timed
            .SelectMany(static one => one.Dosage.Moments.Select(moment => (Moment: moment, one.Sequence, Mg: one.Dosage.Most / one.Dosage.Moments.Length)))
            .GroupBy(static share => share.Moment, StringComparer.Ordinal)
            .Sum(static moment => moment.GroupBy(static share => share.Sequence).Max(static number => number.Sum(static share => share.Mg)));
        OneDosage[] rest = [.. together.Select(static one => one.Dosage).Where(static one => !NamesTimes(one))];
        bool apart = rest.Length == 0 && timed.Sum(static one => one.Dosage.Moments.Length)
            == timed.SelectMany(static one => one.Dosage.Moments).Distinct(StringComparer.Ordinal).Count();
        OneDosage[] all = [.. together.Select(static one => one.Dosage)];
        return new OneDosage(
            apart ? all.Sum(static one => one.Least) : all.Min(static one => one.Least),
            // Shares of thirds do not add up exactly; nothing may be lost by that.
            apart ? all.Sum(static one => one.Most) : atTimes + rest.Sum(static one => one.Most),
            all.Max(static one => one.Single),
            all.Sum(static one => one.TimesADay),
            all.All(static one => one.AsNeeded),
            [],
            Once: false,
            HasEnd: false,
            Days: null);
    }
}
