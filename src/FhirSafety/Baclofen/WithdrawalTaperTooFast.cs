using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A taper whose steps are too large or too quick (clinical page, <c>withdrawal-taper-too-fast</c>).</summary>
internal static class WithdrawalTaperTooFast
{
    public const string Id = "withdrawal-taper-too-fast";

    public static BaclofenPrecaution Precaution { get; } = new(
        Withdrawal.Info(Id, indicator => indicator switch { Indicator.Critical => 10, Indicator.Warning => 12, _ => 16 }, "inpatient-monitored", "specialist-advice"),
        HookSets.Sign,
        Withdrawal.Needs,
        Judge)
    {
        Levels = ["fast", "dangerous"],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || !order.IsTaper || order.Therapy.RunningMg is not { } from)
        {
            return new Verdict.DoesNotApply("no taper");
        }

        WithdrawalPolicy limits = order.Policy.Withdrawal;
        ImmutableArray<DoseStep> steps = StepsOf(order);
        ImmutableArray<(decimal From, decimal To, decimal? DaysBefore)> cuts = [.. Cuts(order, from, steps)];
        bool toZero = cuts[^1].To == 0m;
        decimal? days = steps.All(step => step.Days is not null) ? steps.Sum(step => step.Days) : null;
        bool shortInAll = toZero && days < limits.TotalDaysFast && from >= limits.TotalFromMg;
        (decimal From, decimal To, decimal? DaysBefore)[] large =
            [.. cuts.Where(cut => limits.Drop.IsLargeStep(cut.From, cut.To) || (cut.From - cut.To > limits.Drop.Mg && cut.DaysBefore < limits.StepDaysFast))];
        bool dangerous = cuts.Any(cut => limits.Drop.IsDangerous(cut.From, cut.To));
        if (large.Length == 0 && !shortInAll && !dangerous)
        {
            return new Verdict.Silent("its steps are small and slow enough") { Facts = OrderFacts.Of(order) };
        }

        // Not one as large in mg that is allowed, because it is a smaller part of its dose.
        (decimal From, decimal To, decimal? DaysBefore) worst = (large.Length > 0 ? large : [.. cuts]).MaxBy(cut => cut.From - cut.To);
        Phrase summary = shortInAll
            ? new($"{Id}.summary", ("from", Shown.Number(from)), ("days", Shown.Number(days!.Value)))
            : new($"{Id}.summaryStep", ("from", Shown.Number(worst.From)), ("to", Shown.Number(worst.To)));
        return new Verdict.Found(Withdrawal.AtMost(order, order.Policy.Level(Id, dangerous ? "dangerous" : "fast")), Withdrawal.Message(order, Id, summary, new($"{Id}.act")))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, Recomputed(order, toZero ? 0m : steps[^1].MgADay)),
        };
    }

    /// <summary>The steps: of one order, or one an order. Each with what stays beside it.</summary>
    private static ImmutableArray<DoseStep> StepsOf(OrderUnderCheck order) => order.Dose is { Steps: { Length: > 1 } own }
        ? own
        :
        [
            .. order.Session.Drafts
                .Where(draft => Therapy.ClassOf(draft) == Therapy.ClassOf(order.Order))
                .OrderBy(draft => draft.Span.From)
                .Select(draft => new DoseStep(
                    draft.Dose is DailyDose.Oral dose ? dose.MostMg : 0m,
                    draft.Span is { From: { } first, To: { } last } ? last.DayNumber - first.DayNumber + 1 : null)),
        ];

    // A last step longer than the longest taper is a dose to stay on; one without an end is too.
    private static IEnumerable<(decimal From, decimal To, decimal? DaysBefore)> Cuts(OrderUnderCheck order, decimal from, ImmutableArray<DoseStep> steps)
    {
        DoseStep before = new(from, null);
        IEnumerable<DoseStep> all = steps[^1].Days <= order.Policy.Taper.CautiousDays ? steps.Append(new DoseStep(0m, null)) : steps;
        foreach (DoseStep step in all)
        {
            yield return (before.MgADay, step.MgADay, before.Days);
            before = step;
        }
    }

    private static Act.Taper? Recomputed(OrderUnderCheck order, decimal targetMg)
    {
        string[] drafts = [.. order.Session.Drafts.Where(draft => Therapy.ClassOf(draft) == Therapy.ClassOf(order.Order)).Select(draft => draft.Source).OfType<string>()];
        return drafts.Length == order.Session.Drafts.Length && drafts.Length > 0
            && Withdrawal.Taper(order, Id, Withdrawal.Plan(order, targetMg), drafts[0], drafts[0]) is { } taper
                ? taper with { AlsoRemoved = [.. drafts.Skip(1)] }
                : null;
    }
}
