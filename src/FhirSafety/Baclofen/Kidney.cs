using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on the kidneys share: their card, their silence, and the finding of a band.</summary>
internal static class Kidney
{
    /// <summary>The card renal findings are on.</summary>
    public const string Group = "kidney";

    /// <summary>A renal precaution as the composer knows it.</summary>
    public static Precaution Info(string id) => new(
        id,
        Group,
        indicator => indicator switch { Indicator.Critical => 5, Indicator.Warning => 11, _ => 16 },
        ["benefit-outweighs-risk", "will-monitor", "specialist-advice", "established-tolerated", "data-wrong", "palliative-care"]);

    /// <summary>
    /// The verdict of a check that found nothing: silence where the results were seen, "not checked" where they were not. A
    /// record that was read whole and holds no result is the business of <c>renal-data</c>.
    /// </summary>
    public static Verdict Silent(OrderUnderCheck order, string why)
    {
        MissingReason gap = order.Patient.Creatinines.IsWhole ? order.Patient.Egfrs.Gap : order.Patient.Creatinines.Gap;
        MissingReason reason = order.Kidneys.Band is Known<RenalBand>.Missing { Reason: not MissingReason.NoneOnFile } missing
            ? missing.Reason
            : gap;
        return reason == MissingReason.NoneOnFile
            ? new Verdict.Silent(why) { Facts = order.KidneyFacts }
            : new Verdict.NotChecked(reason == MissingReason.NotComputable ? "kidneyFunction" : "kidneyLabs", reason) { Facts = order.KidneyFacts };
    }

    /// <summary>A finding of a band.</summary>
    /// <param name="order">The order.</param>
    /// <param name="id">The precaution.</param>
    /// <param name="level">Its level before what softens it.</param>
    /// <param name="band">The band.</param>
    /// <param name="avoid">Whether not to start is the first thing to offer.</param>
    public static Verdict Found(OrderUnderCheck order, string id, Indicator level, RenalBand band, bool avoid)
    {
        Act? notToStart = avoid && band >= RenalBand.G4 ? DoseActs.NotToStart(order) : null;
        string due = band >= RenalBand.G4 ? "due.now" : "due.in1To2Weeks";
        return new Verdict.Found(order.Softened(level, band), Message(order, id, band))
        {
            Facts = order.KidneyFacts,
            Acts = order.IsOral && !order.IsChild
                ? DoseActs.InOrder(order, notToStart, DoseActs.LowerDose(order, id), DoseActs.Creatinine(order, due))
                : DoseActs.InOrder(order, DoseActs.Creatinine(order, due)),
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, string id, RenalBand band)
    {
        decimal cap = order.IsChild || !order.IsOral ? 0m : DoseAdvice.Cap(order, band);
        return new(
            Summary(order, id, cap),
            KidneyMessage.Found(order),
            order.IsOral ? [new($"{id}.why")] : [new("kidney.intrathecal")],
            [new(ActKey(order, id, band), ("cap", Shown.Number(cap)), ("byClearance", cap > 0 && DoseAdvice.CapIsByClearance(order, band) ? " (by creatinine clearance)" : ""))],
            new($"{id}.sources"));
    }

    private static Phrase Summary(OrderUnderCheck order, string id, decimal cap)
    {
        (string, string)[] arguments =
        [
            ("egfr", order.Kidneys.Egfr is { } egfr ? Shown.Egfr(egfr) : ""),
            ("stage", order.Kidneys.Ckd is { } ckd ? KidneyMessage.Stage(ckd) : ""),
            ("cap", Shown.Number(cap)),
            ("dose", Shown.Dose(order.TotalMg)),
        ];
        string form = order.IsAcceptedForKidneys && order.IsOral ? "summaryAccepted"
            : !order.IsOral ? "summaryIntrathecal"
            : order.IsChild ? "summaryChild"
            : order.Kidneys.Egfr is null && order.Band != RenalBand.Dialysis ? "summaryByStage"
            : order.TotalMg is null ? "summaryNoDose"
            : "summary";
        return new($"{id}.{form}", [.. arguments]);
    }

    private static string ActKey(OrderUnderCheck order, string id, RenalBand band)
    {
        if (order.IsAcceptedForKidneys)
        {
            return "kidney.actAccepted";
        }

        if (!order.IsOral)
        {
            return "kidney.actIntrathecal";
        }

        if (order.IsChild)
        {
            return "kidney.actChild";
        }

        if (order.Therapy.IsNewStart)
        {
            return order.Therapy.IsKnown ? $"{id}.actNew" : "kidney.actUnknown";
        }

        // Established patients: never a sudden stop, always a taper.
        return order.TotalMg <= order.Policy.Renal.Ceiling(band, order.IsOlder) ? "kidney.actWithin" : "kidney.actTaper";
    }
}
