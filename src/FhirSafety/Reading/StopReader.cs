using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>
/// What a session stops of the drug under check, in every form in which EHRs say so: a status, "do not give", an order that names
/// the one it ends, a period that is made to end, a device that is taken out.
/// </summary>
/// <param name="patient">The patient with what runs.</param>
/// <param name="hook">The hook of the call.</param>
/// <param name="context">Codes, day, problems.</param>
internal sealed class StopReader(PatientSnapshot patient, string hook, ReadingContext context)
{
    private static readonly string[] StoppingStatus = ["stopped", "cancelled", "completed", "on-hold"];

    private readonly DateOnly _today = DateOnly.FromDateTime(context.Now.DateTime);

    /// <summary>Whether an order is no order to give a drug any more, by what it says itself.</summary>
    public static bool Stops(JsonElement order) => StoppingStatus.Contains(References.Text(order, "status"u8)) || References.IsTrue(order, "doNotPerform"u8);

    /// <summary>Whether a draft ends what runs, though it looks like an order to give.</summary>
    public bool Ends(DrugOrder draft) => RunningOf(draft).Any(running => IsMadeToEnd(draft, running));

    /// <summary>The orders that a draft of the drug stops, as they were before the session. None for an order completed at its own end.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="order">What it says of the drug.</param>
    public IEnumerable<DrugOrder> StoppedBy(OrderedDrug draft, DrugOrder order)
    {
        if (References.IsTrue(draft.Resource, "doNotPerform"u8))
        {
            return Forbidden(order);
        }

        // A stop that names nothing stops what runs by its route; one that names what no list shows, what runs there without a name.
        ImmutableArray<DrugOrder> running = RunningOf(order);
        if (running.IsEmpty)
        {
            running = order is { Source: null, Replaces.IsEmpty: true } ? RunningBy(order) : [.. RunningBy(order).Where(one => one.Source is null)];
        }

        IEnumerable<DrugOrder> stopped = running.IsEmpty && HasRun(order) ? [order] : running;
        return References.Text(draft.Resource, "status"u8) == "completed" ? stopped.Where(one => !(one.EndsOn <= _today)) : stopped;
    }

    /// <summary>The orders that end when the device is taken out: those on file, else what the order's words say is given by it.</summary>
    public IEnumerable<DrugOrder> EndedByRemoval(JsonElement removal)
    {
        DrugOrder[] running = [.. patient.Running.Items.Where(IsByDevice)];
        return running.Length > 0 || !DeviceRemoval.NamesDrug(removal, context.Drug.Name) ? running : [Unrecorded(context.Drug.Name, Route.Intrathecal)];
    }

    // "Do not give" ends the orders it names, else all of its route. Where none is on file it may still be taken.
    private ImmutableArray<DrugOrder> Forbidden(DrugOrder order)
    {
        ImmutableArray<DrugOrder> named = RunningOf(order);
        ImmutableArray<DrugOrder> running = named.IsEmpty ? RunningBy(order) : named;
        bool mayBeTaken = !(patient.Running.IsWhole && patient.Statements.IsWhole && patient.Dispenses.IsWhole)
            || patient.Statements.Items.Any(statement => statement is { Drug.IsWatched: true, IsActive: true })
            || patient.Dispenses.Items.Any(dispense => dispense.Drug.IsWatched);
        return running.Length > 0 || !mayBeTaken ? running : [Unrecorded(order.Product.Display, order.Route)];
    }

    private ImmutableArray<DrugOrder> RunningBy(DrugOrder order) =>
        [.. patient.Running.Items.Where(one => order.Route == Route.Unknown || IsByDevice(one) == IsByDevice(order))];

    private static DrugOrder Unrecorded(string name, Route route) => new(
        null, null, new DrugProduct(name, null, null, route, StrengthsDiffer: false), route, new DailyDose.NotYetKnown(), null, null, [], null);

    private ImmutableArray<DrugOrder> RunningOf(DrugOrder draft) =>
        [.. patient.Running.Items.Where(running => running.Source is { } id && (draft.Source == id || draft.Replaces.Contains(id)))];

    // An order of today that no list knows never ran. Where the list is not whole, or the order is older, it may have.
    private bool HasRun(DrugOrder order) => !patient.Running.IsWhole || order.AuthoredOn != _today;

    // What gives a pump's order a last day is its refill. A request to renew shows an old end.
    private bool IsMadeToEnd(DrugOrder draft, DrugOrder running) =>
        hook != "medication-refill"
        && LastDay(draft) <= _today
        && !(draft.Span.From >= _today)
        && !(LastDay(running) <= _today);

    private static DateOnly? LastDay(DrugOrder order) => order.Span.To ?? (IsByDevice(order) ? null : order.ValidTo);

    private static bool IsByDevice(DrugOrder order) => order.Route is Route.Intrathecal or Route.Epidural;
}
