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
        HookSets.Sign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["atRisk", "otherwise"],
    };

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
        if (!missing && !order.Kidneys.Stale && !IsOnlyAnUpperBound(order.Kidneys))
        {
            return Kidney.Silent(order, "a number in its window");
        }

        if (order.Session.KidneyTestOrdered)
        {
            return new Verdict.Silent("a kidney test is ordered in this session") { Facts = order.KidneyFacts };
        }

        bool atRisk = order.IsOlder || lastBandLow || order.Kidneys.Ckd is not null || HasRiskFactor(order);
        if (!atRisk && order.Age < order.Policy.KidneyDataYoungAge)
        {
            // Results that were not seen are one gap with that of the other renal checks.
            MissingReason why = missing || order.Kidneys.Stale ? Reason(order) : MissingReason.NotComputable;
            string what = order.Kidneys.Stale ? "kidneyFunctionOld" : missing && why != MissingReason.NoneOnFile ? "kidneyLabs" : "kidneyFunction";
            return new Verdict.NotChecked(what, why) { Facts = order.KidneyFacts, Remedy = DoseActs.Creatinine(order, "due.now") };
        }

        return new Verdict.Found(order is { IsOral: true, IsTaper: false } ? order.Policy.Level(Id, atRisk ? "atRisk" : "otherwise") : Indicator.Info, Message(order))
        {
            Facts = order.KidneyFacts,
            Acts = DoseActs.InOrder(order, DoseActs.Creatinine(order, "due.now")),
        };
    }

    // "Below 60" can be any band from G3a down, "below 15" only one (clinical page, section 5).
    private static bool IsOnlyAnUpperBound(RenalFunction kidneys) =>
        kidneys.Egfr is { Comparator: Comparator.Below, Value: var bound } && KidneyEquations.BandOf(Math.BitDecrement(bound)) < RenalBand.G5;

    private static bool HasRiskFactor(OrderUnderCheck order) =>
        HasOtherRiskThanNsaids(order) || order.Patient.Medications.Items.Any(drug => drug.IsActive && drug.GroupIn(RenalNsaid.Set) is not null);

    /// <summary>Whether a disease or a drug speaks for poor kidneys, NSAIDs left aside.</summary>
    internal static bool HasOtherRiskThanNsaids(OrderUnderCheck order) =>
        order.Patient.Conditions.Items.Any(condition => condition.GroupIn("diabetes") is not null && condition.IsCurrent(order.Patient.Today))
        || order.Patient.Medications.Items.Any(drug => drug.IsActive
            && drug.Meanings.Any(meaning => meaning is { Set: "antidiabetics" or "lithium" } or { Set: "antihypertensives", Group: not "other-hypotensive" }));

    private static MissingReason Reason(OrderUnderCheck order) =>
        order.Kidneys.Band is Known<RenalBand>.Missing missing ? missing.Reason : MissingReason.NoneOnFile;

    private static FindingMessage Message(OrderUnderCheck order) => new(
        Summary(order),
        KidneyMessage.Found(order),
        [new("renal-data.why")],
        [ToDo(order)],
        new("renal-data.sources"));

    private static Phrase ToDo(OrderUnderCheck order) => order switch
    {
        { IsOral: false } => new("renal-data.actIntrathecal"),
        { IsChild: true } => new("renal-data.actChild"),
        { Therapy.IsNewStart: true } => new("renal-data.act", ("start", Shown.Number(DoseAdvice.StartToSuggest(order)))),
        _ => new("renal-data.actRunning"),
    };

    private static Phrase Summary(OrderUnderCheck order)
    {
        if (order.Kidneys is { Stale: false, Egfr: { Comparator: Comparator.Below } bound })
        {
            return new("renal-data.summaryBelow", ("egfr", Shown.Egfr(bound)));
        }

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
