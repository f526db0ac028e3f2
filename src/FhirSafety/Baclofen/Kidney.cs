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
    /// Judges an order, and what runs only when the kidneys have become worse since it was signed. Where a result or a record was not seen,
    /// whether they have cannot be told.
    /// </summary>
    public static Verdict OnChange(OrderUnderCheck order, Func<OrderUnderCheck, Verdict> judge) =>
        judge(order) is var verdict && (order.Role != OrderRole.Running || order.KidneysChanged || verdict is Verdict.NotChecked)
            ? verdict
            : new Verdict.Silent("kidneys not worse than when the running order was signed") { Facts = order.KidneyFacts };

    /// <summary>
    /// The verdict of a check that found nothing: silence where all was seen that could have changed it, "not checked" where it was
    /// not. A record that was read whole and holds no result is the business of <c>renal-data</c>.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="why">Why there is nothing to say.</param>
    /// <param name="byDiagnosis">Whether the problem list speaks even beside a number in its window, as of acute injury.</param>
    public static Verdict Silent(OrderUnderCheck order, string why, bool byDiagnosis = false)
    {
        if (order.Band == RenalBand.Dialysis)
        {
            return new Verdict.Silent("on dialysis, where no number counts") { Facts = order.KidneyFacts };
        }

        return Gap(order, byDiagnosis) is var (what, reason)
            ? new Verdict.NotChecked(what, reason) { Facts = order.KidneyFacts }
            : new Verdict.Silent(why) { Facts = order.KidneyFacts };
    }

    /// <summary>A finding of a band.</summary>
    /// <param name="order">The order.</param>
    /// <param name="id">The precaution.</param>
    /// <param name="level">Its level before what softens it.</param>
    /// <param name="band">The band.</param>
    public static Verdict Found(OrderUnderCheck order, string id, Indicator level, RenalBand band)
    {
        Act? notToStart = band >= RenalBand.G4 ? DoseActs.NotToStart(order) : null;
        string due = band >= RenalBand.G4 ? "due.now" : "due.in1To2Weeks";
        Act? creatinine = DoseActs.Creatinine(order, due);
        Act? nephrology = band >= RenalBand.G4 && order is { IsOral: true, IsTaper: false, IsAcceptedForKidneys: false } ? new Act.OrderService("nephrology", due) : null;

        // On dialysis no number counts: the nephrologist comes before the creatinine.
        (Act? first, Act? second) = band == RenalBand.Dialysis ? (nephrology, creatinine) : (creatinine, nephrology);
        return new Verdict.Found(order.Softened(level, band), KidneyMessage.OfBand(order, id, band))
        {
            Facts = order.KidneyFacts,
            Acts = order.IsOral && !order.IsChild
                ? DoseActs.InOrder(order, notToStart, DoseActs.LowerDose(order, id), TaperToCap(order, id, band), first, second)
                : DoseActs.InOrder(order, order.IsOral ? notToStart : null, first, second),
        };
    }

    /// <summary>Whether the kidneys would be judged otherwise in a ward. A result that is fresh in either setting needs no encounter.</summary>
    internal static bool SettingMatters(OrderUnderCheck order)
    {
        PatientSnapshot inpatient = order.Patient with { Setting = new Known<CareSetting>.Value(CareSetting.Inpatient) };
        RenalFunction strict = RenalFunctionResolver.Resolve(inpatient, order.Policy.Kidney);
        return strict.Stale != order.Kidneys.Stale || strict.Band != order.Kidneys.Band;
    }

    /// <summary>For who runs above the ceiling of the eGFR. Above that of the clearance alone there are only words (clinical page, section 5.4).</summary>
    internal static Act? TaperToCap(OrderUnderCheck order, string id, RenalBand band) =>
        !(order.TotalMg > order.Policy.Renal.Ceiling(band, order.IsOlder)) ? null
        : order.Role == OrderRole.Running ? TaperRunning(order, id, DoseAdvice.Cap(order, band))
        : DoseActs.TaperTo(order, id, DoseAdvice.Cap(order, band), orRaised: true);

    // Without a draft whose place the steps could take, as when a chart is opened and the kidneys have become worse.
    private static Act.Taper? TaperRunning(OrderUnderCheck order, string id, decimal cap) =>
        order is { IsTaper: false, MayBeMore: false, Kidneys.Aki: null, Therapy.IsKnown: true }
            ? Withdrawal.Taper(order, id, TaperSchedule.Plan(DoseActs.TaperInputsOf(order) with { TargetMg = cap }, order.Policy.Taper))
            : null;

    private static (string What, MissingReason Reason)? Gap(OrderUnderCheck order, bool byDiagnosis)
    {
        PatientSnapshot patient = order.Patient;
        if (LabGap(order) is var labs and not MissingReason.NoneOnFile)
        {
            return ("kidneyLabs", labs);
        }

        if (!patient.Conditions.IsWhole && (byDiagnosis || !order.Kidneys.HasFreshNumber))
        {
            return ("conditions", patient.Conditions.Gap);
        }

        // Without a number, dialysis of long ago stands for the kidneys.
        if (!patient.Procedures.IsWhole && !order.Kidneys.HasFreshNumber)
        {
            return ("procedures", patient.Procedures.Gap);
        }

        return patient.Setting is Known<CareSetting>.Missing { Reason: not MissingReason.NoneOnFile } setting && order.SettingMatters
            ? ("encounter", setting.Reason)
            : null;
    }

    private static MissingReason LabGap(OrderUnderCheck order) =>
        order.Kidneys.Band is Known<RenalBand>.Missing { Reason: not MissingReason.NoneOnFile } missing ? missing.Reason
        : HasUnusedCreatinine(order) || MayBeStaleOfAChild(order) ? MissingReason.NotComputable
        : order.Patient.Creatinines.IsWhole ? order.Patient.Egfrs.Gap
        : order.Patient.Creatinines.Gap;

    // A creatinine newer than the number in use could not be worked out, as of a child without a height. Without an age one of the
    // same day could not either, and it may tell another band than the laboratory does.
    private static bool HasUnusedCreatinine(OrderUnderCheck order)
    {
        if (order.Kidneys is not { Creatinine: { } creatinine, Basis: not RenalBasis.Cystatin })
        {
            return false;
        }

        DateOnly sampled = DateOnly.FromDateTime(creatinine.At.DateTime);
        return PatientAge.Of(order.Patient) is null
            ? !(order.Kidneys.Egfr?.Date > sampled)
            : !(order.Kidneys.Egfr?.Date >= sampled);
    }

    // The window of a child is shorter than that of good adult kidneys.
    private static bool MayBeStaleOfAChild(OrderUnderCheck order) =>
        PatientAge.Of(order.Patient) is null && order.Kidneys.AgeInDays > order.Policy.Kidney.Windows.Outpatient.Child;
}
