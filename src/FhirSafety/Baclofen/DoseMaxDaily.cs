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
        HookSets.SelectAndSign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["aboveMaximum", "farAbove"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral)
        {
            return new Verdict.DoesNotApply("not an oral order");
        }

        // Children's limits go by age and weight and are not built yet: silence would read as "checked and safe".
        if (order.IsSurelyChild)
        {
            return new Verdict.NotChecked("childDose", MissingReason.NotComputable) { Facts = OrderFacts.Of(order) };
        }

        if (order.KnownMg is not { } total)
        {
            return new Verdict.DoesNotApply("the dose is not known");
        }

        DoseLimits limits = order.Policy.Dose;
        if (total <= order.Policy.MaxDaily)
        {
            return Within(order);
        }

        Indicator written = order.Policy.Level(Id, total > limits.MaxDailyCritical ? "farAbove" : "aboveMaximum");
        Indicator level = order.IsTaper ? Indicator.Info : order.IsStableRenewal ? written.Lower() : written;
        return new Verdict.Found(level, Message(order, total))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, DoseActs.KeepRunning(order, Id), DoseActs.LowerDose(order, Id)),
            YieldsTo = LowerCeiling(order),
        };
    }

    /// <summary>The renal precaution that names a lower ceiling than the maximum; null where the kidneys set none.</summary>
    private static string? LowerCeiling(OrderUnderCheck order) => order.Band switch
    {
        { } band when order.Policy.Renal.Ceiling(band, order.IsOlder) >= order.Policy.MaxDaily => null,
        RenalBand.G3a or RenalBand.G3b => RenalModerate.Id,
        RenalBand.G4 or RenalBand.G5 => RenalSevere.Id,
        RenalBand.Dialysis => RenalDialysis.Id,
        _ => null,
    };

    private static Verdict Within(OrderUnderCheck order)
    {
        if (order.TotalMg is null)
        {
            return new Verdict.DoesNotApply("a part of the dose is not known: dose-unresolved speaks of it");
        }

        if (order.Therapy.OtherUnread)
        {
            return new Verdict.NotChecked("runningDose", MissingReason.Unreadable) { Facts = OrderFacts.Of(order) };
        }

        return order.Therapy.IsKnown
            ? new Verdict.Silent("within the maximum") { Facts = OrderFacts.Of(order) }
            : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
    }

    private static FindingMessage Message(OrderUnderCheck order, decimal total)
    {
        decimal max = order.Policy.MaxDaily;
        return new(
            new(order.MayBeMore ? "dose-max-daily.summaryAtLeast" : "dose-max-daily.summary", ("dose", Shown.Number(total)), ("max", Shown.Number(max))),
            [
                .. OrderLine.Of(order),
                .. order.Therapy.OtherMg is > 0m and var other
                    ? (Phrase[])[new("dose-max-daily.parts", ("draft", Shown.Number(total - other)), ("other", Shown.Number(other)))]
                    : [],
                .. DoseUnresolved.Remarks(order),
            ],
            [new("dose-max-daily.why")],
            [new(ToDo(order), ("max", Shown.Number(max)))],
            new("dose-max-daily.sources"));
    }

    private static string ToDo(OrderUnderCheck order) => order switch
    {
        { IsSurelyNew: true } => "dose-max-daily.actNew",
        { Therapy.IsNewStart: true } => "dose-max-daily.actUnknown",
        { IsRaised: true } when !(order.Therapy.RunningMg > order.Policy.MaxDaily) => "dose-max-daily.actRaised",
        _ => "dose-max-daily.actRunning",
    };
}
