using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;
using Hl7.Fhir.Model;

namespace FhirSafety.Reading;

/// <summary>Reads when a dose is given.</summary>
internal static class TimingReader
{
    /// <summary>The timing of a dosage; null when it has none.</summary>
    public static DoseTiming? Read(Dosage dosage)
    {
        if (!dosage.Has("timing"))
        {
            return null;
        }

        Timing? timing = dosage.One<Timing>("timing");
        Timing.RepeatComponent? repeat = timing.One<Timing.RepeatComponent>("repeat");
        ImmutableArray<string> events = timing.Texts("event");
        ImmutableArray<string> days = repeat.Texts("dayOfWeek");
        return new DoseTiming
        {
            Frequency = repeat.Number("frequency"),
            FrequencyMax = repeat.Number("frequencyMax"),
            Period = repeat.Number("period"),
            PeriodMax = repeat.Number("periodMax"),
            PeriodUnit = DoseUnits.ReadTime(repeat.Text("periodUnit")),
            Malformed = timing is null || Malformed(timing, repeat),
            Codes = [.. timing.One<CodeableConcept>("code").Words(codes: true)],
            When = repeat.Texts("when"),
            TimesOfDay = repeat.Texts("timeOfDay"),
            EventsOnOneDay = events.IsEmpty ? 0 : EventsOnOneDay(events),
            DaysOfWeek = days.IsEmpty ? 0 : days.Distinct(StringComparer.Ordinal).Count(),
            Once = IsOnce(repeat, events),
            HasEnd = HasEnd(repeat),
            Days = Days(repeat),
        };
    }

    // A timing that lost a member on the way says less than was meant, so it is not used at all.
    private static bool Malformed(Timing timing, Timing.RepeatComponent? repeat) =>
        (timing.Has("repeat") && repeat is null)
        || repeat.HasBadNumber("frequency") || repeat.HasBadNumber("frequencyMax") || repeat.HasBadNumber("period") || repeat.HasBadNumber("periodMax")
        || (repeat.Has("periodUnit") && DoseUnits.ReadTime(repeat.Text("periodUnit")) is null)
        || LostSome(repeat, "when") || LostSome(repeat, "timeOfDay") || LostSome(repeat, "dayOfWeek") || LostSome(timing, "event");

    private static bool LostSome(Base? parent, string name) =>
        parent.Has(name) && parent.All<PrimitiveType>(name).Count != parent.Texts(name).Length;

    // A count of one ends after one administration, whatever the period says.
    private static bool IsOnce(Timing.RepeatComponent? repeat, ImmutableArray<string> events) =>
        repeat.Has("count") ? repeat.Number("count") == 1 && !(repeat.Number("frequency") > 1) : repeat is null && events.Length == 1;

    // Events are dates of a course: what counts is how many fall on one of them.
    private static int EventsOnOneDay(ImmutableArray<string> events) =>
        events.GroupBy(static at => at[..Math.Min(at.Length, 10)], StringComparer.Ordinal).Max(static day => day.Count());

    private static bool HasEnd(Timing.RepeatComponent? repeat) =>
        repeat.Has("bounds") && (repeat.One<Period>("bounds") is not { } period || period.Has("end"));

    private static decimal? Days(Timing.RepeatComponent? repeat)
    {
        if (repeat.One<Hl7.Fhir.Model.Range>("bounds") is { } range)
        {
            return Days(range.One<Quantity>("low") ?? range.One<Quantity>("high"));
        }

        if (repeat.One<Period>("bounds") is not { } period)
        {
            return Days(repeat.One<Quantity>("bounds"));
        }

        return Day(period.Text("start")) is { } start && Day(period.Text("end")) is { } end && end >= start
            ? end.DayNumber - start.DayNumber + 1
            : null;
    }

    private static decimal? Days(Quantity? duration) =>
        duration.Number("value") is { } value && (DoseUnits.ReadTime(duration.Text("code")) ?? DoseUnits.ReadTime(duration.Text("unit"))) is { } unit
        && value is > 0 and < 100_000
            ? value * unit.Days / unit.PerDays
            : null;

    private static DateOnly? Day(string? date) =>
        date is { Length: >= 10 }
        && DateOnly.TryParseExact(date.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
}
