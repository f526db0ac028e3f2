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

        if (order.IsSurelyChild)
        {
            return new Verdict.DoesNotApply("a child's maximum goes by age and weight");
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
        written = OffLabelPurpose.IsForAlcohol(order) ? written.Higher() : written;
        Indicator level = order.IsTaper ? Indicator.Info : order.IsStableRenewal ? written.Lower() : written;
        return new Verdict.Found(level, Message(order, total))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, DoseActs.KeepRunning(order, Id), DoseActs.LowerDose(order, Id), DoseActs.TaperTo(order, Id, Most(order), orRaised: true), new Act.CreateTask("doseReview", "due.in1Week")),
            YieldsTo = IsByRunningOrderAlone(order) ? DuplicateBaclofen.Id : LowerCeiling(order),
        };
    }

    // The link to the running order is what is wrong then, and the duplicate's card says so.
    private static bool IsByRunningOrderAlone(OrderUnderCheck order) =>
        !order.Therapy.RunningBeside.IsEmpty && order.Session.Drafts.Length == 1 && order.Dose?.MostMg <= order.Policy.MaxDaily;

    /// <summary>The renal precaution that names a lower ceiling than the maximum; null where the kidneys set none.</summary>
    private static string? LowerCeiling(OrderUnderCheck order) => order.Band switch
    {
        { } band when order.Policy.Renal.Ceiling(band, order.IsOlder) >= order.Policy.MaxDaily => null,
        RenalBand.G3a or RenalBand.G3b => RenalModerate.Id,
        RenalBand.G4 or RenalBand.G5 => RenalSevere.Id,
        RenalBand.Dialysis => RenalDialysis.Id,
        _ => null,
    };

    /// <summary>The verdict on a dose within its maximum: silence where all that adds to it was seen.</summary>
    internal static Verdict Within(OrderUnderCheck order)
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

    // Two cards must not name two limits, nor offer two tapers, of one dose: where poor kidneys allow less, this one says that too.
    private static decimal Most(OrderUnderCheck order) => order.Band is { } band and > RenalBand.G2
        ? Math.Min(order.Policy.MaxDaily, order.Therapy.IsNewStart ? order.Policy.Renal.Ceiling(band, order.IsOlder) : DoseAdvice.Cap(order, band))
        : order.Policy.MaxDaily;

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
            ],
            [new("dose-max-daily.why")],
            [ToDo(order)],
            new(order.Policy.Jurisdiction == Jurisdiction.DE ? "dose-max-daily.sourcesGermany" : "dose-max-daily.sources"));
    }

    private static Phrase ToDo(OrderUnderCheck order)
    {
        decimal most = Most(order);
        string key = order switch
        {
            { IsSurelyNew: true } => "dose-max-daily.actNew",
            { Therapy.IsNewStart: true } => "dose-max-daily.actUnknown",
            { IsRaised: true } when !(order.Therapy.RunningMg > most) => order.Therapy.RunningMg < most ? "dose-max-daily.actRaised" : "dose-max-daily.actKeep",
            _ => "dose-max-daily.actRunning",
        };
        return order switch
        {
            { IsTaper: true } => Tapers.KeepTo(order),
            { IsRaised: true, Kidneys.Aki: not null } => new("dose.noRise"),
            _ => new(key, ("max", Shown.Number(most))),
        };
    }
}
