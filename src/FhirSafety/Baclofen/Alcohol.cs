using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Too much alcohol with baclofen (clinical page, <c>alcohol</c>).</summary>
internal static class Alcohol
{
    public const string Id = "alcohol";

    private const string Advice = "noAlcohol";

    public static BaclofenPrecaution Precaution { get; } = new(
        PairCard.Info(Id, PairCard.Sedation, critical: 6, warning: 13, "will-monitor", "specialist-advice", "already-addressed"),
        HookSets.SelectAndSign.And(HookSets.ProblemList),
        [.. PrecautionNeeds.TherapyAndKidneys, Need.Alcohol],
        Judge)
    {
        Levels = ["known", "startOrRaise", "danger", "history"],
        Roles = [.. PairCard.DraftAndPaired, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Role == OrderRole.Paired && !AlcoholEvidence.Drugs(order).Concat(NewOpioids(order)).Any(drug => drug.IsOrdered))
        {
            return new Verdict.DoesNotApply("neither a drug for alcohol use disorder nor a new opioid is ordered");
        }

        ImmutableArray<AlcoholEvidence> evidence = AlcoholEvidence.Of(order);
        AlcoholEvidence? past = evidence.IsEmpty ? AlcoholEvidence.Past(order) : null;
        ImmutableArray<AlcoholEvidence> all = past is null ? evidence : [past];
        if (all.IsEmpty)
        {
            return None(order);
        }

        ImmutableArray<Fact> facts = [.. all.Select(one => one.Fact), .. OrderFacts.Of(order)];
        bool isNews = order.Role == OrderRole.Running || order.Therapy.IsNewStart || order.IsRaised
            || all.Any(one => one.Fact.Date > order.Therapy.SignedOn);
        if (Level(order, isNews, isPast: past is not null) is { } level)
        {
            return new Verdict.Found(level, Message(order, all, isPast: past is not null))
            {
                Facts = facts,
                Acts = level > Indicator.Info ? Acts(order, level) : [],
            };
        }

        // A new opioid, a new intoxication or failing kidneys that were not seen would make it news.
        return (None(order) as Verdict.NotChecked ?? (order.IsTaper || order.Role == OrderRole.Running ? null : PairVerdict.Unseen(order))) is { } gap
            ? gap with { Facts = facts }
            : new Verdict.Silent("known before, and nothing new") { Facts = facts };
    }

    private static IEnumerable<PairedDrug> NewOpioids(OrderUnderCheck order) => PairedDrug.Of(order, Opioid.Set).Where(opioid => !Pairs.IsStable(order, opioid));

    private static Indicator? Level(OrderUnderCheck order, bool isNews, bool isPast)
    {
        bool isTaper = order is { Role: OrderRole.Draft, IsTaper: true };
        if (isPast)
        {
            return isNews && !isTaper ? order.Policy.Level(Id, "history") : null;
        }

        bool isDanger = AlcoholEvidence.IsIntoxicated(order) || NewOpioids(order).Any();
        if (order.IsStableRenewal || (isTaper && !NewOpioids(order).Any(opioid => opioid.IsOrdered)))
        {
            return isDanger ? Indicator.Info : null;
        }

        return isDanger ? order.Policy.Level(Id, "danger")
            : !isNews || order.Order.Instructed.Contains(Advice) ? order.Policy.Level(Id, "known")
            : order.Policy.Level(Id, "startOrRaise");
    }

    // Advice to the patient answers a warning; what is dangerous now needs more than a sentence.
    private static ImmutableArray<Act> Acts(OrderUnderCheck order, Indicator level)
    {
        if (order.Role != OrderRole.Draft)
        {
            return [];
        }

        Act? advise = level == Indicator.Warning && order.Order.Source is { } id ? new Act.Instruct(id, Advice) : null;
        return DoseActs.InOrder(order, advise, new Act.OrderService("alcoholIntervention", "due.in1To2Weeks"));
    }

    private static FindingMessage Message(OrderUnderCheck order, ImmutableArray<AlcoholEvidence> evidence, bool isPast) =>
        CardText.Of(order, Id, new(isPast ? "alcohol.summaryHistory" : "alcohol.summary"), [.. evidence.Select(one => one.Phrase)]);

    // Answers that did not come are no gap: most EHRs send none, and every patient is told to avoid alcohol (clinical page, "Missing").
    private static Verdict None(OrderUnderCheck order)
    {
        PatientSnapshot patient = order.Patient;
        ImmutableArray<Fact> facts = OrderFacts.Of(order);
        return order.Role == OrderRole.Running ? new Verdict.Silent("no such diagnosis") { Facts = facts }
            : !patient.Conditions.IsWhole ? new Verdict.NotChecked("conditions", patient.Conditions.Gap) { Facts = facts }
            : !patient.Medications.IsWhole ? new Verdict.NotChecked("interactions", patient.Medications.Gap) { Facts = facts }
            : new Verdict.Silent("nothing recorded") { Facts = facts };
    }
}
