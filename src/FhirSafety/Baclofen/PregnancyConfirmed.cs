using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Pregnant by the newest record (clinical page, <c>pregnancy-confirmed</c>).</summary>
internal static class PregnancyConfirmed
{
    public const string Id = "pregnancy-confirmed";

    public static BaclofenPrecaution Precaution { get; } = new(
        Pregnancy.Info(Id, 9, "benefit-outweighs-risk", "specialist-advice", "not-pregnant"),
        HookSets.SelectAndSign.And(HookSets.ProblemList),
        Pregnancy.Needs,
        Judge)
    {
        Levels = ["pregnant", "knownBefore"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!Pregnancy.IsPossible(order))
        {
            return new Verdict.DoesNotApply("not of an age or sex to be pregnant");
        }

        Pregnancy pregnancy = Pregnancy.Of(order);
        if (!pregnancy.IsPregnant)
        {
            return Pregnancy.None(order, "not pregnant by the records");
        }

        if (order.Role == OrderRole.Running && order.Conditions("pregnancy", "pregnant").IsEmpty)
        {
            return new Verdict.Silent("no pregnancy is being recorded") { Facts = pregnancy.Facts(order) };
        }

        decimal start = order.Policy.Pregnancy.Start;
        bool known = order.IsStableRenewal || order.IsTaper || order.IsAcceptedStartAt(start);
        return new Verdict.Found(order.Policy.Level(Id, known ? "knownBefore" : "pregnant"), Message(order, pregnancy))
        {
            Facts = pregnancy.Facts(order),
            Acts = DoseActs.InOrder(order, DoseActs.LowerStart(order, Id, start), ConditionCard.Refer(order, "obstetrics", "due.now")),
            YieldsTo = PregnancyNearTerm.Id,
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, Pregnancy pregnancy)
    {
        int? weeks = pregnancy.Weeks(order.Patient.Today);
        bool early = weeks <= order.Policy.Pregnancy.FirstTrimesterWeeks;
        return new(
            weeks is { } completed ? new("pregnancy-confirmed.summary", ("weeks", Pregnancy.Number(completed))) : new("pregnancy-confirmed.summaryNoWeeks"),
            [.. pregnancy.Found(), .. OrderLine.Of(order)],
            [new("pregnancy-confirmed.why")],
            [new(order.Therapy.IsNewStart ? "pregnancy-confirmed.actNew" : "pregnancy-confirmed.actRunning"), .. early ? (Phrase[])[new("pregnancy-confirmed.early")] : []],
            new("pregnancy-confirmed.sources"));
    }
}
