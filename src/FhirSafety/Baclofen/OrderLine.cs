using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What a card says of the order itself: the drug as it names it, its daily dose, and how it stands to what runs.</summary>
internal static class OrderLine
{
    public static ImmutableArray<Phrase> Of(OrderUnderCheck order) => order.Line;

    /// <summary>Works it out, once an order.</summary>
    public static ImmutableArray<Phrase> Read(OrderUnderCheck order) => order switch
    {
        { IsOral: false } when Pump.Mcg(order.Order) is { } mcg =>
            [new(Pump.IsTrial(order.Order) ? "pump.orderOnce" : "pump.order", ("drug", order.Order.Product.Display), ("dose", Shown.Number(mcg))), .. AssumedRenewal(order)],
        { IsOral: false } => [new("order.noDose", ("drug", order.Order.Product.Display))],

        // What runs is said once, not as an order and again as what runs.
        { Role: not OrderRole.Draft, KnownMg: { } known, MayBeMore: false, Therapy: { OtherMg: 0m, RunningMg: { } running, Since: { } since } } when known == running =>
            [new("order.running", ("drug", order.Order.Product.Display), ("dose", Shown.Number(known)), ("since", Shown.Date(since)))],
        _ =>
        [
            Dose(order),
            Standing(order),
            .. AssumedRenewal(order),
            .. DoseUnresolved.Remarks(order),
        ],
    };

    private static ImmutableArray<Phrase> AssumedRenewal(OrderUnderCheck order) =>
        order is { Role: OrderRole.Draft, Therapy.AssumedRenewalOf: { } written } ? [new("therapy.assumedRenewal", ("date", Shown.Date(written)))] : [];

    private static Phrase Dose(OrderUnderCheck order)
    {
        (string, string) drug = ("drug", order.Order.Product.Display);
        if (order is { Order.Dose: DailyDose.Unresolved { Problem: DoseProblem.Implausible }, Therapy.OtherMg: 0m })
        {
            return new("order.implausible", drug, ("least", Shown.Number(DoseCalculator.LowestOralMg)));
        }

        return order.KnownMg is not { } known
            ? new("order.noDose", drug)
            : new(
                order.MayBeMore ? "order.atLeast" : order.Therapy.OtherMg > 0m ? "order.total" : "order.dose",
                drug,
                ("dose", Shown.Number(known)));
    }

    private static Phrase Standing(OrderUnderCheck order) => order.Therapy switch
    {
        { IsNewStart: true, IsKnown: false } => new("therapy.notSeen"),
        { IsNewStart: true } => new(order.IsSurelyNew ? "therapy.newStart" : "therapy.replaces"),
        { LeadsDownFromStopped: true } => new("therapy.replaces"),
        { RunningMg: null, ByRecordsOnly: true } => new("therapy.elsewhere"),
        { RunningMg: null } => new("therapy.unread"),
        { RunningMg: { } running, Since: { } since } => new("therapy.running", ("running", Shown.Number(running)), ("since", Shown.Date(since))),
        { RunningMg: { } running } => new("therapy.runningUndated", ("running", Shown.Number(running))),
    };
}
