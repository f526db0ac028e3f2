using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Whether the patient is pregnant by the newest record, and how far (clinical page, <c>pregnancy-confirmed</c>).</summary>
/// <param name="Newest">The newest record that says whether; null without one.</param>
/// <param name="DueOn">The due date, by a record of it, else by the last period; null when neither is on file.</param>
internal sealed record Pregnancy(Pregnancy.Sign? Newest, DateOnly? DueOn)
{
    /// <summary>The card of pregnancy and breastfeeding.</summary>
    public const string Group = "pregnancy";

    private const string Set = "pregnancy";

    // 40 weeks from the first day of the last period: how a due date is defined.
    private const int TermDays = 280;

    /// <summary>What the records of pregnancy need of an EHR.</summary>
    public static ImmutableArray<Reading.Need> Needs { get; } =
        [.. PrecautionNeeds.Therapy, Reading.Need.Conditions, Reading.Need.Procedures, Reading.Need.Pregnancy];

    /// <summary>Whether the newest record says so.</summary>
    public bool IsPregnant => Newest is { Says: true };

    /// <summary>Completed weeks; null without a due date or last period.</summary>
    public int? Weeks(DateOnly today) => DueOn is { } due ? (TermDays - (due.DayNumber - today.DayNumber)) / 7 : null;

    /// <summary>Whether a record of pregnancy counts: any gender, unless sex for clinical use is male, in the policy's years of age.</summary>
    public static bool IsPossible(OrderUnderCheck order) =>
        order.Patient.SexForClinicalUse is not Known<Sex>.Value { Fact: Sex.Male }
        && order.CanBeAged(order.Policy.Pregnancy.AgeFrom, order.Policy.Pregnancy.AgeTo);

    /// <summary>Reads it from status, diagnoses, due dates and last periods.</summary>
    public static Pregnancy Of(OrderUnderCheck order)
    {
        PregnancyLimits limits = order.Policy.Pregnancy;
        ImmutableArray<Sign> ends = [.. Ends(order.Patient)];
        ImmutableArray<Sign> signs = [.. ends, .. Status(order.Patient, limits), .. Diagnoses(order.Patient, limits), .. Due(order.Patient, limits)];
        Sign? newest = signs.OrderByDescending(sign => sign.On).ThenByDescending(sign => sign.Says).ThenBy(sign => sign.Source, StringComparer.Ordinal).FirstOrDefault();
        DateOnly ended = ends.Select(sign => sign.On).DefaultIfEmpty(DateOnly.MinValue).Max();
        return new Pregnancy(newest, newest is { Says: true } ? DueDate(order.Patient, limits, ended) : null);
    }

    /// <summary>The verdict without a pregnancy: silence where the records were seen whole, or for a man, else not checked.</summary>
    public static Verdict None(OrderUnderCheck order, string why)
    {
        MissingReason gap = order.Patient.Pregnancy.Statuses.IsWhole
            ? order.Patient.Pregnancy.DueDates.IsWhole ? order.Patient.Conditions.Gap : order.Patient.Pregnancy.DueDates.Gap
            : order.Patient.Pregnancy.Statuses.Gap;
        return gap == MissingReason.NoneOnFile || order.Patient.Sex is Known<Sex>.Value { Fact: Sex.Male }
            ? new Verdict.Silent(why) { Facts = OrderFacts.Of(order) }
            : new Verdict.NotChecked("pregnancy", gap) { Facts = OrderFacts.Of(order) };
    }

    /// <summary>The facts of a verdict on it.</summary>
    public ImmutableArray<Fact> Facts(OrderUnderCheck order) => Newest is { } sign
        ? [new("pregnancy", sign.Says ? "pregnant" : "not pregnant", sign.On, sign.Source), .. OrderFacts.Of(order)]
        : OrderFacts.Of(order);

    /// <summary>What was found, for a card.</summary>
    public ImmutableArray<Phrase> Found() =>
    [
        new("pregnancy.recorded", ("date", Shown.Date(Newest?.Recorded))),
        DueOn is { } due ? new("pregnancy.due", ("due", Shown.Date(due))) : new("pregnancy.noDue"),
    ];

    /// <summary>The day of the last delivery or other end of a pregnancy; null when none is dated.</summary>
    public static DateOnly? LastEnd(PatientSnapshot patient) => Ends(patient).Select(sign => (DateOnly?)sign.On).Max();

    // A pregnancy ends by what happened, also where that is over by now. Without a date it cannot be told which pregnancy it ended.
    private static IEnumerable<Sign> Ends(PatientSnapshot patient) =>
        patient.Conditions.Items.Where(condition => !condition.Refuted && IsOf(condition.Meanings, "ended")).Select(condition => (condition.Date, condition.Source))
            .Concat(patient.Procedures.Items.Where(done => done.State is ProcedureState.Completed or ProcedureState.InProgress && IsOf(done.Meanings, "ended")).Select(done => (done.Date, done.Source)))
            .Where(end => end.Date <= patient.Today)
            .Select(end => new Sign(false, end.Date!.Value, end.Date, end.Source));

    // Of statuses the newest by the minute; without a date "pregnant" counts as of today, and "not pregnant" tells nothing.
    private static IEnumerable<Sign> Status(PatientSnapshot patient, PregnancyLimits limits)
    {
        DateOnly first = patient.Today.AddDays(-7 * limits.RecordWeeks);
        Dated<PregnancyAnswer>? newest = patient.Pregnancy.Statuses.Items
            .Where(status => status.Fact == PregnancyAnswer.Pregnant || (status.Fact == PregnancyAnswer.NotPregnant && status.At is not null))
            .OrderByDescending(status => status.At ?? DateTimeOffset.MaxValue)
            .ThenByDescending(status => status.Fact)
            .FirstOrDefault();
        return newest is not null && !(newest.At?.Day() < first)
            ? [new Sign(newest.Fact == PregnancyAnswer.Pregnant, newest.At?.Day() ?? patient.Today, newest.At?.Day(), newest.Source)]
            : [];
    }

    private static IEnumerable<Sign> Diagnoses(PatientSnapshot patient, PregnancyLimits limits) => patient.Conditions.Items
        .Where(condition => IsOf(condition.Meanings, "pregnant") && !IsOf(condition.Meanings, "ended") && condition.IsCurrent(patient.Today)
            && !(condition.Date < patient.Today.AddDays(-7 * limits.RecordWeeks)))
        .Select(condition => new Sign(true, condition.Date ?? patient.Today, condition.Date, condition.Source));

    // A due date in its range speaks for a pregnancy from the day it was written; one long past ended it on its day.
    private static IEnumerable<Sign> Due(PatientSnapshot patient, PregnancyLimits limits) => NewestDue(patient) switch
    {
        { } due when IsInRange(due.Fact, patient.Today, limits) => [new Sign(true, due.At?.Day() ?? patient.Today, due.At?.Day(), due.Source)],
        { } due when due.Fact < patient.Today => [new Sign(false, due.Fact, due.Fact, due.Source)],
        _ => [],
    };

    private static DateOnly? DueDate(PatientSnapshot patient, PregnancyLimits limits, DateOnly ended)
    {
        if (NewestDue(patient) is { } due && IsInRange(due.Fact, patient.Today, limits) && !(due.At?.Day() < ended))
        {
            return due.Fact;
        }

        DateOnly? period = patient.Pregnancy.LastPeriods.Items
            .Where(last => last.Fact <= patient.Today && last.Fact > ended && last.Fact < DateOnly.MaxValue.AddDays(-TermDays))
            .Select(last => (DateOnly?)last.Fact)
            .Max();
        return period?.AddDays(TermDays) is { } counted && IsInRange(counted, patient.Today, limits) ? counted : null;
    }

    private static Dated<DateOnly>? NewestDue(PatientSnapshot patient) => patient.Pregnancy.DueDates.Items
        .OrderByDescending(due => due.At ?? DateTimeOffset.MaxValue)
        .ThenByDescending(due => due.Fact)
        .FirstOrDefault();

    private static bool IsInRange(DateOnly due, DateOnly today, PregnancyLimits limits) =>
        due >= today.AddDays(-limits.PastDueDays) && due <= today.AddDays(TermDays);

    private static bool IsOf(ImmutableArray<Meaning> meanings, string group) => meanings.Contains(new Meaning(Set, group));

    /// <summary>A precaution of this card as the composer knows it.</summary>
    public static Precaution Info(string id, int warning, params ImmutableArray<string> overrides) =>
        new(id, Group, indicator => indicator == Indicator.Info ? 16 : warning, overrides);

    /// <summary>A whole number as cards show it.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A record that says whether the patient is pregnant.</summary>
    /// <param name="Says">Whether it says so.</param>
    /// <param name="On">The day it counts from.</param>
    /// <param name="Recorded">The day that is recorded; null when none is.</param>
    /// <param name="Source">The resource.</param>
    internal sealed record Sign(bool Says, DateOnly On, DateOnly? Recorded, string? Source);
}
