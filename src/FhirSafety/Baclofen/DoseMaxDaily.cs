using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The daily maximum for adults by mouth (clinical page, <c>dose-max-daily</c>).</summary>
internal static class DoseMaxDaily
{
    public const string Id = "dose-max-daily";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(
            Id,
            "dose",
            indicator => indicator switch { Indicator.Critical => 7, Indicator.Warning => 12, _ => 16 },
            ["inpatient-monitored", "specialist-advice", "established-tolerated", "data-wrong"]),
        BaclofenPrecaution.SelectAndSign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge);

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || order.IsChild || order.TotalMg is not { } total)
        {
            return new Verdict.DoesNotApply("not an adult's oral order with a known dose");
        }

        DoseLimits limits = order.Policy.Dose;
        if (total <= limits.MaxDailyAdult)
        {
            return Within(order);
        }

        Indicator level = order.IsTaper
            ? Indicator.Info
            : order.Policy.Level(Id, total > limits.MaxDailyCritical ? "farAbove" : "aboveMaximum");
        return new Verdict.Found(level, Message(order, total))
        {
            Facts = KidneyMessage.OrderFacts(order),
            Acts = DoseActs.InOrder(order, PreviousDose(order), DoseActs.LowerDose(order, Id)),
            YieldsTo = order.Band is { } band && order.Policy.Renal.Ceiling(band, order.IsOlder) < limits.MaxDailyAdult ? Kidney.Group : null,
        };
    }

    private static Verdict Within(OrderUnderCheck order)
    {
        if (order.Therapy.OtherUnread)
        {
            return new Verdict.NotChecked("runningDose", MissingReason.Unreadable) { Facts = KidneyMessage.OrderFacts(order) };
        }

        return order.Therapy.IsKnown
            ? new Verdict.Silent("within the maximum") { Facts = KidneyMessage.OrderFacts(order) }
            : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = KidneyMessage.OrderFacts(order) };
    }

    /// <summary>What runs already, when it is within the maximum and this order would take its place.</summary>
    private static Act? PreviousDose(OrderUnderCheck order) =>
        order is { IsRaised: true, Therapy: { RunningMg: { } running and > 0m, OtherMg: 0m }, Session.Drafts.Length: 1 }
        && running <= order.Policy.Dose.MaxDailyAdult
        && (order.Band is not { } band || running <= DoseAdvice.Cap(order, band))
            ? DoseActs.SetDose(order, Id, running)
            : null;

    private static FindingMessage Message(OrderUnderCheck order, decimal total)
    {
        decimal max = order.Policy.Dose.MaxDailyAdult;
        return new(
            new("dose-max-daily.summary", ("dose", Shown.Number(total)), ("max", Shown.Number(max))),
            [
                KidneyMessage.Order(order),
                .. order.Therapy.OtherMg > 0m
                    ? (Phrase[])[new("dose-max-daily.parts", ("draft", Shown.Number(order.Dose!.MostMg)), ("other", Shown.Number(order.Therapy.OtherMg)))]
                    : [],
                .. DoseUnresolved.Remarks(order),
            ],
            [new("dose-max-daily.why")],
            [new(order.Therapy.IsNewStart ? "dose-max-daily.actNew" : order.IsRaised ? "dose-max-daily.actRaised" : "dose-max-daily.actRunning", ("max", Shown.Number(max)))],
            new("dose-max-daily.sources"));
    }
}
