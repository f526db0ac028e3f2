using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Low blood pressure, recorded or measured (clinical page, <c>hypotension</c>). High blood pressure alone is silent.</summary>
internal static class Hypotension
{
    public const string Id = "hypotension";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id), ConditionCard.SignAndRecord, [.. ConditionCard.Needs, Need.VitalSigns], Judge)
    {
        Levels = ["antihypertensives", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool lowered = order.Drugs("antihypertensives").Any();
        Indicator level = order.Policy.Level(Id, lowered ? "antihypertensives" : "otherwise");
        Dated<decimal>? low = Low(order);
        Ground? ground = Ground.Deciding(
            order,
            [
                .. low is null ? (Ground[])[] : [Measured(low, level)],
                .. order.Conditions("hypotension").Select(hit => Ground.Of(hit, level)),
            ]);
        Verdict verdict = ground is null ? ConditionVerdict.None(order) : Of(order, ground, low);
        return order.IsSurelyChild ? verdict : ConditionVerdict.IfSeen(order, verdict, "bloodPressure", order.Patient.SystolicPressures.Gap);
    }

    private static Verdict Of(OrderUnderCheck order, Ground ground, Dated<decimal>? low)
    {
        Phrase summary = low is null ? ground.Named("hypotension.summaryRecorded") : new("hypotension.summary", ("sbp", Shown.Number(low.Fact)));
        return ConditionVerdict.Of(
            order, Id, ground, CardText.Of(order, Id, summary, ground.Phrase), null, new Act.CreateTask("bloodPressure", "due.in1To2Weeks") { Monitors = true });
    }

    // Children have lower pressures. Where a diagnosis is recorded only that one is asked about.
    private static Dated<decimal>? Low(OrderUnderCheck order) =>
        order.Role != OrderRole.Running && !order.IsSurelyChild
        && order.Patient.SystolicPressures.Within(order.Policy.Conditions.PressureDays, order.Patient.Today) is { } newest
        && newest.Fact < order.Policy.Conditions.LowSystolic
            ? newest
            : null;

    private static Ground Measured(Dated<decimal> reading, Indicator level) => new(
        "hypotension.measured", reading.Day(), level, new Fact("systolic", $"{Shown.Number(reading.Fact)} mmHg", reading.Day(), reading.Source))
    {
        Phrase = new("hypotension.measured", ("sbp", Shown.Number(reading.Fact)), ("date", Shown.Date(reading.Day()))),
    };
}
