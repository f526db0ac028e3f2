using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A pump that will run empty (clinical page, <c>pump-refill</c>).</summary>
internal static class PumpRefill
{
    public const string Id = "pump-refill";

    private const string Set = "intrathecal-pump";
    private const string Refill = "pump-refill";
    private const decimal McgPerMg = 1000m;

    public static BaclofenPrecaution Precaution { get; } = new(
        Pump.Info(Id, "already-addressed", "data-wrong"),
        HookSets.Watch.And(HookSets.Sign),
        [.. PrecautionNeeds.Therapy, Reading.Need.Procedures, Reading.Need.ServiceRequests, Reading.Need.Appointments, Reading.Need.Administrations],
        Judge)
    {
        Levels = ["overdue", "due", "notice", "noDate", "noDateInPassing"],
        Roles = [OrderRole.Draft, OrderRole.Stopped, OrderRole.Running],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        // Tablets may be meant for the spasticity of a pump that runs empty: who signs them is told.
        bool besidePump = order.IsOral && HookSets.Sign.Contains(order.Session.Hook) && Running(order).Any();
        if ((order.IsOral && !besidePump) || Pump.IsTrial(order.Order))
        {
            return new Verdict.DoesNotApply("no pump");
        }

        bool leaves = HookSets.Discharge.Contains(order.Session.Hook);
        if (DateOf(order) is not var (date, fact, byValidity))
        {
            if (besidePump)
            {
                return BookingGap(order.Patient) is var unseen and not MissingReason.NoneOnFile
                    ? new Verdict.NotChecked("pumpRefill", unseen) { Facts = OrderFacts.Of(order) }
                    : new Verdict.Silent("no date: asked for where the pump is ordered") { Facts = OrderFacts.Of(order) };
            }

            bool matters = leaves || HookSets.Sign.Contains(order.Session.Hook);
            return new Verdict.Found(order.Policy.Level(Id, matters ? "noDate" : "noDateInPassing"), NoDate(order))
            {
                Facts = OrderFacts.Of(order),
                Acts = DoseActs.InOrder(order, new Act.CreateTask("pumpRefillDate", "due.in24Hours")),
            };
        }

        PumpPolicy limits = order.Policy.Pump;
        DateOnly today = order.Patient.Today;
        string? level = date < today ? "overdue"
            : date <= today.AddDays(limits.DueDays) ? "due"
            : leaves && date <= today.AddDays(limits.NoticeDays) ? "notice"
            : null;
        if (level is null)
        {
            // A visit that was missed would come before the end of an order's validity.
            return byValidity && BookingGap(order.Patient) is var gap and not MissingReason.NoneOnFile
                ? new Verdict.NotChecked("pumpRefill", gap) { Facts = [fact, .. OrderFacts.Of(order)] }
                : new Verdict.Silent("not due yet") { Facts = [fact, .. OrderFacts.Of(order)] };
        }

        return new Verdict.Found(
            order.Policy.Level(Id, level),
            Pump.Message(
                order,
                Id,
                new(level == "overdue" ? $"{Id}.summaryOverdue" : $"{Id}.summaryDue", ("date", Shown.Date(date))),
                "act",
                besidePump ? [new($"{Id}.beside")] : []))
        {
            Facts = [fact, .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, new Act.CreateTask("pumpRefill", level == "overdue" ? "due.atOnce" : "due.beforeRefill")),
        };
    }

    // In the order of the clinical page.
    private static (DateOnly Date, Fact Fact, bool ByValidity)? DateOf(OrderUnderCheck order)
    {
        DateOnly today = order.Patient.Today;
        DateOnly? lastFilled = LastFilled(order.Patient);
        (DateOnly Date, Fact Fact)[] booked =
        [
            .. order.Patient.Appointments.Items
                .Where(visit => visit.IsBooked && visit.StartsAt is not null && IsRefill(visit.Meanings, visit.Words))
                .Select(visit => (DateOnly.FromDateTime(visit.StartsAt!.Value.DateTime), visit.Source))
                .Concat(order.Patient.Procedures.Items
                    .Where(service => service is { State: ProcedureState.Ordered, DueOn: not null } && IsRefill(service.Meanings, service.Words))
                    .Select(service => (service.DueOn!.Value, service.Source)))
                .Where(visit => !(visit.Item1 <= lastFilled))
                .Select(visit => (visit.Item1, new Fact("refill", "booked or ordered", visit.Item1, visit.Source)))
                .OrderBy(visit => visit.Item1),
        ];

        // A later booking takes the place of one that is past.
        if (booked.Length > 0)
        {
            (DateOnly on, Fact visit) = booked.Any(visit => visit.Date >= today) ? booked.First(visit => visit.Date >= today) : booked[^1];
            return (on, visit, ByValidity: false);
        }

        return Own(order).Concat(Running(order))
            .Where(one => one.ValidTo is not null && !(one.ValidTo < lastFilled))
            .Select(one => ((DateOnly, Fact, bool)?)(one.ValidTo!.Value, new Fact("refill", "end of the order's validity", one.ValidTo, one.Source), true))
            .FirstOrDefault() ?? Computed(order, lastFilled);
    }

    // Of the last filling alone: after a later one whose volume is not told, nobody knows. The higher dose empties it sooner.
    private static (DateOnly Date, Fact Fact, bool ByValidity)? Computed(OrderUnderCheck order, DateOnly? lastFilled)
    {
        DrugOrder[] pumped = [.. Running(order).Concat(Own(order)).Where(one => !Pump.IsTrial(one))];
        decimal? mcg = pumped.Length > 0 && pumped.All(one => Pump.Mcg(one) is > 0m) ? pumped.Max(Pump.Mcg) : null;
        DrugAdministration? filling = order.Patient.Administrations.Items.FirstOrDefault(given =>
            IsPumped(given) && DateOnly.FromDateTime(given.GivenAt!.Value.DateTime) == lastFilled && given.Millilitres > order.Policy.Pump.ResidualMl);
        if (lastFilled is not { } day || (filling?.MgPerMl ?? pumped.FirstOrDefault()?.Product.MgPerMl) is not { } mgPerMl || filling?.Millilitres is not { } ml || mcg is not { } perDay)
        {
            return null;
        }

        DateOnly empty = day.AddDays((int)Math.Floor((ml - order.Policy.Pump.ResidualMl) * mgPerMl * McgPerMg / perDay));
        return (empty, new Fact("refill", "computed from the last filling", empty, filling.Source), false);
    }

    private static IEnumerable<DrugOrder> Own(OrderUnderCheck order) => order.IsOral ? [] : [order.Order];

    private static IEnumerable<DrugOrder> Running(OrderUnderCheck order) => order.IsOral
        ? order.Patient.Running.Items.Where(one => Pump.IsPump(one) && !Pump.IsTrial(one))
        : Therapy.RunningOf(order.Patient, order.Order);

    private static bool IsPumped(DrugAdministration given) => given is { Drug.IsWatched: true, Route: Route.Intrathecal, GivenAt: not null };

    private static MissingReason BookingGap(PatientSnapshot patient) =>
        patient.Appointments.IsWhole ? patient.Procedures.Gap : patient.Appointments.Gap;

    private static bool IsRefill(ImmutableArray<Meaning> meanings, string words) =>
        meanings.Contains(new Meaning(Set, Refill))
        || (words.Contains("pump", StringComparison.OrdinalIgnoreCase) && words.Contains("refill", StringComparison.OrdinalIgnoreCase));

    private static DateOnly? LastFilled(PatientSnapshot patient)
    {
        IEnumerable<DateOnly?> procedures = patient.Procedures.Items
            .Where(done => done.State == ProcedureState.Completed && done.Meanings.Contains(new Meaning(Set, Refill)))
            .Select(done => done.Date);
        return procedures
            .Concat(patient.Administrations.Items
                .Where(IsPumped)
                .Select(given => (DateOnly?)DateOnly.FromDateTime(given.GivenAt!.Value.DateTime)))
            .Max();
    }

    private static FindingMessage NoDate(OrderUnderCheck order) => Pump.Message(
        order,
        Id,
        new($"{Id}.summaryNoDate"),
        "actNoDate",
        order.Patient.Appointments.IsWhole ? [] : [new($"{Id}.appointments") { Terms = [("why", $"why.{order.Patient.Appointments.Gap}")] }]);
}
