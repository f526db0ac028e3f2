using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The label's way up to the dose that was ordered (clinical page, <c>dose-start-high</c>, "titration plan").</summary>
internal static class Titrations
{
    /// <summary>
    /// From the start to the dose ordered, a step every few days, never above what the label's plan, the maximum or the kidneys end at; the last step is to
    /// stay, because an end would be a sudden stop. Null for who is older, has an eGFR below 60 or an old one, starts lower for another
    /// reason, may be taking it already, or takes it as needed, and for a draft on which the patient's instructions or a short supply
    /// were accepted: the steps do not carry these.
    /// </summary>
    public static Act.Titration? Of(OrderUnderCheck order, string precaution)
    {
        DoseLimits dose = order.Policy.Dose;
        bool suits = order is
        {
            Role: OrderRole.Draft, IsOral: true, IsSurelyNew: true, IsChild: false, IsOlder: false, Age: not null,
            Band: RenalBand.G1 or RenalBand.G2, Kidneys: { Aki: null, Stale: false },
            Dose: { AsNeeded: false, Implausible: false }, Session.Drafts.Length: 1,
        };
        if (!suits || DoseAdvice.StartToSuggest(order) != dose.StartAdult
            || order.Order is not { Source: { } draft, Route: not Route.Wrong, Accepted: null, Instructed.IsEmpty: true }
            || order.Order.SupplyDays <= order.Policy.Conditions.SupplyDays)
        {
            return null;
        }

        decimal most = Math.Min(dose.TitrationMost, Math.Min(order.Policy.MaxDaily, order.Policy.Renal.Ceiling(order.Band!.Value, older: false)));
        decimal last = DoseAdvice.RoundDown(Math.Min(order.TotalMg!.Value, most));
        ImmutableArray<TaperStep> steps = Steps(dose.StartAdult, last, dose.EscalationStep, order.Policy.Regimen.EscalationDays);
        return steps.Length < 2
            ? null
            : new Act.Titration(
                draft,
                steps,
                steps.Select(step => order.Tablets.For(order.Order.Product, step.Regimen)).FirstOrDefault(product => product is not null),
                new AppliedMark(precaution, KidneyFact.Of(order.Kidneys).ToString(), last));
    }

    private static ImmutableArray<TaperStep> Steps(decimal start, decimal last, decimal step, int days)
    {
        ImmutableArray<TaperStep>.Builder steps = ImmutableArray.CreateBuilder<TaperStep>();
        for (decimal mg = start; mg < last; mg += step)
        {
            steps.Add(new TaperStep((steps.Count * days) + 1, days, Regimen.For(mg, TabletChoice.SmallestPart)));
        }

        steps.Add(new TaperStep((steps.Count * days) + 1, null, Regimen.For(last, TabletChoice.SmallestPart)));
        return steps.ToImmutable();
    }
}
