using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Liver disease or liver enzymes far above their limit (clinical page, <c>hepatic</c>).</summary>
internal static class Hepatic
{
    public const string Id = "hepatic";

    private const string Encephalopathy = "hepatic-encephalopathy";

    private static readonly string[] Enzymes = ["liver-alt", "liver-ast"];

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["will-monitor"]), ConditionCard.SignAndRecord, [.. ConditionCard.Needs, Need.OtherLabs], ConditionCard.Alone(Id, Judge))
    {
        Levels = ["encephalopathy", "otherwise"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        LabResult? test = order.Role == OrderRole.Running ? null : Raised(order);
        Ground? ground = Ground.Deciding(
            order,
            [
                .. order.Conditions("hepatic", "cirrhosis", "hepatic-failure", Encephalopathy, "liver-disease")
                    .Select(hit => Ground.Of(hit, order.Policy.Level(Id, hit.Group == Encephalopathy ? "encephalopathy" : "otherwise"))),
                .. test is null ? (Ground[])[] : [Measured(test, order.Policy.Level(Id, "otherwise"))],
            ]);
        Verdict verdict = ground is null ? ConditionVerdict.None(order) : ConditionVerdict.Of(
            order, Id, ground, CardText.Of(order, Id, ground.Named("hepatic.summary"), ground.Phrase), null, new Act.OrderService("liverPanel", "due.in1To2Weeks") { Monitors = true });
        return ConditionVerdict.IfSeen(order, verdict, "liverTests", order.Patient.OtherLabs.Gap);
    }

    // The newest of each enzyme decides; without a date it counts as of now. Where a diagnosis is recorded only that one is asked about.
    private static LabResult? Raised(OrderUnderCheck order) => order.Patient.OtherLabs.Items
        .Where(result => Enzymes.Contains(result.Group))
        .GroupBy(result => result.Group, StringComparer.Ordinal)
        .Select(results => results.OrderByDescending(result => result.At ?? DateTimeOffset.MaxValue).ThenByDescending(result => result.Value).First())
        .Where(result => result.Exceeds(order.Policy.Conditions.LiverTimes))
        .OrderByDescending(result => result.At ?? DateTimeOffset.MaxValue).ThenBy(result => result.Group, StringComparer.Ordinal)
        .FirstOrDefault();

    private static Ground Measured(LabResult test, Indicator level) => new(
        $"name.{test.Group}", test.At?.Day(), level, new Fact(test.Group, $"{Shown.Number(test.Value)} {test.Unit}", test.At?.Day(), test.Source))
    {
        Phrase = new(
            "hepatic.measured",
            ("value", Shown.Number(test.Value)),
            ("unit", test.Unit),
            ("limit", Shown.Number(test.UpperLimit!.Value)),
            ("date", Shown.Date(test.At?.Day())))
        { Terms = [("what", $"name.{test.Group}")] },
    };
}
