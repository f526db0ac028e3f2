using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What cards offer to do with an order.</summary>
internal static class DoseActs
{
    /// <summary>The code by which the plan of a taper is recognised.</summary>
    public const string TaperPlanTag = "baclofen-taper";

    /// <summary>
    /// Not to start; offered only for a new start that replaces nothing and stands beside nothing, because a removed
    /// renewal is a sudden stop. Who accepted another offer has decided to start.
    /// </summary>
    public static Act? NotToStart(OrderUnderCheck order) =>
        order is { IsSurelyNew: true, IsAcceptedForKidneys: false, Order.Source: { } id } ? new Act.RemoveDraft(id) : null;

    /// <summary>The suggested dose with the mark of the precaution that offers it; null when none can be offered.</summary>
    public static Act? LowerDose(OrderUnderCheck order, string precaution) =>
        DoseAdvice.Suggested(order) is { } mg ? SetDose(order, precaution, mg) : null;

    /// <summary>
    /// The start a condition asks for, or the lower one that age and kidneys allow, for an adult's new start by mouth that is above
    /// it. Null when there is nothing to lower.
    /// </summary>
    public static Act? LowerStart(OrderUnderCheck order, string precaution, decimal mgADay)
    {
        decimal start = Math.Min(mgADay, DoseAdvice.StartToSuggest(order));
        return order is { Role: OrderRole.Draft, Therapy.IsNewStart: true, IsChild: false, IsOral: true, IsAcceptedForKidneys: false, Session.Drafts.Length: 1 }
            && order.Order.Dose is not DailyDose.Unresolved
            && !(order.StartMg <= start)
                ? SetDose(order, precaution, start)
                : null;
    }

    /// <summary>
    /// A draft set to a dose, with the mark that lets it be recognised. Null when the draft has no id to update, when its route would
    /// stay wrong, when no tablets make the dose (a near one could lower what runs), and when only an equal dose makes it a renewal of
    /// what it could not name.
    /// </summary>
    public static Act? SetDose(OrderUnderCheck order, string precaution, decimal mgADay)
    {
        if (order.Order is not { Source: { } id, Route: not Route.Wrong } || order.Therapy is { IsLinked: false, RenewsUnsaid: null } || mgADay <= 0m || mgADay % TabletChoice.SmallestPart != 0m)
        {
            return null;
        }

        Regimen regimen = Regimen.For(mgADay, TabletChoice.SmallestPart);
        return new Act.SetDose(
            id,
            regimen,
            order.Tablets.For(order.Order.Product, regimen),
            new AppliedMark(precaution, KidneyFact.Of(order.Kidneys).ToString(), mgADay),
            OnlyIfNew: order.Therapy.IsNewStart && !order.IsSurelyNew)
        {
            Renews = order.Therapy.IsLinked ? null : order.Therapy.RenewsUnsaid,
        };
    }

    /// <summary>
    /// A taper of the running dose to a lower one, where the draft only repeats what runs, or where asked for raises it, and would stand for it:
    /// its steps then take the place of both. Null when not exactly one order runs that is known and readable, for doses taken as needed, children,
    /// what is a taper or was accepted already, and acute kidney injury, where the dose is lowered once and then seen to.
    /// </summary>
    /// <param name="order">The draft.</param>
    /// <param name="precaution">The precaution that offers it.</param>
    /// <param name="targetMg">The dose to stay on, mg a day; 0 for a stop.</param>
    /// <param name="daysToBirth">Days to the birth before which it has to end, where the caller knows them.</param>
    /// <param name="orRaised">Whether a draft that raises the dose may give way too, because what runs is too much already.</param>
    public static Act.Taper? TaperTo(OrderUnderCheck order, string precaution, decimal targetMg, int? daysToBirth = null, bool orRaised = false)
    {
        TaperInputs inputs = TaperInputsOf(order) with { TargetMg = targetMg };
        bool repeats = order is
        {
            IsOral: true, IsChild: false, IsTaper: false, IsAcceptedForKidneys: false, Kidneys.Aki: null, MayBeMore: false,
            Therapy: { IsKnown: true, IsNewStart: false, OtherMg: 0m, RunningMg: { } dose },
            Session: { Drafts.Length: 1, Stopped.IsEmpty: true },
        } && (order.TotalMg == dose || (orRaised && order.TotalMg > dose));
        return repeats
            && order.Order is { Source: { } draft, Route: not Route.Wrong }
            && Therapy.RunningOf(order.Patient, order.Order) is [{ Source: { } running, Dose: DailyDose.Oral { AsNeeded: false, Implausible: false, Steps.Length: 1 } }]
            && running != draft
            && TaperSchedule.Plan(inputs with { DaysToBirth = daysToBirth ?? inputs.DaysToBirth }, order.Policy.Taper) is TaperSchedule.Course { Rows.IsEmpty: false } course
                ? Taper(order, precaution, course, running, draft, draft)
                : null;
    }

    /// <summary>A taper as an act.</summary>
    /// <param name="order">The order it is for.</param>
    /// <param name="precaution">The precaution that offers it.</param>
    /// <param name="course">Its steps, at least one.</param>
    /// <param name="running">The running order, as <c>Type/id</c>.</param>
    /// <param name="like">The order whose drug and route the steps take over, as <c>Type/id</c>.</param>
    /// <param name="removed">The draft whose place they take; null for none.</param>
    internal static Act.Taper Taper(
        OrderUnderCheck order, string precaution, TaperSchedule.Course course, string running, string like, string? removed) => new(
        running,
        like,
        removed,
        course.FromMg,
        course.ToMg,
        course.Rows,
        course.Rows.Select(row => order.Tablets.For(order.Order.Product, row.Regimen)).FirstOrDefault(product => product is not null),
        new AppliedMark(precaution, KidneyFact.Of(order.Kidneys).ToString(), course.FromMg),
        TaperPlanTag);

    /// <summary>What a taper of the running dose is worked out from.</summary>
    internal static TaperInputs TaperInputsOf(OrderUnderCheck order) => new(
        order.Therapy.RunningMg,
        order.Therapy.Since is { } since ? order.Patient.Today.DayNumber - since.DayNumber : null,
        TaperFlags.Of(order, Withdrawal.StopsSedative(order.Session)),
        UnitOf(order))
    {
        DaysToBirth = TaperFlags.DaysToBirth(order),
    };

    // Only a liquid is measured finer than half a tablet.
    private static decimal UnitOf(OrderUnderCheck order) =>
        order.IsChild && Therapy.RunningOf(order.Patient, order.Order) is { IsEmpty: false } running && running.All(one => one.Product.IsLiquid)
            ? order.Policy.Taper.ChildUnitMg
            : TabletChoice.SmallestPart;

    /// <summary>What runs already, when it is within its limits and this order would take its place; else null.</summary>
    public static Act? KeepRunning(OrderUnderCheck order, string precaution) =>
        order is { Role: OrderRole.Draft, IsRaised: true, IsChild: false, IsOral: true, Kidneys.Aki: null, Therapy: { RunningMg: { } running, OtherMg: 0m }, Session.Drafts.Length: 1 }
        && running <= order.Policy.MaxDaily
        && (order.Band is not { } band || running <= DoseAdvice.Cap(order, band))
            ? SetDose(order, precaution, running)
            : null;

    /// <summary>A creatinine, unless this session orders one already.</summary>
    public static Act? Creatinine(OrderUnderCheck order, string due) => order.Session.KidneyTestOrdered
        ? null
        : new Act.OrderCreatinine(order.Kidneys.Creatinine?.Molar ?? false, due) { Monitors = true };

    // What the session orders already is not offered again.
    private static bool IsTaken(OrderUnderCheck order, Act act) => act switch
    {
        Act.OrderService service => order.Session.Taken.Contains(service.What),
        Act.CreateTask task => order.Session.Taken.Contains(task.What),
        Act.Instruct instruct => order.Order.Instructed.Contains(instruct.What),
        _ => false,
    };

    /// <summary>The acts there are, the first marked as the one to take where that is safe to say.</summary>
    public static ImmutableArray<Act> InOrder(OrderUnderCheck order, params ReadOnlySpan<Act?> acts)
    {
        ImmutableArray<Act>.Builder found = ImmutableArray.CreateBuilder<Act>();
        foreach (Act? act in acts)
        {
            if (act is not null && !IsTaken(order, act))
            {
                // Without the running orders a lower dose may be a sudden stop: the prescriber must choose.
                bool safe = act is not Act.SetDose { OnlyIfNew: true };
                found.Add(found.Count == 0 && safe && !order.IsAcceptedForKidneys ? act with { Recommended = true } : act);
            }
        }

        return found.ToImmutable();
    }
}
