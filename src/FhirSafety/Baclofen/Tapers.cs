using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Recognises a taper (clinical page, section 3, "Taper"), in each of the forms in which orders write one.</summary>
internal static class Tapers
{
    /// <summary>Whether the order is a taper, or one step of it.</summary>
    public static bool Include(OrderUnderCheck order) =>
        order.Therapy is { IsNewStart: false, RunningMg: { } running }
        && (IsSequence(order, running) || CarriesOurMark(order, running) || IsUnderPlan(order, running) || IsAmongSteps(order, running));

    /// <summary>
    /// Whether what runs is the end of a taper: under an active plan of one, or by our own mark, and at no more than its largest step.
    /// A stop of more than that is none, whatever a plan says.
    /// </summary>
    public static bool EndHere(OrderUnderCheck order) =>
        order.Therapy.RunningMg is { } running and > 0m && running <= order.Policy.Taper.Step.Most
        && (!order.Patient.TaperPlans.Items.IsEmpty || order.Order.Accepted is { IsTaper: true });

    // A plan in force says that the dose is going down.
    private static bool IsUnderPlan(OrderUnderCheck order, decimal running) =>
        !order.Patient.TaperPlans.Items.IsEmpty && order is { MayBeMore: false, TotalMg: { } total } && total <= running;

    /// <summary>What is said of an order that is part of one (clinical page, section 8 rule 7).</summary>
    public static Phrase KeepTo(OrderUnderCheck order) => new("taper.keepTo", ("days", Shown.Number((decimal)order.Policy.Taper.SymptomDays)));

    // One order with several steps.
    private static bool IsSequence(OrderUnderCheck order, decimal running) =>
        order.Dose is { Steps.Length: > 1 } dose && dose.StartMg <= running && Falls([.. dose.Steps.Select(step => step.MgADay)]);

    // A dose raised above what the mark says, or above what runs, is no step downwards any more.
    private static bool CarriesOurMark(OrderUnderCheck order, decimal running) =>
        order is { Order.Accepted: { IsTaper: true } mark, MayBeMore: false, TotalMg: { } total } && total <= mark.MgADay && total <= running;

    // All orders of the session by this route, one after the other without a gap, which would be a sudden stop.
    private static bool IsAmongSteps(OrderUnderCheck order, decimal running)
    {
        ImmutableArray<DrugOrder> steps =
        [
            .. order.Session.Drafts.Where(draft => Therapy.ClassOf(draft) == Therapy.ClassOf(order.Order)).OrderBy(draft => draft.Span.From),
        ];
        return steps.Length > 1
            && order is { MayBeMore: false, TotalMg: { } total } && total <= running
            && steps.Zip(steps.Skip(1)).All(pair => pair.First.Span.IsFollowedBy(pair.Second.Span))
            && steps.All(step => step.Dose is DailyDose.Oral { Steps.Length: 1 })
            && ((DailyDose.Oral)steps[0].Dose).MostMg <= running
            && Falls([.. steps.Select(step => ((DailyDose.Oral)step.Dose).MostMg)]);
    }

    private static bool Falls(ReadOnlySpan<decimal> doses)
    {
        for (int i = 1; i < doses.Length; i++)
        {
            if (doses[i] > doses[i - 1])
            {
                return false;
            }
        }

        return doses[^1] < doses[0];
    }
}
