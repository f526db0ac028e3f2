using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Oral baclofen stopped at once (clinical page, <c>withdrawal-abrupt-stop</c>).</summary>
internal static class WithdrawalAbruptStop
{
    public const string Id = "withdrawal-abrupt-stop";

    private const int DaysOfWeek = 7;

    public static BaclofenPrecaution Precaution { get; } = new(
        Withdrawal.Info(
            Id,
            indicator => indicator == Indicator.Info ? 16 : 4,
            "serious-adverse-reaction", "taper-arranged", "formulation-switch", "palliative-care", "data-wrong", "short-exposure"),
        HookSets.Sign.And(HookSets.Discharge),
        Withdrawal.Needs,
        Judge)
    {
        Levels = ["sudden", "milder"],
        Roles = [OrderRole.Stopped],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral)
        {
            return new Verdict.DoesNotApply("not an oral order: pump-stop speaks of it");
        }

        if (!Withdrawal.DraftedInstead(order).IsEmpty || !Withdrawal.GoingOn(order).IsEmpty)
        {
            return new Verdict.DoesNotApply("another order goes on: withdrawal-dose-drop compares the doses");
        }

        if (order.Session.Drafts.Any(draft => draft.Route is Route.Intrathecal))
        {
            return new Verdict.DoesNotApply("a switch to the pump: duplicate-oral-intrathecal speaks of it");
        }

        if (Tapers.EndHere(order))
        {
            return new Verdict.Silent("the end of a taper") { Facts = OrderFacts.Of(order) };
        }

        TaperSchedule schedule = Withdrawal.Plan(order);
        return new Verdict.Found(Level(order), Message(order, schedule))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(
                order,
                IsOrderedLater(order) ? null : Withdrawal.Taper(order, Id, schedule, removed: order.StoppedBy == order.Order.Source ? null : order.StoppedBy),
                Withdrawal.Keep(order),
                schedule is TaperSchedule.NotAutomatic { Reason: NoTaperReason.TooNearBirth } ? new Act.OrderService("obstetrics", "due.now") : null,
                new Act.CreateTask("monitoredStop", "due.atOnce")),
        };
    }

    // Steps beside a draft that begins after a gap would both be given.
    private static bool IsOrderedLater(OrderUnderCheck order) => order.Session.Drafts.Any(draft => Therapy.ClassOf(draft) == Therapy.ClassOf(order.Order));

    // What is not known, of the dose or of how long, never makes it milder.
    private static Indicator Level(OrderUnderCheck order)
    {
        WithdrawalPolicy limits = order.Policy.Withdrawal;
        TaperInputs inputs = DoseActs.TaperInputsOf(order);
        bool isDoseKnown = inputs.DailyMg > 0m;

        // An order that followed another one was not the beginning.
        bool isShort = isDoseKnown && order.Therapy.IsKnown && order.Order.Replaces.IsEmpty
            && inputs.ExposureDays < limits.ShortDays && inputs.DailyMg <= limits.ShortMg;
        bool isLow = isDoseKnown && inputs.DailyMg <= limits.LowMg && !inputs.Flags.Any && order.Age is not null;
        return order.Policy.Level(Id, isShort || isLow || Withdrawal.IsAsNeeded(order) ? "milder" : "sudden");
    }

    private static FindingMessage Message(OrderUnderCheck order, TaperSchedule schedule) => Withdrawal.Message(
        order,
        Id,
        Summary(order, schedule),
        ToDo(order, schedule),
        order.Therapy.Since is null ? [new("withdrawal.sinceUnknown")] : []);

    private static Phrase ToDo(OrderUnderCheck order, TaperSchedule schedule) => schedule switch
    {
        TaperSchedule.Course { Rows.IsEmpty: false } => new($"{Id}.act"),
        TaperSchedule.Course => new($"{Id}.actShort"),
        TaperSchedule.NotAutomatic { Reason: NoTaperReason.TooNearBirth } => new($"{Id}.actSpecialist"),
        _ => new(
            $"{Id}.actNoDose",
            ("least", Shown.Number(order.Policy.Taper.Step.Least)),
            ("most", Shown.Number(order.Policy.Taper.Step.Most)),
            ("days", Shown.Number((decimal)order.Policy.Taper.StepDaysLeast))),
    };

    private static Phrase Summary(OrderUnderCheck order, TaperSchedule schedule)
    {
        if (order.Therapy.RunningMg is not ({ } running and > 0m) || schedule is TaperSchedule.NotAutomatic { Reason: NoTaperReason.DoseNotReadable })
        {
            return new($"{Id}.summaryNoDose");
        }

        (string, string) dose = ("dose", Shown.Number(running));
        if (schedule is not TaperSchedule.Course { Rows.IsEmpty: false, Profile: var profile } course)
        {
            return new(schedule is TaperSchedule.Course ? $"{Id}.summaryShort" : $"{Id}.summarySpecialist", dose);
        }

        // Before a birth it is shorter than its profile.
        int weeks = (Math.Min(order.Policy.Taper.Days(profile, running), course.TotalDays) + DaysOfWeek - 1) / DaysOfWeek;
        return weeks <= 1 ? new($"{Id}.summaryWeek", dose) : new($"{Id}.summary", dose, ("weeks", Shown.Number((decimal)weeks)));
    }
}
