using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A new condition that baclofen can bring about, in a patient who takes it (clinical page, <c>side-effect-check</c>).</summary>
internal static class SideEffectCheck
{
    public const string Id = "side-effect-check";

    private static readonly (string Set, string[] Groups)[] Effects =
    [
        ("hypotension", []),
        ("psychosis-confusion", ["confusion", "encephalopathy"]),
        ("falls", ["event"]),
        ("urinary", ["retention"]),
        ("respiratory", ["respiratory-failure", "respiratory-failure-acute"]),
    ];

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, Id, indicator => indicator == Indicator.Info ? 16 : 14, ConditionCard.Overrides),
        HookSets.Watch,
        [.. PrecautionNeeds.TherapyAndKidneys],
        Judge)
    {
        Levels = ["newFinding"],
        Roles = [OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        DateOnly first = order.Patient.Today.AddDays(-order.Policy.Watch.SideEffectDays);
        ConditionHit? hit = Effects
            .SelectMany(effect => order.ConditionsOnFile(effect.Set, effect.Groups).Where(one => one.Date >= first).Concat(Reasons(order, effect.Set, effect.Groups, first)))
            .Where(one => !(one.Date < order.Therapy.Since))
            .MaxBy(one => one.Date);
        if (hit is null)
        {
            return order.Patient.Conditions.IsWhole
                ? new Verdict.Silent("no new condition that it can bring about") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("conditions", order.Patient.Conditions.Gap) { Facts = OrderFacts.Of(order) };
        }

        Phrase summary = order.TotalMg is { } total
            ? new Phrase($"{Id}.summary", ("dose", Shown.Number(total))) { Terms = [("finding", hit.NameKey)] }
            : new Phrase($"{Id}.summaryNoDose") { Terms = [("finding", hit.NameKey)] };
        return new Verdict.Found(order.Policy.Level(Id, "newFinding"), CardText.Of(order, Id, summary, hit.Phrase))
        {
            Facts = [hit.Fact, .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, DoseActs.Creatinine(order, "due.now"), new Act.CreateTask("doseReview", "due.now") { Monitors = true }),
        };
    }

    // The encounter of the call is of now, whether or not it says when it began.
    private static IEnumerable<ConditionHit> Reasons(OrderUnderCheck order, string set, string[] groups, DateOnly first) => order.Patient.EncounterReasons
        .Where(reason => reason.IsCurrent(order.Patient.Today) && !(reason.Date < first))
        .SelectMany(reason => reason.Meanings
            .Where(meaning => meaning.Set == set && (groups.Length == 0 || groups.Contains(meaning.Group)))
            .Select(meaning => new ConditionHit(set, meaning.Group, reason)));
}
