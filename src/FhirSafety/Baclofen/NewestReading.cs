using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The newest of the readings of one kind.</summary>
internal static class NewestReading
{
    /// <summary>
    /// The newest within some days; of one moment the lowest. One without a date can be the newest, so the lowest of those counts where
    /// it is lower. Null when there is none.
    /// </summary>
    public static Dated<decimal>? Within(this Records<Dated<decimal>> readings, int days, DateOnly today)
    {
        Dated<decimal>? dated = readings.Items
            .Where(reading => reading.At is { } at && DateOnly.FromDateTime(at.DateTime) >= today.AddDays(-days))
            .OrderByDescending(reading => reading.At).ThenBy(reading => reading.Fact)
            .FirstOrDefault();
        Dated<decimal>? undated = readings.Items.Where(reading => reading.At is null).MinBy(reading => reading.Fact);
        return dated is null || undated?.Fact < dated.Fact ? undated ?? dated : dated;
    }

    /// <summary>The day it was taken; null when not recorded.</summary>
    public static DateOnly? Day(this Dated<decimal> reading) => reading.At is { } at ? DateOnly.FromDateTime(at.DateTime) : null;
}
