using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Drugs that lower blood pressure with baclofen (clinical page, <c>antihypertensive</c>).</summary>
internal static class Antihypertensive
{
    public const string Id = "antihypertensive";

    private const string Set = "antihypertensives";

    public static BaclofenPrecaution Precaution { get; } = new(
        PairCard.Info(Id, "blood-pressure", critical: 10, warning: 14, "will-monitor"),
        HookSets.SelectAndSign,
        [.. PrecautionNeeds.TherapyAndKidneys, Need.VitalSigns],
        Judge)
    {
        Levels = ["atRisk", "otherwise"],
        Roles = PairCard.DraftAndPaired,
        PairedHooks = HookSets.Sign,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> drugs = PairedDrug.Of(order, Set);
        bool isAsked = order.Role == OrderRole.Draft || drugs.Any(drug => drug.IsOrdered);
        if (isAsked && !drugs.IsEmpty && !IsNewStart(order, drugs))
        {
            return PairVerdict.Silent(order, "neither is new", [.. drugs.Select(drug => drug.Fact), .. OrderFacts.Of(order)]);
        }

        int groups = drugs.Select(drug => drug.Group).Distinct(StringComparer.Ordinal).Count();
        ImmutableArray<(Phrase Phrase, Fact Fact)> risks = [.. Risks(order)];
        bool atRisk = groups >= order.Policy.Interactions.PressureGroups || !risks.IsEmpty;
        Verdict verdict = PairVerdict.Of(order, new PairFinding(Id, drugs, _ => order.Policy.Level(Id, atRisk ? "atRisk" : "otherwise"))
        {
            Summary = new(groups == 1 ? "antihypertensive.summaryOne" : "antihypertensive.summary", ("n", groups.ToString(CultureInfo.InvariantCulture))),
            Risks = [.. risks.Select(risk => risk.Phrase)],
            Facts = [.. risks.Select(risk => risk.Fact)],
            OffersRemoval = false,
            Acts = [new Act.CreateTask("bloodPressure", "due.in1To2Weeks") { Monitors = true }],
        });
        return verdict is Verdict.Found found ? found with { Group = CardOf(order), Unseen = Unseen(order, found) } : verdict;
    }

    // Low pressure is one problem with its drugs, and one of the conditions: all of it is one card (clinical page, section 9).
    private static string? CardOf(OrderUnderCheck order) =>
        Hypotension.Precaution.Of(order) is Verdict.Found { Indicator: > Indicator.Info } ? ConditionCard.Group : null;

    // Of baclofen or of one of the drugs; a refill begins nothing.
    private static bool IsNewStart(OrderUnderCheck order, ImmutableArray<PairedDrug> drugs) =>
        order is { Role: OrderRole.Draft, Therapy.IsNewStart: true }
        || (order.Session.Hook != "medication-refill" && drugs.Any(drug => drug.IsNew));

    // A low pressure makes it a warning.
    private static Verdict.NotChecked? Unseen(OrderUnderCheck order, Verdict.Found found) => found.Indicator == Indicator.Info && !order.Patient.SystolicPressures.IsWhole
        ? new("bloodPressure", order.Patient.SystolicPressures.Gap)
        : found.Unseen;

    private static IEnumerable<(Phrase Phrase, Fact Fact)> Risks(OrderUnderCheck order)
    {
        InteractionLimits limits = order.Policy.Interactions;
        if (!order.IsSurelyChild && order.Patient.SystolicPressures.Within(limits.PressureDays, order.Patient.Today) is { } newest && newest.Fact < limits.LowSystolic)
        {
            yield return (
                new("antihypertensive.systolic", ("sbp", Shown.Number(newest.Fact)), ("date", Shown.Date(newest.Day()))),
                new("systolic", $"{Shown.Number(newest.Fact)} mmHg", newest.Day(), newest.Source));
        }

        // The set does not tell low pressure on standing from low pressure: any counts.
        if (order.Conditions("hypotension", "hypotension").FirstOrDefault() is { } low)
        {
            yield return (low.Phrase, low.Fact);
        }

        DateOnly first = order.Patient.Today.AddMonths(-limits.FallMonths);
        if (order.IsOlder && order.ConditionsWithHistory("falls", "event", "recurrent", "history").FirstOrDefault(hit => !(hit.LastDate < first)) is { } fall)
        {
            yield return (fall.Phrase, fall.Fact);
        }
    }
}
