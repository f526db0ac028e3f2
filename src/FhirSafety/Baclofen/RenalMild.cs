using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>eGFR 60 or more, but a high new dose or a clearance below 60 (clinical page, <c>renal-mild</c>).</summary>
internal static class RenalMild
{
    public const string Id = "renal-mild";

    public static BaclofenPrecaution Precaution { get; } = new(Kidney.Info(Id), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        // "At least 60" is as good as a laboratory may say it: no renal check speaks then.
        if (order.Band is not (RenalBand.G1 or RenalBand.G2)
            || order.Kidneys.Egfr is not { Comparator: not Comparator.AtLeast }
            || order.IsChild
            || !order.IsOral)
        {
            return new Verdict.DoesNotApply("no eGFR of 60 or more in an adult's oral order");
        }

        decimal ceiling = order.Policy.Renal.Ceiling(RenalBand.G2, order.IsOlder);
        bool highNewStart = order.Band == RenalBand.G2 && order.Therapy.IsNewStart && order.KnownMg > ceiling;
        bool conflict = order.Kidneys.Clearance is Known<CreatinineClearance>.Value { Fact.MlPerMin: < 60 };
        if (!highNewStart && !conflict)
        {
            return new Verdict.Silent("under its limits") { Facts = order.KidneyFacts };
        }

        return new Verdict.Found(order.Policy.Level(Id, "note"), Message(order, conflict))
        {
            Facts = order.KidneyFacts,
            Acts = DoseActs.InOrder(order, DoseActs.LowerDose(order, Id)),
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, bool conflict)
    {
        decimal cap = DoseAdvice.Cap(order, order.Band!.Value);
        (string, string)[] said = [("egfr", Shown.Egfr(order.Kidneys.Egfr!)), ("cap", Shown.Number(Math.Min(cap, order.Policy.Renal.Ceiling(RenalBand.G2, order.IsOlder))))];
        return new(
            conflict && order.Kidneys.Clearance is Known<CreatinineClearance>.Value { Fact.MlPerMin: var mlPerMin }
                ? new("renal-mild.summaryConflict", [.. said, ("crcl", Shown.Number(mlPerMin))])
                : new("renal-mild.summary", [.. said]),
            KidneyMessage.Found(order),
            [new(conflict ? "renal-mild.whyConflict" : "renal-mild.why")],
            [new("renal-mild.act")],
            new("renal-mild.sources"));
    }
}
