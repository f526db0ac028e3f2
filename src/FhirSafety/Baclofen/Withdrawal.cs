using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on stopping, cutting and running out share: one card, of which only the most severe is said.</summary>
internal static class Withdrawal
{
    /// <summary>The card they are on.</summary>
    public const string Group = "withdrawal";

    /// <summary>What they need: the therapy, what makes a taper longer, and a plan of one.</summary>
    public static ImmutableArray<Need> Needs { get; } =
        [.. PrecautionNeeds.Therapy, Need.Conditions, Need.Procedures, Need.ServiceRequests, Need.Allergies, Need.Pregnancy, Need.CarePlans];

    /// <summary>A precaution on withdrawal as the composer knows it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="priority">Its place by indicator.</param>
    /// <param name="overrides">Codes of the reasons for not following it.</param>
    public static Precaution Info(string id, Func<Indicator, int> priority, params ImmutableArray<string> overrides) =>
        new(id, Group, priority, overrides) { OnlyWorstOfGroup = true };

    /// <summary>Whether the session also stops a benzodiazepine or an opioid, whose own withdrawal adds to this one.</summary>
    public static bool StopsSedative(PrescribingSession session) => session.StoppedOthers.Any(stopped => stopped.Set is "benzodiazepines" or "opioids");

    /// <summary>What runs by this route and goes on: not stopped by the session, not on hold, and taken today or tomorrow.</summary>
    public static ImmutableArray<DrugOrder> GoingOn(OrderUnderCheck order) =>
    [
        .. Therapy.RunningOf(order.Patient, order.Order).Where(one =>
            !ReferenceEquals(one, order.Order) && one.Status != "on-hold" && !(one.Source is { } id && order.Session.Stopped.Contains(id)) && StartsNow(order, one)),
    ];

    /// <summary>What the session, or the list for after the discharge, orders by this route to be taken without a gap.</summary>
    public static ImmutableArray<DrugOrder> DraftedInstead(OrderUnderCheck order) =>
    [
        .. order.Session.Drafts
            .Concat(order.Session.Discharge?.Orders.Where(listed => !(listed.Source is { } id && order.Session.Stopped.Contains(id))) ?? [])
            .Where(draft => Therapy.ClassOf(draft) == Therapy.ClassOf(order.Order) && StartsNow(order, draft)),
    ];

    /// <summary>Whether all that runs by this route is taken only as needed.</summary>
    public static bool IsAsNeeded(OrderUnderCheck order) =>
        Therapy.RunningOf(order.Patient, order.Order) is { IsEmpty: false } running && running.All(one => one.Dose is DailyDose.Oral { AsNeeded: true });

    /// <summary>A level, which is a warning at most for doses as needed (clinical page, section 6).</summary>
    public static Indicator AtMost(OrderUnderCheck order, Indicator level) =>
        level == Indicator.Critical && IsAsNeeded(order) ? Indicator.Warning : level;

    /// <summary>A taper of the running dose, or why there is none.</summary>
    public static TaperSchedule Plan(OrderUnderCheck order, decimal targetMg = 0m) =>
        TaperSchedule.Plan(DoseActs.TaperInputsOf(order) with { TargetMg = targetMg, Intrathecal = !order.IsOral }, order.Policy.Taper);

    /// <summary>
    /// That taper as an act. Null when not exactly one order runs that can be read and has an id, for doses as needed, and where a step
    /// would be so small for a child that it would be taken for a dose in micrograms.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="precaution">The precaution that offers it.</param>
    /// <param name="schedule">The taper.</param>
    /// <param name="like">The order the steps are written like; null for the running one.</param>
    /// <param name="removed">The draft whose place they take.</param>
    public static Act.Taper? Taper(OrderUnderCheck order, string precaution, TaperSchedule schedule, string? like = null, string? removed = null) =>
        schedule is TaperSchedule.Course { Rows.IsEmpty: false } course
        && course.Rows.Min(row => row.Regimen.Parts.Min()) >= DoseUnitRouteMismatch.LeastSingle(order)
        && order is { IsOral: true, Order.Route: not Route.Wrong }
        && Therapy.RunningOf(order.Patient, order.Order) is [{ Source: { } running, Dose: DailyDose.Oral { AsNeeded: false, Implausible: false, Steps.Length: 1 } }]
            ? DoseActs.Taper(order, precaution, course, running, like ?? running, removed)
            : null;

    /// <summary>Lets what is stopped run on; null where no draft of the session stops it.</summary>
    public static Act? Keep(OrderUnderCheck order) =>
        order.StoppedBy is { } by ? new Act.KeepRunning(by, by == order.Order.Source) : null;

    /// <summary>What is said: the order and what was found, why withdrawal is feared, and the sentences of the precaution.</summary>
    /// <param name="order">The order.</param>
    /// <param name="id">The precaution, which has the sources.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="act">What to do.</param>
    /// <param name="found">What was found beside the order.</param>
    public static FindingMessage Message(OrderUnderCheck order, string id, Phrase summary, Phrase act, params ReadOnlySpan<Phrase> found) =>
        new(summary, [.. OrderLine.Of(order), .. found], [new("withdrawal.why")], [act], new($"{id}.sources"));

    private static bool StartsNow(OrderUnderCheck order, DrugOrder one) =>
        !(one.Span.From > order.Patient.Today.AddDays(1)) && !(one.Span.To <= order.Patient.Today);
}
