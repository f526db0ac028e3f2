using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The dispensed supply ran out and no new one is on file (clinical page, <c>withdrawal-refill-gap</c>).</summary>
internal static class WithdrawalRefillGap
{
    public const string Id = "withdrawal-refill-gap";

    public static BaclofenPrecaution Precaution { get; } = new(
        Withdrawal.Info(Id, indicator => indicator switch { Indicator.Critical => 10, Indicator.Warning => 12, _ => 16 }, "already-addressed", "data-wrong"),
        HookSets.Watch.And(HookSets.Sign),
        Withdrawal.Needs,
        Judge)
    {
        Levels = ["gap", "symptoms", "accepted"],
        Roles = [OrderRole.Draft, OrderRole.Running],
        EvenInPalliativeCare = true,
    };

    /// <summary>Whether it speaks of an order, and the site shows it.</summary>
    public static bool SpeaksOf(OrderUnderCheck order) =>
        order.Policy.Modes[Id] == PrecautionMode.Shown && Precaution.Roles.Contains(order.Role) && EndOf(order) is not null;

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (EndOf(order) is not { } end)
        {
            // Where no supply is ever sent there is none to tell of (clinical page, "Missing"); a read that failed is another thing.
            return IsAsked(order) && order.Patient.Dispenses.Gap is var gap and not (MissingReason.NoneOnFile or MissingReason.NotSupplied)
                ? new Verdict.NotChecked("supply", gap) { Facts = OrderFacts.Of(order) }
                : new Verdict.Silent("no gap in supply on file") { Facts = OrderFacts.Of(order) };
        }

        ConditionHit? symptom = SymptomsSince(order, end).FirstOrDefault();
        decimal? half = HalfOf(order);
        Indicator level = symptom is not null ? order.Policy.Level(Id, "symptoms")
            : half is { } restart && order.IsAcceptedAt(restart) ? order.Policy.Level(Id, "accepted")
            : order.Policy.Level(Id, "gap");
        Act? lower = half is { } mg && order is { Session.Drafts.Length: 1 } && order.TotalMg > mg && DoseActs.SetDose(order, Id, mg) is Act.SetDose set
            ? set with { OnlyAfterGap = true }
            : null;
        return new Verdict.Found(Withdrawal.AtMost(order, level), Message(order, end, symptom))
        {
            Facts = [new Fact("supplyEnd", "last dispensed supply", end), .. symptom is null ? (Fact[])[] : [symptom.Fact], .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, new Act.CreateTask("askMissedDoses", "due.atOnce"), lower),
        };
    }

    private static bool IsAsked(OrderUnderCheck order) => order.IsOral
        && !Therapy.RunningOf(order.Patient, order.Order).IsEmpty
        && order.Therapy.Since < order.Patient.Today.AddDays(-order.Policy.Withdrawal.GapExposureOver);

    // A newer supply that does not say how long it lasts may last still.
    private static DateOnly? EndOf(OrderUnderCheck order)
    {
        if (!IsAsked(order))
        {
            return null;
        }

        WithdrawalPolicy limits = order.Policy.Withdrawal;
        DateOnly today = order.Patient.Today;

        DrugDispense[] supplied = [.. RunningRecords.Of(order.Patient, Route.Oral, order.Policy.Therapy).Supplied];
        DateOnly? end = supplied.Max(dispense => dispense.SupplyEnd);
        return end < today.AddDays(-limits.GapDaysOver) && end > today.AddDays(-limits.GapDaysUnder)
            && !supplied.Any(dispense => dispense.SupplyEnd is null && dispense.SuppliedOn > end)
                ? end
                : null;
    }

    private static IEnumerable<ConditionHit> SymptomsSince(OrderUnderCheck order, DateOnly end) => order.ConditionsOnFile("malignant-hyperthermia-nms-differential")
        .Concat(order.ConditionsOnFile("psychosis-confusion", "confusion"))
        .Concat(order.ConditionsOnFile("epilepsy-seizure", "seizure"))
        .Where(hit => !(hit.Date < end));

    // Half the old dose at most, for a draft that would give more.
    private static decimal? HalfOf(OrderUnderCheck order) =>
        order is { Role: OrderRole.Draft, IsChild: false, Therapy: { OtherMg: 0m, RunningMg: { } running } } && running > TabletChoice.SmallestPart
            ? DoseAdvice.RoundDown(order.Policy.Withdrawal.RestartShare.Of(running))
            : null;

    private static FindingMessage Message(OrderUnderCheck order, DateOnly end, ConditionHit? symptom) => Withdrawal.Message(
        order,
        Id,
        new($"{Id}.summary", ("date", Shown.Date(end))),
        new($"{Id}.act", ("days", Shown.Number((decimal)order.Policy.Withdrawal.GapDaysOver))),
        symptom is null ? [] : [symptom.Phrase]);
}
