using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A running oral dose cut in one step (clinical page, <c>withdrawal-dose-drop</c>).</summary>
internal static class WithdrawalDoseDrop
{
    public const string Id = "withdrawal-dose-drop";

    public static BaclofenPrecaution Precaution { get; } = new(
        Withdrawal.Info(
            Id,
            indicator => indicator switch { Indicator.Critical => 4, Indicator.Warning => 12, _ => 16 },
            "serious-adverse-reaction", "taper-arranged", "formulation-switch", "palliative-care", "inpatient-monitored", "data-wrong"),
        HookSets.Sign,
        Withdrawal.Needs,
        Judge)
    {
        Levels = ["large", "dangerous", "oldDoseUnknown"],
        Roles = [OrderRole.Draft, OrderRole.Stopped],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (NotItsBusiness(order) is { } why)
        {
            return new Verdict.DoesNotApply(why);
        }

        if (order.Therapy.IsNewStart || order.Therapy is { ByRecordsOnly: true, RunningMg: null })
        {
            return order.Therapy.IsKnown
                ? new Verdict.DoesNotApply("no order is seen that it could lower")
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        if (order.Therapy.RunningMg is not { } from)
        {
            return new Verdict.Found(order.Policy.Level(Id, "oldDoseUnknown"), Withdrawal.Message(order, Id, new($"{Id}.summaryUnknown"), new($"{Id}.actUnknown")))
            {
                Facts = OrderFacts.Of(order),
            };
        }

        return To(order) is { } to ? Judge(order, from, to)
            : order.TotalMg is null ? new Verdict.DoesNotApply("the new dose is not known: dose-unresolved speaks of it")
            : new Verdict.NotChecked("runningDose", MissingReason.Unreadable) { Facts = OrderFacts.Of(order) };
    }

    private static string? NotItsBusiness(OrderUnderCheck order)
    {
        bool stopped = order.Role == OrderRole.Stopped;
        return !order.IsOral ? "not an oral order"
            : stopped && !Withdrawal.DraftedInstead(order).IsEmpty ? "judged on the orders drafted instead"
            : stopped && Withdrawal.GoingOn(order).IsEmpty ? "nothing goes on: withdrawal-abrupt-stop speaks of it"
            : order.IsTaper ? "a taper: withdrawal-taper-too-fast judges its steps"
            : null;
    }

    private static Verdict Judge(OrderUnderCheck order, decimal from, decimal to)
    {
        DropLimits limits = order.Policy.Withdrawal.Drop;
        bool isTooLarge = IsTooLarge(limits, from, to);
        bool isLeftToPatient = !isTooLarge && BecomesAsNeeded(order) && IsTooLarge(limits, from, 0m);
        string? quiet = to >= from && !isLeftToPatient ? "not lowered"
            : !isTooLarge && !isLeftToPatient ? "lowered by a step that is allowed"
            : order.Order.Accepted is { } mark && mark.MgADay == to ? "lowered as advised"
            : WithdrawalRefillGap.SpeaksOf(order) ? "the old dose was not taken: withdrawal-refill-gap speaks of it"
            : null;
        if (quiet is not null)
        {
            // Of a list that is not whole, more may run than was seen.
            return order.Therapy.IsKnown
                ? new Verdict.Silent(quiet) { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        TaperSchedule schedule = Withdrawal.Plan(order, isLeftToPatient ? 0m : to);
        bool dangerous = limits.IsDangerous(from, to) && !Withdrawal.IsAsNeeded(order);
        string? draft = order.Role == OrderRole.Draft && order.Session.Drafts.Length == 1 ? order.Order.Source : null;
        return new Verdict.Found(order.Policy.Level(Id, dangerous ? "dangerous" : "large"), isLeftToPatient ? MessageAsNeeded(order, schedule, from) : Message(order, schedule, from, to))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(
                order,
                OneStep(order, from),
                draft is not null ? Withdrawal.Taper(order, Id, schedule, IsAsNeeded(order.Order) ? null : draft, draft) : null,
                Withdrawal.Keep(order)),
        };
    }

    // The dose that is left; of a stopped order what else goes on.
    private static decimal? To(OrderUnderCheck order)
    {
        if (order.Role == OrderRole.Draft)
        {
            return order.MayBeMore ? null : order.TotalMg;
        }

        return Withdrawal.GoingOn(order) is var rest && rest.All(one => one.Dose is DailyDose.Oral)
            ? rest.Sum(one => ((DailyDose.Oral)one.Dose).MostMg)
            : null;
    }

    private static bool IsTooLarge(DropLimits limits, decimal from, decimal to) => limits.IsLarge(from, to) || limits.IsDangerous(from, to);

    private static bool IsAsNeeded(DrugOrder order) => order.Dose is DailyDose.Oral { AsNeeded: true };

    // What was taken by the clock and is now taken as needed can be none at all.
    private static bool BecomesAsNeeded(OrderUnderCheck order) => order is { Role: OrderRole.Draft, Therapy: { OtherMg: 0m, OtherUnread: false } }
        && IsAsNeeded(order.Order)
        && Therapy.RunningOf(order.Patient, order.Order) is { IsEmpty: false } running && !running.Any(IsAsNeeded);

    // Where one step down is still above what is allowed, only the taper leads there. Set to another dose, an order stays as needed.
    private static Act? OneStep(OrderUnderCheck order, decimal from)
    {
        decimal target = from - order.Policy.Taper.Step.For(from, TabletChoice.SmallestPart, child: false);
        return order is { Role: OrderRole.Draft, IsChild: false, Therapy.OtherMg: 0m, Session.Drafts.Length: 1 }
            && !Withdrawal.IsAsNeeded(order)
            && !IsAsNeeded(order.Order)
            && target <= order.Policy.MaxDaily
                ? DoseActs.SetDose(order, Id, target)
                : null;
    }

    private static FindingMessage Message(OrderUnderCheck order, TaperSchedule schedule, decimal from, decimal to) =>
        Message(order, schedule, "", [("from", Shown.Number(from)), ("to", Shown.Number(to))]);

    private static FindingMessage MessageAsNeeded(OrderUnderCheck order, TaperSchedule schedule, decimal from) =>
        Message(order, schedule, "AsNeeded", [("from", Shown.Number(from))]);

    private static FindingMessage Message(OrderUnderCheck order, TaperSchedule schedule, string kind, (string, string)[] cut) => Withdrawal.Message(
        order,
        Id,
        schedule is TaperSchedule.Course { Rows: [{ } first, ..] } course
            ? new($"{Id}.summary{kind}", [.. cut, ("step", Shown.Number(course.StepMg)), ("stepDays", Shown.Number((decimal)(first.Days ?? order.Policy.Taper.StepDaysLeast)))])
            : new($"{Id}.summaryNoSteps{kind}", [.. cut]),
        new($"{Id}.act", ("label", Shown.Number(order.Policy.Withdrawal.Drop.Mg))));
}
