using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Limits and suggested doses of one order (clinical page, sections 3 and 5.4). Adults, by mouth.</summary>
public static class DoseAdvice
{
    /// <summary>The limit of a band for this order: the start for a new start, the ceiling for everything else.</summary>
    public static decimal Limit(OrderUnderCheck order, RenalBand band) => order.Therapy.IsNewStart
        ? order.Policy.Renal.Start(band)
        : order.Policy.Renal.Ceiling(band, order.IsOlder);

    /// <summary>The limit that is shown and suggested: the lower of the eGFR's band and the same band of the clearance.</summary>
    public static decimal Cap(OrderUnderCheck order, RenalBand band) => ClearanceBand(order) is { } other && other > band
        ? Math.Min(Limit(order, band), Limit(order, other))
        : Limit(order, band);

    /// <summary>Whether the clearance alone makes the cap lower than the eGFR does.</summary>
    public static bool CapIsByClearance(OrderUnderCheck order, RenalBand band) => Cap(order, band) < Limit(order, band);

    /// <summary>Whether the order is above the limit of a band. A dose that is not known yet counts as above.</summary>
    public static bool IsAboveLimit(OrderUnderCheck order, RenalBand band)
    {
        if (order.MayBeMore || order.TotalMg is not { } total)
        {
            return true;
        }

        decimal ceiling = order.Policy.Renal.Ceiling(band, order.IsOlder);
        bool isSequence = order.Dose is { Steps.Length: > 1 } || order.Therapy.Follows is not null;
        return order.Therapy.IsNewStart
            ? order.StartMg > order.Policy.Renal.Start(band) || (isSequence && total > ceiling)
            : total > ceiling;
    }

    /// <summary>The most a new start may be here: the label's start, less with poor kidneys, and what we suggest less in older age, or as another finding asks.</summary>
    public static decimal StartToSuggest(OrderUnderCheck order)
    {
        decimal start = order.Band is { } band ? Math.Min(Cap(order, band), order.Policy.Dose.StartAdult) : order.Policy.Dose.StartAdult;
        start = order.IsOlder ? Math.Min(start, order.Policy.Dose.StartOlder) : start;
        return order.DoseAsked < start ? order.DoseAsked.Value : start;
    }

    /// <summary>Whether the kidneys leave no room above what an adult takes by mouth: creatinine moves, or that is at the limit already.</summary>
    public static bool IsRiseBarred(OrderUnderCheck order) =>
        IsTaken(order) && (order.Kidneys.Aki is not null || (order.Band is { } band and > RenalBand.G2 && order.Therapy.RunningMg >= Cap(order, band)));

    /// <summary>Whether the kidneys ask for less than an adult takes by mouth.</summary>
    public static bool IsLoweringAsked(OrderUnderCheck order) =>
        IsTaken(order) && (order.Kidneys.Aki is not null || (order.Band is { } band and > RenalBand.G2 && order.Therapy.RunningMg > Cap(order, band)));

    /// <summary>
    /// The daily dose to offer instead of the ordered one; null when there is none to offer: children, pumps, tapers, what was
    /// accepted already, acute kidney injury (where a start is to wait), a running patient above the ceiling (who needs a taper, not a
    /// jump), or when the ordered dose is, or may be, already that low.
    /// </summary>
    public static decimal? Suggested(OrderUnderCheck order)
    {
        if (order.IsChild || !order.IsOral || order.IsTaper || order.IsAcceptedForKidneys || order.Kidneys.Aki is not null || order.Session.Drafts.Length > 1)
        {
            return null;
        }

        decimal? suggested = order.Therapy.IsNewStart ? ForNewStart(order) : order.IsRaised ? ForRise(order) : null;
        return suggested < order.KnownMg || order.Order.Dose is DailyDose.NotYetKnown ? suggested : null;
    }

    /// <summary>Rounded down to what tablets make: to 5 mg, at or under 15 mg to 2.5 mg, never under 2.5 mg.</summary>
    internal static decimal RoundDown(decimal mg)
    {
        decimal step = mg > 15m ? 5m : TabletChoice.SmallestPart;
        return Math.Max(TabletChoice.SmallestPart, Math.Floor(mg / step) * step);
    }

    private static bool IsTaken(OrderUnderCheck order) => order is { IsOral: true, IsChild: false, Therapy.IsNewStart: false };

    // What is within the start is not cut further: the card would contradict the limit it names.
    private static decimal? ForNewStart(OrderUnderCheck order)
    {
        decimal start = StartToSuggest(order);
        if (order.StartMg <= start)
        {
            return null;
        }

        return order.StartMg is { } ordered ? RoundDown(Math.Min(Reduced(order, ordered), start)) : RoundDown(start);
    }

    // Not below what runs: lowering that is a taper. Not above it by more than one step of the titration.
    private static decimal? ForRise(OrderUnderCheck order)
    {
        if (order.Therapy.RunningMg is not { } running || running <= 0m || order.TotalMg is not { } total || order.Therapy.OtherMg > 0m)
        {
            return null;
        }

        // Healthy kidneys set no lower ceiling than the label; a country or a site may.
        decimal ceiling = order.Band is { } band ? Math.Min(Cap(order, band), order.Policy.MaxDaily) : order.Policy.MaxDaily;
        if (running > ceiling)
        {
            return null;
        }

        decimal step = order.IsOlder || order.Band > RenalBand.G2
            ? order.Policy.Dose.EscalationStepReduced
            : order.Policy.Dose.EscalationStep;
        decimal target = RoundDown(Math.Min(Reduced(order, total), Math.Min(ceiling, running + step)));
        return Math.Max(order.DoseAsked < target ? order.DoseAsked.Value : target, running);
    }

    private static decimal Reduced(OrderUnderCheck order, decimal ordered) => order.Band is { } band
        ? order.Policy.Renal.Reduction.For(band, order.Kidneys.Clearance).Of(ordered)
        : ordered;

    private static RenalBand? ClearanceBand(OrderUnderCheck order) =>
        order.Band is not RenalBand.Dialysis && order.Kidneys.Clearance is Known<CreatinineClearance>.Value { Fact.MlPerMin: var mlPerMin }
            ? KidneyEquations.BandOf(mlPerMin)
            : null;
}
