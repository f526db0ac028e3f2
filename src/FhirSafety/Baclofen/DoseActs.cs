using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What cards offer to do with an order.</summary>
internal static class DoseActs
{
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
    /// stay wrong, when no tablets make the dose (a near one could lower what runs), and when only an equal dose makes it a renewal.
    /// </summary>
    public static Act? SetDose(OrderUnderCheck order, string precaution, decimal mgADay)
    {
        if (order.Order is not { Source: { } id, Route: not Route.Wrong } || !order.Therapy.IsLinked || mgADay <= 0m || mgADay % TabletChoice.SmallestPart != 0m)
        {
            return null;
        }

        Regimen regimen = Regimen.For(mgADay, TabletChoice.SmallestPart);
        return new Act.SetDose(
            id,
            regimen,
            order.Tablets.For(order.Order.Product, regimen),
            new AppliedMark(precaution, KidneyFact.Of(order.Kidneys).ToString(), mgADay),
            OnlyIfNew: order.Therapy.IsNewStart && !order.IsSurelyNew);
    }

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
        : new Act.OrderCreatinine(order.Kidneys.Creatinine?.Molar ?? false, due);

    /// <summary>The acts there are, the first marked as the one to take where that is safe to say.</summary>
    public static ImmutableArray<Act> InOrder(OrderUnderCheck order, params ReadOnlySpan<Act?> acts)
    {
        ImmutableArray<Act>.Builder found = ImmutableArray.CreateBuilder<Act>();
        foreach (Act? act in acts)
        {
            if (act is not null)
            {
                // Without the running orders a lower dose may be a sudden stop: the prescriber must choose.
                bool safe = act is not Act.SetDose { OnlyIfNew: true };
                found.Add(found.Count == 0 && safe && !order.IsAcceptedForKidneys ? act with { Recommended = true } : act);
            }
        }

        return found.ToImmutable();
    }
}
