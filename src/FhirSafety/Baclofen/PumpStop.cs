using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Intrathecal baclofen stopped, cut, left out at discharge, or its pump taken out (clinical page, <c>pump-stop</c>).</summary>
internal static class PumpStop
{
    public const string Id = "pump-stop";

    public static BaclofenPrecaution Precaution { get; } = new(
        Pump.Info(Id, "specialist-advice", "serious-adverse-reaction", "palliative-care"),
        HookSets.Sign.And(HookSets.Discharge),
        PrecautionNeeds.Therapy,
        Judge)
    {
        Levels = ["stop"],
        Roles = [OrderRole.Stopped, OrderRole.Draft, OrderRole.Running],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order) => order switch
    {
        { IsOral: true } => new Verdict.DoesNotApply("not an intrathecal order"),
        { Role: OrderRole.Stopped } => Stopped(order),
        { Role: OrderRole.Draft } => Lowered(order),
        { Session.Discharge: { } list } => Omitted(order, list),
        _ => new Verdict.DoesNotApply("nothing is ordered"),
    };

    private static Verdict Stopped(OrderUnderCheck order) =>
        !order.Session.DeviceRemoved && (!Withdrawal.DraftedInstead(order).IsEmpty || !Withdrawal.GoingOn(order).IsEmpty)
            ? new Verdict.DoesNotApply("another order goes on")
            : Found(order, order.Session.DeviceRemoved ? [new("pump-stop.removal")] : []);

    private static Verdict Omitted(OrderUnderCheck order, DischargeList list)
    {
        if (list.Orders.Any(Pump.IsPump))
        {
            return new Verdict.Silent("on the discharge list") { Facts = OrderFacts.Of(order) };
        }

        return list.Gap == MissingReason.NoneOnFile
            ? Found(order, [new("pump-stop.omitted")])
            : new Verdict.NotChecked("dischargeList", list.Gap) { Facts = OrderFacts.Of(order) };
    }

    private static Verdict Lowered(OrderUnderCheck order)
    {
        DrugOrder? running = Therapy.RunningOf(order.Patient, order.Order).Where(one => !Pump.IsTrial(one)).MaxBy(one => one.AuthoredOn ?? DateOnly.MinValue);
        if (running is null)
        {
            return order.Therapy.IsKnown
                ? new Verdict.DoesNotApply("nothing runs")
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        if (Pump.IsTrial(order.Order))
        {
            return new Verdict.DoesNotApply("a single dose");
        }

        if (Pump.Mcg(running) is not { } from || Pump.Mcg(order.Order) is not { } to)
        {
            return new Verdict.NotChecked("pumpDose", MissingReason.Unreadable) { Facts = OrderFacts.Of(order) };
        }

        return from - to > order.Policy.Pump.DropShare.Of(from)
            ? Found(order, [new("pump-stop.lowered", ("from", Shown.Number(from)), ("to", Shown.Number(to)))])
            : new Verdict.Silent("not lowered by more than is allowed") { Facts = OrderFacts.Of(order) };
    }

    private static Verdict.Found Found(OrderUnderCheck order, ReadOnlySpan<Phrase> found) => new(
        order.Policy.Level(Id, "stop"), Pump.Message(order, Id, new("pump-stop.summary"), "act", found))
    {
        Facts = OrderFacts.Of(order),
        Acts = DoseActs.InOrder(order, order.Session.DeviceRemoved ? null : Withdrawal.Keep(order), Pump.Team("due.atOnce")),
    };
}
