using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The due date is near and baclofen goes on (clinical page, <c>pregnancy-near-term</c>).</summary>
internal static class PregnancyNearTerm
{
    public const string Id = "pregnancy-near-term";

    private const int DaysOfWeek = 7;

    public static BaclofenPrecaution Precaution { get; } = new(
        Pregnancy.Info(Id, 9, "specialist-advice", "benefit-outweighs-risk"),
        HookSets.Sign.And(HookSets.Watch),
        Pregnancy.Needs,
        Judge)
    {
        Levels = ["near", "tapering"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!Pregnancy.IsPossible(order))
        {
            return new Verdict.DoesNotApply("not of an age or sex to be pregnant");
        }

        Pregnancy pregnancy = Pregnancy.Of(order);
        if (!pregnancy.IsPregnant)
        {
            return Pregnancy.None(order, "not pregnant by the records");
        }

        PregnancyLimits limits = order.Policy.Pregnancy;
        if (pregnancy.DueOn is not { } due || due > order.Patient.Today.AddDays(limits.NearDays))
        {
            return new Verdict.Silent("due later, or due date not recorded") { Facts = pregnancy.Facts(order) };
        }

        Act? lower = order.Role == OrderRole.Draft ? DoseActs.LowerStart(order, Id, limits.Start) : null;
        bool settled = order.IsTaper || order.IsAcceptedStartAt(limits.Start);
        return new Verdict.Found(order.Policy.Level(Id, settled ? "tapering" : "near"), Message(order, pregnancy, due))
        {
            Facts = pregnancy.Facts(order),
            Acts = DoseActs.InOrder(order, lower, Taper(order, due), new Act.CreateTask("neonatalWatch", "due.beforeBirth")),
        };
    }

    // Only of what runs unchanged: a draft that raises the dose has to be decided first.
    private static Act.Taper? Taper(OrderUnderCheck order, DateOnly due)
    {
        if (order.IsTaper || IsTooLate(order, due))
        {
            return null;
        }

        return order.Role == OrderRole.Draft
            ? DoseActs.TaperTo(order, Id, 0m, DaysTo(order, due))
            : Withdrawal.Taper(order, Id, Plan(order, due));
    }

    private static TaperSchedule Plan(OrderUnderCheck order, DateOnly due) =>
        TaperSchedule.Plan(DoseActs.TaperInputsOf(order) with { DaysToBirth = DaysTo(order, due), Intrathecal = !order.IsOral }, order.Policy.Taper);

    private static int DaysTo(OrderUnderCheck order, DateOnly due) => due.DayNumber - order.Patient.Today.DayNumber;

    private static bool IsTooLate(OrderUnderCheck order, DateOnly due) =>
        DaysTo(order, due) - order.Policy.Pregnancy.TaperEndsDays < DaysOfWeek || Plan(order, due) is TaperSchedule.NotAutomatic { Reason: NoTaperReason.TooNearBirth };

    private static FindingMessage Message(OrderUnderCheck order, Pregnancy pregnancy, DateOnly due) => new(
        new(order.IsOral ? "pregnancy-near-term.summary" : "pregnancy-near-term.summaryPump", ("edd", Shown.Date(due))),
        [.. pregnancy.Found(), .. OrderLine.Of(order)],
        [new("pregnancy-near-term.why")],
        [ToDo(order, due)],
        new("pregnancy-near-term.sources"));

    private static Phrase ToDo(OrderUnderCheck order, DateOnly due)
    {
        if (!order.IsOral)
        {
            return new("pregnancy-near-term.actPump");
        }

        int ends = order.Policy.Pregnancy.TaperEndsDays;
        int weeks = (DaysTo(order, due) - ends) / DaysOfWeek;
        return order switch
        {
            { IsTaper: true } => new("pregnancy-near-term.actTapering"),
            { Therapy.IsNewStart: true } => new("pregnancy-near-term.actNew"),
            _ => IsTooLate(order, due)
                ? new("pregnancy-near-term.actLate")
                : new("pregnancy-near-term.act", ("weeks", Pregnancy.Number(weeks)), ("days", Pregnancy.Number(ends))),
        };
    }
}
