using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>CKD on the problem list and no number in its window (clinical page, <c>renal-problem-list</c>).</summary>
internal static class RenalProblemList
{
    public const string Id = "renal-problem-list";

    public static BaclofenPrecaution Precaution { get; } = new(Kidney.Info(Id), HookSets.Orders.And(HookSets.ProblemList), PrecautionNeeds.TherapyAndKidneys, order => Kidney.OnChange(order, Judge))
    {
        Levels = ["newOrRaised"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    /// <summary>Whether it speaks; then <c>renal-data</c> need not.</summary>
    internal static bool Speaks(OrderUnderCheck order) =>
        order.Kidneys is { Ckd.Band: not null, HasFreshNumber: false } && order.Band is not (null or RenalBand.Dialysis);

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!Speaks(order))
        {
            return Kidney.Silent(order, "a number in its window, or no CKD stage 3 to 5 recorded");
        }

        RenalBand band = order.Band!.Value;
        Indicator assumed = order.Softened(
            band switch
            {
                RenalBand.G4 or RenalBand.G5 => order.Policy.Level(RenalSevere.Id, "avoid"),
                RenalBand.G3a or RenalBand.G3b => RenalModerate.Level(order, band),
                _ => Indicator.Info,
            },
            band);
        bool newOrRaised = order.Therapy.IsNewStart || order.IsRaised;
        bool floorHolds = newOrRaised && order.IsOral && !order.IsTaper && !order.IsAcceptedForKidneys;
        Indicator level = floorHolds ? (Indicator)Math.Max((int)assumed, (int)order.Policy.Level(Id, "newOrRaised")) : assumed;

        return new Verdict.Found(level, Message(order))
        {
            Facts = order.KidneyFacts,
            Acts = DoseActs.InOrder(
                order,
                DoseActs.Creatinine(order, "due.now"),
                DoseActs.LowerDose(order, Id),
                order.IsOral ? Kidney.TaperToCap(order, Id, band) : null),
        };
    }

    private static FindingMessage Message(OrderUnderCheck order) => new(
        order.TotalMg is { } total
            ? new("renal-problem-list.summary", ("kidneys", KidneyMessage.Recorded(order.Kidneys.Ckd!)), ("dose", Shown.Number(total)))
            : new("renal-problem-list.summaryNoDose", ("kidneys", KidneyMessage.Recorded(order.Kidneys.Ckd!))),
        KidneyMessage.Found(order),
        [new("renal-problem-list.why")],
        [new("renal-problem-list.act")],
        new("renal-problem-list.sources"));
}
