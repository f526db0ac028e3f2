using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>An oral order beside one that runs and that it does not replace (clinical page, <c>duplicate-baclofen</c>).</summary>
internal static class DuplicateBaclofen
{
    public const string Id = "duplicate-baclofen";

    public static BaclofenPrecaution Precaution { get; } = new(
        DoseRegimen.Info(Id, "formulation-switch", "already-addressed", "data-wrong"), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["duplicate", "dangerous"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral)
        {
            return new Verdict.DoesNotApply("not an oral order");
        }

        ImmutableArray<DrugOrder> beside = order.Therapy.RunningBeside;
        if (beside.IsEmpty && !order.IsTaper && !order.Therapy.DraftsBeside.IsEmpty && IsAboveCeiling(order))
        {
            return Found(order, new($"{Id}.summaryDrafts", ("dose", Shown.Number(order.KnownMg!.Value))));
        }

        if (beside.IsEmpty || order.IsTaper || (order is { Therapy.IsPartOfOneDose: true, MayBeMore: false } && !IsAboveCeiling(order)))
        {
            return order.Therapy.IsKnown
                ? new Verdict.Silent(beside.IsEmpty ? "no oral order runs beside it" : "parts of one dose, or a taper") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        // Who renews one order beside another: a link to the other would take the place of the one there is, and a removal lets the renewed one run out.
        return Therapy.RunningOf(order.Patient, order.Order).Length > beside.Length
            ? Found(order, Summary(beside))
            : Found(order, Summary(beside), Link(order, beside), order.Order.Source is { } id ? new Act.RemoveDraft(id) : null);
    }

    private static Verdict.Found Found(OrderUnderCheck order, Phrase summary, params ReadOnlySpan<Act?> acts)
    {
        bool dangerous = order.KnownMg > order.Policy.Dose.MaxDailyCritical || order.Band >= RenalBand.G4;
        return new Verdict.Found(order.Policy.Level(Id, dangerous ? "dangerous" : "duplicate"), CardText.Of(order, Id, summary))
        {
            Facts =
            [
                .. order.Therapy.RunningBeside.Select(running => new Fact("running", "oral order beside this one", running.AuthoredOn, running.Source)),
                .. order.Therapy.DraftsBeside.Select(draft => new Fact("draft", "oral draft beside this one", draft.AuthoredOn, draft.Source)),
                .. OrderFacts.Of(order),
            ],
            Acts = DoseActs.InOrder(order, acts),
        };
    }

    // Two strengths that make one dose are usual, up to the ceiling. A child has none of these.
    private static bool IsAboveCeiling(OrderUnderCheck order) => !order.IsChild
        && order.KnownMg > (order.Band is { } band ? Math.Min(order.Policy.MaxDaily, order.Policy.Renal.Ceiling(band, order.IsOlder)) : order.Policy.MaxDaily);

    private static Phrase Summary(ImmutableArray<DrugOrder> beside) => beside.All(running => running.Dose is DailyDose.Oral)
        ? new($"{Id}.summary", ("dose", Shown.Number(beside.Sum(running => ((DailyDose.Oral)running.Dose).MostMg))))
        : new($"{Id}.summaryUnread");

    // Only where taking its place is neither a large rise nor a large cut. As needed can be none at all.
    private static Act.LinkToRunning? Link(OrderUnderCheck order, ImmutableArray<DrugOrder> beside)
    {
        if (beside is not [{ Source: { } running, Dose: DailyDose.Oral { MostMg: var taken, AsNeeded: var isTakenAsNeeded } }]
            || order is not { Order.Source: { } id, Dose: { MostMg: var drafted, AsNeeded: var isAsNeeded } }
            || (isAsNeeded && !isTakenAsNeeded))
        {
            return null;
        }

        decimal step = order.IsOlder || order.Band > RenalBand.G2 ? order.Policy.Dose.EscalationStepReduced : order.Policy.Dose.EscalationStep;
        return drafted <= taken + step && drafted * 3m >= taken * 2m ? new Act.LinkToRunning(id, running) : null;
    }
}
