using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Raised by too much at once, or too soon after the last change (clinical page, <c>dose-escalation-fast</c>).</summary>
internal static class DoseEscalationFast
{
    public const string Id = "dose-escalation-fast";

    public static BaclofenPrecaution Precaution { get; } = new(
        DoseRegimen.Info(Id, "inpatient-monitored", "specialist-advice", "data-wrong"), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["tooFast"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || order.IsTaper || order.Dose is not { } dose)
        {
            return new Verdict.DoesNotApply("not an oral order with a known dose, or a taper");
        }

        bool reduced = order.IsOlder || order.Band > RenalBand.G2;
        decimal step = reduced ? order.Policy.Dose.EscalationStepReduced : order.Policy.Dose.EscalationStep;
        int days = reduced || order.IsChild ? order.Policy.Regimen.EscalationDaysReduced : order.Policy.Regimen.EscalationDays;
        return (AgainstStepBefore(order, dose, step, days) ?? AgainstRunning(order, step, days) ?? BetweenSteps(order, dose.Steps, step, days)) is { } rise
            ? Found(order, rise, step, days)
            : Unseen(order);
    }

    // Steps that are ordered one by one are held to the same as those of one order.
    private static Rise? AgainstStepBefore(OrderUnderCheck order, DailyDose.Oral dose, decimal step, int days)
    {
        if (order.Therapy.Follows is not { Dose: DailyDose.Oral { Steps: [.., var last] }, Span: { To: { } to } span })
        {
            return null;
        }

        int lasted = (span.From ?? order.Patient.Today).DaysUntil(to) + 1;
        decimal rise = dose.StartMg - last.MgADay;
        decimal beside = order.Therapy.OtherMg;
        return rise > step || (rise > 0m && lasted < days) ? new Rise(last.MgADay + beside, dose.StartMg + beside, lasted) : null;
    }

    // The running dose began on the day its order was written.
    private static Rise? AgainstRunning(OrderUnderCheck order, decimal step, int days)
    {
        if (order.Therapy is not { IsNewStart: false, RunningMg: { } running, Follows: null } || order.StartMg is not { } total || total <= running)
        {
            return null;
        }

        // A day to come is a slip, and says nothing of how long it has run.
        int? since = order.Therapy.SignedOn is { } signed && signed <= order.Patient.Today ? signed.DaysUntil(order.Patient.Today) : null;
        return total - running > step || since < days ? new Rise(running, total, since) : null;
    }

    private static Rise? BetweenSteps(OrderUnderCheck order, ImmutableArray<DoseStep> steps, decimal step, int days)
    {
        for (int i = 1; i < steps.Length; i++)
        {
            decimal rise = steps[i].MgADay - steps[i - 1].MgADay;
            if (rise > 0m && (rise > step || steps[i - 1].Days < days))
            {
                decimal beside = order.Therapy.OtherMg;
                return new Rise(steps[i - 1].MgADay + beside, steps[i].MgADay + beside, (int?)steps[i - 1].Days);
            }
        }

        return null;
    }

    // A statement or a supply is no earlier order: the start is what counts then.
    private static Verdict Unseen(OrderUnderCheck order) => order.Therapy switch
    {
        { IsKnown: false } => new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) },
        { IsNewStart: false, RunningMg: null, ByRecordsOnly: false } => new Verdict.NotChecked("runningDose", MissingReason.Unreadable) { Facts = OrderFacts.Of(order) },
        _ => new Verdict.Silent("no rise that is too large or too soon") { Facts = OrderFacts.Of(order) },
    };

    private static Verdict.Found Found(OrderUnderCheck order, Rise rise, decimal step, int days)
    {
        (string, string)[] said = [("from", Shown.Number(rise.From)), ("to", Shown.Number(rise.To)), ("step", Shown.Number(step)), ("stepDays", Number(days))];
        Phrase summary = rise.AfterDays switch
        {
            null => new($"{Id}.summaryUndated", [.. said]),
            1 => new($"{Id}.summaryOneDay", [.. said]),
            { } after => new($"{Id}.summary", [.. said, ("days", Number(after))]),
        };
        Indicator level = order.TotalMg is { } total && order.IsAcceptedAt(total) ? Indicator.Info : order.Policy.Level(Id, "tooFast");
        FindingMessage message = CardText.Of(order, Id, summary);
        return new Verdict.Found(level, DoseAdvice.IsRiseBarred(order) ? message with { Act = [new("dose.noRise")] } : message)
        {
            Facts = [new("rise", $"{Shown.Number(rise.From)} to {Shown.Number(rise.To)} mg/day", order.Therapy.SignedOn, order.Order.Source), .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, DoseActs.LowerDose(order, Id)),
            YieldsTo = "withdrawal-refill-gap",
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Rise(decimal From, decimal To, int? AfterDays);
}
