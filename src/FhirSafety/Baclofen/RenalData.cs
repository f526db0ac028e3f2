using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>No kidney function, or only an old one (clinical page, <c>renal-data</c>).</summary>
internal static class RenalData
{
    public const string Id = "renal-data";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, Kidney.Group, indicator => indicator == Indicator.Info ? 16 : 15, ["will-monitor", "data-wrong", "already-addressed"]),
        BaclofenPrecaution.Sign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge);

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool lastBandLow = order.Band > RenalBand.G2;
        if (!order.Therapy.IsNewStart && !order.IsRaised && !lastBandLow)
        {
            return new Verdict.DoesNotApply("neither new nor raised, and the last band not below 60");
        }

        if (RenalProblemList.Speaks(order) || order.Band == RenalBand.Dialysis)
        {
            return new Verdict.Silent("another renal check speaks of it") { Facts = order.KidneyFacts };
        }

        bool missing = order.Band is null;
        if (!missing && !order.Kidneys.Stale)
        {
            return Fresh(order);
        }

        if (order.Session.KidneyTestOrdered)
        {
            return new Verdict.Silent("a kidney test is ordered in this session") { Facts = order.KidneyFacts };
        }

        bool atRisk = order.IsOlder || lastBandLow || order.Kidneys.Ckd is not null || HasRiskFactor(order);
        if (!atRisk && order.Age < order.Policy.KidneyDataYoungAge)
        {
            return new Verdict.NotChecked("kidneyFunction", Reason(order)) { Facts = order.KidneyFacts };
        }

        return new Verdict.Found(order.IsOral ? order.Policy.Level(Id, atRisk ? "atRisk" : "otherwise") : Indicator.Info, Message(order))
        {
            Facts = order.KidneyFacts,
            Acts = DoseActs.InOrder(order, DoseActs.Creatinine(order, "due.now")),
        };
    }

    // A number in its window, but what else was sent could make it too old, or is a newer one that cannot be read.
    private static Verdict Fresh(OrderUnderCheck order)
    {
        if (order.Patient.Setting is Known<CareSetting>.Missing setting && setting.Reason != MissingReason.NoneOnFile)
        {
            return new Verdict.NotChecked("encounter", setting.Reason) { Facts = order.KidneyFacts };
        }

        return Kidney.Silent(order, "a number in its window");
    }

    private static bool HasRiskFactor(OrderUnderCheck order) =>
        order.Patient.Conditions.Items.Any(condition => condition.GroupIn("diabetes") is not null && condition.IsCurrent(order.Patient.Today))
        || order.Patient.Medications.Items.Any(drug =>
            drug.GroupIn("antidiabetics") is not null
            || drug.GroupIn("nsaids") is not null
            || drug.GroupIn("lithium") is not null
            || drug.GroupIn("antihypertensives") is { } group and not "other-hypotensive");

    private static MissingReason Reason(OrderUnderCheck order) =>
        order.Kidneys.Band is Known<RenalBand>.Missing missing ? missing.Reason : MissingReason.NoneOnFile;

    private static FindingMessage Message(OrderUnderCheck order) => new(
        Summary(order),
        KidneyMessage.Found(order),
        [new("renal-data.why")],
        [new("renal-data.act", ("start", Shown.Number(order.IsOlder ? order.Policy.Dose.StartOlder : order.Policy.Dose.StartAdult)))],
        new("renal-data.sources"));

    private static Phrase Summary(OrderUnderCheck order)
    {
        if (order.Kidneys is not { Stale: true, AgeInDays: { } days, Egfr: { } egfr })
        {
            return new($"renal-data.summary{Reason(order)}");
        }

        DateOnly today = order.Patient.Today;
        int months = ((today.Year - egfr.Date.Year) * 12) + today.Month - egfr.Date.Month - (today.Day < egfr.Date.Day ? 1 : 0);
        return months >= 2
            ? new("renal-data.summaryMonths", ("months", months.ToString(CultureInfo.InvariantCulture)))
            : new("renal-data.summaryDays", ("days", days.ToString(CultureInfo.InvariantCulture)));
    }
}
