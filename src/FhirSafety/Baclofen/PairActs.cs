using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What a precaution on another drug offers (clinical page, head of section 7, <b>A</b>, and section 3, "Suggestion kinds").</summary>
internal static class PairActs
{
    /// <summary>
    /// The new draft out of the session, else the running dose of baclofen kept; then what the precaution adds. Information removes
    /// nothing. Only an opioid and what is critical is worth the recommendation.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="finding">What is found.</param>
    /// <param name="news">The drugs that make no stable pair.</param>
    /// <param name="level">The level that is spoken.</param>
    public static ImmutableArray<Act> Of(OrderUnderCheck order, PairFinding finding, ImmutableArray<PairedDrug> news, Indicator level)
    {
        bool removes = finding.OffersRemoval && level > Indicator.Info;
        Act?[] acts =
        [
            .. removes ? NotToOrder(order, news) : [],
            removes ? NotToStart(order) : null,
            removes && OnlyTheRiseIsNew(order, finding, news) ? DoseActs.KeepRunning(order, finding.Id) : null,
            .. finding.Acts,
        ];
        ImmutableArray<Act> offered = DoseActs.InOrder(order, acts);
        return level == Indicator.Critical || finding.Id == Opioid.Id ? offered : [.. offered.Select(act => act with { Recommended = false })];
    }

    // Else the finding would stay when the running dose is kept.
    private static bool OnlyTheRiseIsNew(OrderUnderCheck order, PairFinding finding, ImmutableArray<PairedDrug> news) =>
        finding is { RiskIsNew: false, StaysCritical: false } && news.All(drug => Pairs.OnlyTheRiseIsNew(order, drug));

    // Who writes another drug did not come to judge the draft of baclofen beside it.
    private static Act? NotToStart(OrderUnderCheck order) => order.Role == OrderRole.Draft ? DoseActs.NotToStart(order) : null;

    private static IEnumerable<Act> NotToOrder(OrderUnderCheck order, ImmutableArray<PairedDrug> drugs) => drugs
        .SelectMany(drug => drug.Records.Where(record => IsSurelyNew(order, record)).Select(record => (record.Source, drug.ShortName)))
        .DistinctBy(draft => draft.Source)
        .Select(draft => new Act.RemoveDraft(draft.Source!, draft.ShortName));

    /// <summary>
    /// Whether a draft may be taken out of the session. A renewal, or what takes the place of a drug that runs or ran in the last
    /// days, is never removed: stopping that has its own harm. A refill is a renewal, and an order that is signed again runs.
    /// </summary>
    public static bool IsSurelyNew(OrderUnderCheck order, ActiveMedication draft)
    {
        PatientSnapshot patient = order.Patient;
        return draft is { IsDraft: true, Source: not null, Replaces.IsEmpty: true, Status: null or "draft" }
            && order.Session.Hook != "medication-refill"
            && patient.Medications.IsWhole
            && !(draft.RanUntil >= patient.Today.AddDays(-order.Policy.Therapy.ContinuationDays))
            && !patient.Medications.Items.Any(other => !other.IsDraft && (SharesIngredient(other, draft) || (other.IsStopped && SharesSet(other, draft))));
    }

    private static bool SharesIngredient(ActiveMedication one, ActiveMedication other) =>
        one.Ingredients.Any(ingredient => other.Ingredients.Any(its => its.Name == ingredient.Name));

    private static bool SharesSet(ActiveMedication one, ActiveMedication other) => one.Meanings.Any(meaning => other.GroupIn(meaning.Set) is not null);
}
