using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Conditions that slow or weaken breathing (clinical page, <c>respiratory</c>). Asthma alone is silent.</summary>
internal static class Respiratory
{
    public const string Id = "respiratory";

    private const string Set = "respiratory";

    private const string AcuteFailure = "respiratory-failure-acute";

    private static readonly string[] Failing = ["hypoventilation", "respiratory-failure", AcuteFailure];

    private static readonly string[] Slowing = ["opioids", "benzodiazepines"];

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, ConditionCard.Sedation, critical: 6, warning: 13, overrides: ["will-monitor", "specialist-advice", "benefit-outweighs-risk"]),
        ConditionCard.SignAndRecord,
        [.. ConditionCard.Needs, Need.VitalSigns],
        Judge)
    {
        Levels = ["risk", "failing"],
        Roles = ConditionCard.DraftAndRunning,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ActiveMedication? other = Slowing.SelectMany(order.Drugs).FirstOrDefault(drug => !OtherDrugs.IsStable(order, drug));
        Dated<decimal>? saturation = order.Patient.OxygenSaturations.Within(order.Policy.Conditions.SaturationDays, order.Patient.Today);
        bool isLow = saturation?.Fact < order.Policy.Conditions.LowSaturation;
        Ground? ground = Ground.Deciding(order, Hits(order).Select(hit =>
            Ground.Of(hit, order.Policy.Level(Id, Failing.Contains(hit.Group) || other is not null || isLow ? "failing" : "risk"))));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        Verdict verdict = ConditionVerdict.Of(
            order,
            Id,
            ground,
            ConditionCard.WithStart(order, Id, ground.Named("respiratory.summary"), [ground.Phrase, .. Beside(order, other, isLow ? saturation : null)]),
            order.Policy.Conditions.Start,
            ConditionCard.Refer(order, "sleepStudy", "due.in1To2Weeks"));

        // What was known when the running order was signed is silent as a warning only, and what was not seen may make it critical.
        return ConditionVerdict.IfDrugsSeen(order, ConditionVerdict.IfSeen(order, verdict, "saturation", order.Patient.OxygenSaturations.Gap));
    }

    private static IEnumerable<ConditionHit> Hits(OrderUnderCheck order) => order
        .Conditions(Set, "sleep-disordered-breathing", "hypoventilation", "copd", "respiratory-failure", AcuteFailure, "neuromuscular")
        .Where(hit => hit.Group != AcuteFailure || hit.IsWithin(order.Policy.Conditions.AcuteFailureDays, order.Patient.Today));

    // What makes it worse, and what could have made it worse and was not seen.
    private static IEnumerable<Phrase> Beside(OrderUnderCheck order, ActiveMedication? other, Dated<decimal>? saturation)
    {
        if (other is not null)
        {
            yield return new("respiratory.pair");
        }
        else if (!order.Patient.Medications.IsWhole)
        {
            yield return NotSeen("medicines", order.Patient.Medications.Gap);
        }

        if (saturation is not null)
        {
            yield return new("respiratory.saturation", ("saturation", Shown.Number(saturation.Fact)), ("date", Shown.Date(saturation.Day())));
        }
        else if (!order.Patient.OxygenSaturations.IsWhole)
        {
            yield return NotSeen("saturation", order.Patient.OxygenSaturations.Gap);
        }
    }

    private static Phrase NotSeen(string what, MissingReason gap) => new("condition.notSeen") { Terms = [("what", $"name.{what}"), ("why", $"why.{gap}")] };
}
