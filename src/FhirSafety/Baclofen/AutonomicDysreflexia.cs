using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Autonomic dysreflexia, or a spinal injury high enough for it (clinical page, <c>autonomic-dysreflexia</c>).</summary>
internal static class AutonomicDysreflexia
{
    public const string Id = "autonomic-dysreflexia";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id), ConditionCard.SignAndRecord, ConditionCard.Needs, ConditionCard.Alone(Id, Judge))
    {
        Levels = ["pumpStart", "sudden", "otherwise"],
        Roles = [.. ConditionCard.DraftAndRunning, OrderRole.Stopped],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool isPumpStart = !order.IsOral && order.Therapy.IsNewStart;
        ConditionHit[] hits = [.. order.Conditions("autonomic-dysreflexia-sci", Id, "sci-cervical", "sci-thoracic")];
        if (Stop(order) is { } stop)
        {
            return hits.OrderByDescending(hit => hit.Group == Id).FirstOrDefault() is { } hit ? Beside(order, hit, stop) : ConditionVerdict.None(order);
        }

        Ground? ground = Ground.Deciding(order, hits.Select(hit => Ground.Of(hit, order.Policy.Level(Id, isPumpStart && hit.Group == Id ? "pumpStart" : "otherwise"))));
        return order.Role == OrderRole.Stopped ? new Verdict.DoesNotApply("no sudden stop")
            : ground is null ? ConditionVerdict.None(order)
            : ConditionVerdict.Of(order, Id, ground, Message(order, ground));
    }

    // A sudden stop or cut sets it off whenever it was recorded; it is a line of that card and never above it.
    private static Verdict.Found Beside(OrderUnderCheck order, ConditionHit hit, (Indicator Level, string Card) stop)
    {
        Indicator level = order.Policy.Level(Id, hit.Group == Id ? "sudden" : "otherwise");
        return new Verdict.Found(level < stop.Level ? level : stop.Level, Message(order, Ground.Of(hit, level)))
        {
            Facts = [hit.Fact, .. OrderFacts.Of(order)],
            Group = stop.Card,
        };
    }

    private static (Indicator Level, string Card)? Stop(OrderUnderCheck order)
    {
        foreach (BaclofenPrecaution one in (BaclofenPrecaution[])[WithdrawalAbruptStop.Precaution, WithdrawalDoseDrop.Precaution, PumpStop.Precaution])
        {
            if (order.Role != OrderRole.Running && one.Of(order) is Verdict.Found found)
            {
                return (found.Indicator, found.Group ?? one.Info.Group);
            }
        }

        return null;
    }

    private static FindingMessage Message(OrderUnderCheck order, Ground ground) =>
        CardText.Of(order, Id, ground.Named("autonomic-dysreflexia.summary"), ground.Phrase);
}
