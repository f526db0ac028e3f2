using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Falls on file at a new start or a dose rise (clinical page, <c>older-falls</c>).</summary>
internal static class OlderFalls
{
    public const string Id = "older-falls";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, "start", indicator => indicator == Indicator.Info ? 16 : 14, ["benefit-outweighs-risk", "will-monitor"]),
        HookSets.Sign.And(HookSets.ProblemList),
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["fallen", "riskOnly"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Role == OrderRole.Draft && !order.Therapy.IsNewStart && !order.IsRaised)
        {
            return new Verdict.DoesNotApply("neither new nor raised");
        }

        // Repeated falls count at any age, one fall from the older age on.
        ConditionHit? fall = (order.IsOlder ? Falls.Recent(order, "event", "recurrent", "history") : Falls.Recent(order, "recurrent")).FirstOrDefault();
        if (fall is null && order.Age is null && (Falls.Risk(order) is not null || !Falls.Recent(order, "event", "history").IsEmpty))
        {
            return order.AgeNotKnown();
        }

        ConditionHit? hit = fall ?? (order.IsOlder ? Falls.Risk(order) : null);
        return hit is null ? ConditionVerdict.None(order) : Found(order, hit, fell: fall is not null);
    }

    private static Verdict.Found Found(OrderUnderCheck order, ConditionHit hit, bool fell)
    {
        decimal start = order.Policy.Dose.StartOlder;
        bool accepted = order.IsAcceptedStartAt(start);
        Indicator level = accepted ? Indicator.Info : order.Policy.Level(Id, fell ? "fallen" : "riskOnly");
        bool acts = fell && order.Role == OrderRole.Draft;
        return new Verdict.Found(level, CardText.Of(order, Id, Summary(hit, fell), hit.Phrase))
        {
            Facts = [hit.Fact, .. OrderFacts.Of(order)],
            Acts = acts
                ? DoseActs.InOrder(order, DoseActs.LowerStart(order, Id, start), DoseActs.KeepRunning(order, Id), new Act.OrderService("physiotherapy", "due.in1To2Weeks"))
                : [],
        };
    }

    private static Phrase Summary(ConditionHit hit, bool fell) => (fell, hit.LastDate) switch
    {
        (false, _) => new("older-falls.summaryRisk"),
        (_, { } date) => new("older-falls.summary", ("date", Shown.Date(date))),
        _ => new("older-falls.summaryUndated"),
    };
}
