using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>How an order stands to what the patient takes already (clinical page, section 3).</summary>
/// <param name="IsKnown">Whether the list of running orders was seen whole, so that "nothing runs" can be believed.</param>
/// <param name="IsNewStart">Nothing of the same route runs, by orders, statements or dispenses. When <paramref name="IsKnown"/> is false this is the stricter guess.</param>
/// <param name="IsEstablished">Running for the policy's days or more; an unknown beginning counts as long.</param>
/// <param name="RunningMg">mg a day of all running oral orders; null when one of them cannot be read.</param>
/// <param name="OtherMg">mg a day that stays beside this order: running orders it does not replace, other drafts.</param>
/// <param name="OtherUnread">Whether an order that stays beside it cannot be read, so that the total is at least what is shown.</param>
/// <param name="IsLinked">
/// Whether what the order takes the place of is named by it, or stopped, and not only taken for the same because the dose is: another
/// dose would then stand beside it.
/// </param>
/// <param name="Since">Since when it is taken without a longer gap; null when none is recorded.</param>
public sealed record Therapy(
    bool IsKnown, bool IsNewStart, bool IsEstablished, decimal? RunningMg, decimal OtherMg, bool OtherUnread, bool IsLinked, DateOnly? Since)
{
    /// <summary>Whether it counts as running by a statement or a dispense alone, and no order that was seen runs.</summary>
    public bool ByRecordsOnly { get; init; }

    /// <summary>
    /// Whether it is a step of our taper down from an order that no list shows any more. <see cref="RunningMg"/> is then the largest step:
    /// what ran was no less.
    /// </summary>
    public bool LeadsDownFromStopped { get; init; }

    /// <summary>
    /// Whether a new start could be the continuation of what another practice prescribes: statements or dispenses were not seen
    /// whole. Most EHRs send neither, so this words a finding and makes none. A new start is the stricter reading for every
    /// precaution, so that the gap never silences one.
    /// </summary>
    public bool MayRunElsewhere { get; init; }

    /// <summary>Running orders of the route that the order, and the session, leave running.</summary>
    public ImmutableArray<DrugOrder> RunningBeside { get; init; } = [];

    /// <summary>
    /// Whether all that stays running beside it was written on the day of the order it takes the place of: two strengths that make one dose.
    /// </summary>
    public bool IsPartOfOneDose { get; init; }

    /// <summary>Other drafts of the session that are to be taken at the same time.</summary>
    public ImmutableArray<DrugOrder> DraftsBeside { get; init; } = [];

    /// <summary>When the running order was written that the order is read as a renewal of although nothing says so; null for none.</summary>
    public DateOnly? AssumedRenewalOf { get; init; }

    /// <summary>The draft of the session that it follows on the next day, as a step of a course; null for none.</summary>
    public DrugOrder? Follows { get; init; }

    /// <summary>mg a day at the beginning of the course that it is a later step of; null where it is none, or that cannot be read.</summary>
    public decimal? CourseStartMg { get; init; }

    /// <summary>
    /// The one running order that the order is read as a renewal of although nothing says so, as <c>Type/id</c>: what a change of its dose
    /// has to name. Null for none, and where more than one runs.
    /// </summary>
    public string? RenewsUnsaid { get; init; }

    /// <summary>When the newest running order of the route was written; null when none is, or it does not say.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>Works it out for one order of the session.</summary>
    public static Therapy Of(PrescribingSession session, DrugOrder order, TherapyWindows windows)
    {
        DateOnly today = session.Patient.Today;
        Route route = ClassOf(order);
        ImmutableArray<DrugOrder> running = RunningOf(session.Patient, order);
        Replacing byAny = Replacing.Of(session, running, session.Drafts, windows);
        Replacing byThis = Replacing.Of(session, running, [order], windows);
        DrugOrder[] left = [.. running.Where(one => !ReferenceEquals(one, order) && !byAny.Takes(one) && !IsStopped(one, session))];
        DrugOrder[] staying = [.. left, .. session.Drafts.Where(draft => !ReferenceEquals(draft, order) && ClassOf(draft) == route)];

        // By reference: an order is long, and of thousands each would be compared with each.
        HashSet<DrugOrder> leftRunning = new(left, ReferenceEqualityComparer.Instance);

        // What ran out by its own dates, or begins after this order ends, is not taken beside it.
        DoseSpan span = order.Span with { From = order.Span.From ?? today };
        DrugOrder[] replaced = [.. running.Where(one => !ReferenceEquals(one, order) && byThis.Takes(one))];
        HashSet<DateOnly?> replacedOn = [.. replaced.Select(one => one.AuthoredOn)];
        DrugOrder[] beside = [.. staying.Where(one => one.Span.Overlaps(span))];
        RunningRecords records = RunningRecords.Of(session.Patient, route, windows);
        DrugOrder? before = Before(session, order);
        decimal? ledDownFrom = running.IsEmpty ? LedDownFrom(session, order) : null;
        bool isNewStart = running.IsEmpty && !records.ShowTaking && ledDownFrom is null;
        DateOnly? since = records.Since(running, today, windows);
        bool beginningUnknown = running.IsEmpty ? records.BeginningUnknown : running.Any(one => one.AuthoredOn is null);
        return new Therapy(
            session.Patient.Running.IsWhole,
            isNewStart,
            !isNewStart && (beginningUnknown || ledDownFrom is not null || since <= today.AddDays(-windows.EstablishedDays)),
            ledDownFrom ?? RunningMgOf(session.Patient, running, records, isNewStart),
            MostAtOnce(beside, span),
            beside.Any(one => one.Dose is not DailyDose.Oral),
            running.All(one => leftRunning.Contains(one) || byThis.Names(one) || IsStopped(one, session)),
            isNewStart ? null : since)
        {
            RunningBeside = [.. beside.Where(leftRunning.Contains)],
            IsPartOfOneDose = beside.All(one => one.AuthoredOn is { } day && replacedOn.Contains(day)),
            AssumedRenewalOf = replaced.FirstOrDefault(one => !byThis.Names(one) && !IsStopped(one, session))?.AuthoredOn,
            Follows = before,
            CourseStartMg = before is null ? null : CourseStart(session, before),
            RenewsUnsaid = order.Replaces.IsEmpty && running is [{ } only] && replaced.Contains(only) && !byThis.Names(only) ? only.Source : null,
            DraftsBeside = [.. beside.Where(one => !leftRunning.Contains(one))],
            SignedOn = running.IsEmpty || running.Any(one => one.AuthoredOn is null) ? null : running.Max(one => one.AuthoredOn),
            ByRecordsOnly = running.IsEmpty && !isNewStart && ledDownFrom is null,
            LeadsDownFromStopped = ledDownFrom is not null,
            MayRunElsewhere = isNewStart && !(session.Patient.Statements.IsWhole && session.Patient.Dispenses.IsWhole),
        };
    }

    private static DrugOrder? Before(PrescribingSession session, DrugOrder order) => session.Drafts.Length < 2 || order.Span.From is null
        ? null
        : session.Drafts.FirstOrDefault(draft => !ReferenceEquals(draft, order) && ClassOf(draft) == ClassOf(order) && draft.Span.IsFollowedBy(order.Span));

    // The taper that is offered at a discharge is signed when what it leads down from is stopped. Its steps name that order, whose dose
    // counts before that of a statement; of an old taper that is copied the days are over.
    private static decimal? LedDownFrom(PrescribingSession session, DrugOrder order)
    {
        bool IsStep(DrugOrder one) => one is { Accepted: { IsTaper: true } mark, Replaces.IsEmpty: false, Dose: DailyDose.Oral dose }
            && dose.MostMg <= mark.MgADay
            && !(one.Span.To < session.Patient.Today);

        return IsStep(order) ? session.Drafts.Where(IsStep).Append(order).Max(step => step.Accepted!.MgADay) : null;
    }

    // Spans that end before they begin could follow each other for ever.
    private static decimal? CourseStart(PrescribingSession session, DrugOrder step)
    {
        for (int i = 0; i < session.Drafts.Length && Before(session, step) is { } before; i++)
        {
            step = before;
        }

        return (step.Dose as DailyDose.Oral)?.StartMg;
    }

    /// <summary>The running orders by the route of an order.</summary>
    internal static ImmutableArray<DrugOrder> RunningOf(PatientSnapshot patient, DrugOrder order) =>
        [.. patient.Running.Items.Where(one => ClassOf(one) == ClassOf(order))];

    // The newest order gives the dose; a statement does only where it is certain that no order runs.
    private static decimal? RunningMgOf(
        PatientSnapshot patient, ImmutableArray<DrugOrder> running, RunningRecords records, bool isNewStart)
    {
        if (running.IsEmpty && !isNewStart)
        {
            return patient.Running.IsWhole ? records.StatedMg : null;
        }

        // Of the steps of a taper only today's is running.
        DrugOrder[] today = [.. running.Where(one => one.Span.Includes(patient.Today))];
        DrugOrder[] taken = today.Length == 0 ? [.. running] : today;
        return taken.All(one => one.Dose is DailyDose.Oral) ? MostAtOnce(taken, default) : null;
    }

    // What runs one after the other is not added up: the sum can only be highest on a day on which one of them begins.
    private static decimal MostAtOnce(DrugOrder[] orders, DoseSpan within)
    {
        if (orders.Length == 0)
        {
            return 0m;
        }

        DateOnly first = within.From ?? DateOnly.MinValue;
        DrugOrder[] byBegin = [.. orders.Where(one => !(one.Span.To < one.Span.From)).OrderBy(one => one.Span.From ?? DateOnly.MinValue)];
        DrugOrder[] byEnd = [.. byBegin.OrderBy(one => one.Span.To ?? DateOnly.MaxValue)];
        decimal most = 0m;
        decimal taken = 0m;
        int begun = 0;
        int ended = 0;
        foreach (DateOnly day in byBegin.Select(one => Later(one.Span.From, first)).Distinct())
        {
            for (; begun < byBegin.Length && !(byBegin[begun].Span.From > day); begun++)
            {
                taken += AtLeastMg(byBegin[begun]);
            }

            for (; ended < byEnd.Length && byEnd[ended].Span.To < day; ended++)
            {
                taken -= AtLeastMg(byEnd[ended]);
            }

            most = Math.Max(most, taken);
        }

        return most;
    }

    private static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;

    private static bool IsStopped(DrugOrder running, PrescribingSession session) =>
        running.Source is { } id && session.Stopped.Contains(id);

    // An order that does not say its route is by mouth, in whichever list it stands. One by a wrong route is of its product's: that
    // the route is wrong makes it no new start.
    internal static Route ClassOf(DrugOrder order) => order.Route switch
    {
        Route.Unknown => Route.Oral,
        Route.Wrong => order.Product.Route == Route.Intrathecal ? Route.Intrathecal : Route.Oral,
        _ => order.Route,
    };

    private static decimal AtLeastMg(DrugOrder order) => order.Dose switch
    {
        DailyDose.Oral dose => dose.MostMg,
        DailyDose.Unresolved { AtLeastMg: { } atLeast } => atLeast,
        _ => 0m,
    };
}
