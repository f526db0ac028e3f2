using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Psychosis, mania, dementia and confusion (clinical page, <c>psychosis-confusion</c>).</summary>
internal static class PsychosisConfusion
{
    public const string Id = "psychosis-confusion";

    private const string Set = "psychosis-confusion";

    private static readonly string[] Confused = ["confusion", "encephalopathy"];

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, overrides: ["specialist-advice", "will-monitor", "established-tolerated"]),
        ConditionCard.SignAndRecord,
        ConditionCard.Needs,
        ConditionCard.Alone(Id, Judge))
    {
        Levels = ["risk", "inRemission", "toxicity"],
        Roles = ConditionCard.DraftAndRunning,
    };

    /// <summary>Whether a current severe psychiatric illness is recorded.</summary>
    internal static bool IsSevere(OrderUnderCheck order) => !order.Conditions(Set, "psychosis", "schizophrenia", "bipolar-mania").IsEmpty;

    /// <summary>The card that Parkinson's disease joins.</summary>
    internal static string CardOf(OrderUnderCheck order) =>
        Precaution.Judge(order) is Verdict.Found { Group: { } alone } ? alone : ConditionCard.Group;

    private static Verdict Judge(OrderUnderCheck order)
    {
        Ground? ground = Ground.Deciding(order, order.Conditions(Set)
            .Where(hit => !Confused.Contains(hit.Group) || hit.IsWithin(order.Policy.Conditions.ConfusionDays, order.Patient.Today))
            .Select(hit => Ground.Of(hit, order.Policy.Level(Id, LevelOf(order, hit)))));
        if (ground is null)
        {
            return ConditionVerdict.None(order);
        }

        bool mayBeToxicity = !order.Therapy.IsNewStart && Confused.Any(group => ground.NameKey.EndsWith($".{group}", StringComparison.Ordinal));
        Phrase summary = mayBeToxicity && ground.Level == Indicator.Critical
            ? new("psychosis-confusion.summaryToxicity", ("kidneys", KidneyMessage.Named(order))) { Terms = [("condition", ground.NameKey)] }
            : ground.Named("psychosis-confusion.summary");
        FindingMessage message = ConditionCard.WithStart(order, Id, summary, ground.Phrase);
        return ConditionVerdict.Of(
            order,
            Id,
            ground,
            mayBeToxicity ? message with { Act = [new("psychosis-confusion.actToxicity")] } : message,
            order.Policy.Conditions.Start,
            mayBeToxicity ? new Act.CreateTask("toxicity", "due.now") { Monitors = true } : null,
            ConditionCard.Refer(order, "psychiatry", "due.in1To2Weeks"));
    }

    private static string LevelOf(OrderUnderCheck order, ConditionHit hit) => hit.Group switch
    {
        "in-remission" => "inRemission",
        "confusion" or "encephalopathy" when hit.IsWithin(order.Policy.Conditions.ConfusionNewDays, order.Patient.Today) && HasPoorKidneys(order) => "toxicity",
        _ => "risk",
    };

    private static bool HasPoorKidneys(OrderUnderCheck order) => order.Band > RenalBand.G2 || order.Kidneys.Aki is not null;
}
