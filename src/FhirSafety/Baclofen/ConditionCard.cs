using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on the patient's conditions share (clinical page, sections 7.7 and 9).</summary>
internal static class ConditionCard
{
    /// <summary>The card of the conditions.</summary>
    public const string Group = "conditions";

    /// <summary>The card of what sedates and slows breathing.</summary>
    public const string Sedation = "sedation";

    /// <summary>The card of a start that is to be lower.</summary>
    public const string Start = "start";

    /// <summary>Reasons offered where the page names no others.</summary>
    public static ImmutableArray<string> Overrides { get; } =
        ["will-monitor", "specialist-advice", "established-tolerated", "benefit-outweighs-risk", "data-wrong"];

    /// <summary>Orders being signed, and the diagnosis being recorded.</summary>
    public static FrozenSet<string> SignAndRecord { get; } = HookSets.Sign.And(HookSets.ProblemList);

    /// <summary>Drafts, and what runs when a diagnosis is recorded.</summary>
    public static ImmutableArray<OrderRole> DraftAndRunning { get; } = [OrderRole.Draft, OrderRole.Running];

    /// <summary>Therapy and conditions; the kidneys, because they limit the start that is offered.</summary>
    public static ImmutableArray<Need> Needs => PrecautionNeeds.TherapyAndKidneys;

    /// <summary>A precaution as the composer knows it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="group">Its card.</param>
    /// <param name="critical">Its place among critical cards.</param>
    /// <param name="warning">Its place among warnings.</param>
    /// <param name="overrides">Reasons offered; the common ones when none are given.</param>
    public static Precaution Info(string id, string group = Group, int critical = 10, int warning = 14, params ImmutableArray<string> overrides) => new(
        id,
        group,
        indicator => indicator switch { Indicator.Critical => critical, Indicator.Warning => warning, _ => 16 },
        overrides.IsDefaultOrEmpty ? Overrides : overrides);

    /// <summary>A critical finding keeps a card of its own.</summary>
    public static Func<OrderUnderCheck, Verdict> Alone(string id, Func<OrderUnderCheck, Verdict> judge) =>
        order => judge(order) is var verdict && verdict is Verdict.Found { Indicator: Indicator.Critical } critical ? critical with { Group = id } : verdict;

    /// <summary>A referral; where a diagnosis is being recorded there is no order to put it beside, and it is a task.</summary>
    public static Act Refer(OrderUnderCheck order, string what, string due) =>
        order.Role == OrderRole.Running ? new Act.CreateTask(what, due) : new Act.OrderService(what, due);

    /// <summary>The card of a condition that asks for a lower start: that of the kidneys where they already set the start.</summary>
    public static string StartGroup(OrderUnderCheck order) => order.Therapy.IsNewStart && order.Band > RenalBand.G2 ? Kidney.Group : Start;

    /// <summary>The message of a precaution that asks for a low start, or for a slow rise and no sudden stop of what runs.</summary>
    public static FindingMessage WithStart(OrderUnderCheck order, string id, Phrase summary, params ReadOnlySpan<Phrase> found) =>
        CardText.Of(order, id, summary, found) with { Act = [.. StartPhrases(order), new($"{id}.act")] };

    private static ImmutableArray<Phrase> StartPhrases(OrderUnderCheck order)
    {
        if (!order.IsOral || order.IsChild)
        {
            return [];
        }

        (string, string) start = ("start", Shown.Number(Math.Min(order.Policy.Conditions.Start, DoseAdvice.StartToSuggest(order))));
        return order switch
        {
            { IsSurelyNew: true, Therapy.MayRunElsewhere: false } => [new("condition.startLow", start)],
            { Therapy.IsNewStart: true } => [new("condition.startLowUnknown", start)],
            // Beside a card on the kidneys that lowers the dose nothing may say to keep or to raise it.
            { IsRaised: true } => [new(DoseAdvice.IsRiseBarred(order) ? "condition.raiseNot" : "condition.raiseSlowly")],
            _ => [new(DoseAdvice.IsLoweringAsked(order) ? "condition.neverSudden" : "condition.keepOn")],
        };
    }
}
