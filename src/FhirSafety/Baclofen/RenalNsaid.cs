using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>An NSAID beside baclofen: the kidneys clear less (clinical page, <c>renal-nsaid</c>).</summary>
internal static class RenalNsaid
{
    public const string Id = "renal-nsaid";

    /// <summary>The set of NSAIDs that reach the kidneys; aspirin is not among them.</summary>
    internal const string Set = "nsaids";

    private const int LongestName = 40;

    public static BaclofenPrecaution Precaution { get; } = new(
        Kidney.Info(Id) with { OverrideReasons = ["will-monitor", "short-exposure", "benefit-outweighs-risk", "data-wrong"] },
        HookSets.Sign,
        PrecautionNeeds.TherapyAndKidneys,
        Judge)
    {
        Levels = ["atRisk", "otherwise"],
        Roles = [OrderRole.Draft, OrderRole.Paired],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<ActiveMedication> nsaids =
        [
            .. order.Patient.Medications.Items.Where(drug => drug.IsActive && drug.GroupIn(Set) is not null)
                .OrderByDescending(drug => drug.IsDraft).ThenBy(Name, StringComparer.Ordinal).ThenBy(drug => drug.Source, StringComparer.Ordinal),
        ];
        if (order.Role == OrderRole.Paired && !nsaids.Any(drug => drug.IsDraft))
        {
            return new Verdict.DoesNotApply("no NSAID is ordered");
        }

        if (nsaids.IsEmpty)
        {
            return order.Patient.Medications.IsWhole
                ? new Verdict.Silent("no NSAID") { Facts = order.KidneyFacts }
                : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = order.KidneyFacts };
        }

        // What is known by free text alone, or by an order to be confirmed, counts a step less.
        bool isSure = PairedDrug.Of(order, Set).Any(drug => drug.IsSure(order));
        return Level(order, nsaids) is { } level
            ? new Verdict.Found(isSure ? level : level.Lower(), Message(order, nsaids))
            {
                Facts = [.. nsaids.Select(drug => FactOf(order, drug)), .. order.KidneyFacts],
                Acts = DoseActs.InOrder(order, [.. nsaids.Select(drug => NotToStart(order, drug)), DoseActs.Creatinine(order, "due.in1To2Weeks")]),
                Unseen = level == Indicator.Info ? Unseen(order) : null,
            }
            : OfSilence(order, nsaids);
    }

    // Who accepted one NSAID for a few days has accepted neither another one, nor more of it, nor for longer.
    private static Fact FactOf(OrderUnderCheck order, ActiveMedication drug) => new(
        "nsaid",
        string.Join(" + ", drug.Ingredients.Where(one => one.Set == Set).Select(one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        drug.AuthoredOn,
        drug.Source)
    {
        Compared = $" {drug.DoseKey}{(IsShort(drug, order.Policy.NsaidShortDays) ? " short" : "")}",
    };

    // A short course is harmless only where neither age nor another drug makes it a risk.
    private static Verdict OfSilence(OrderUnderCheck order, ImmutableArray<ActiveMedication> nsaids) =>
        IsStablePair(order, nsaids) ? Kidney.Silent(order, "both taken unchanged for long with good kidneys", byDiagnosis: true)
        : order.Age is null ? order.AgeNotKnown()
        : !order.Patient.Medications.IsWhole ? new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = order.KidneyFacts }
        : Kidney.Silent(order, "a short course with good kidneys", byDiagnosis: true);

    // Poor kidneys, or the third drug of a triple, make it a warning.
    private static Verdict.NotChecked? Unseen(OrderUnderCheck order) =>
        Kidney.Silent(order, "good kidneys", byDiagnosis: true) as Verdict.NotChecked
            ?? (order.Patient.Medications.IsWhole ? null : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap));

    private static Indicator? Level(OrderUnderCheck order, ImmutableArray<ActiveMedication> nsaids)
    {
        bool poorKidneys = order.Band > RenalBand.G2 || order.Kidneys.Aki is not null;
        Indicator otherwise = order.Policy.Level(Id, "otherwise");
        if (IsStablePair(order, nsaids))
        {
            return poorKidneys ? otherwise : null;
        }

        bool notKnown = order.Band is null;
        bool atRisk = poorKidneys || order.IsOlder || IsTriple(order)
            || (notKnown && (order.Kidneys.Ckd is not null || RenalData.HasOtherRiskThanNsaids(order)));
        if (!atRisk && !notKnown && nsaids.All(drug => IsShort(drug, order.Policy.NsaidShortDays)))
        {
            return null;
        }

        return order.IsOral && !order.IsTaper ? order.Policy.Level(Id, atRisk ? "atRisk" : "otherwise") : otherwise;
    }

    // A blood-pressure drug of the ACE inhibitor or ARB kind, a diuretic and an NSAID together fail the kidneys most often.
    private static bool IsTriple(OrderUnderCheck order)
    {
        bool Has(params ReadOnlySpan<string> groups)
        {
            foreach (ActiveMedication drug in order.Patient.Medications.Items.Where(drug => drug.IsActive))
            {
                foreach (Meaning meaning in drug.Meanings)
                {
                    if (meaning.Set == "antihypertensives" && groups.Contains(meaning.Group))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        return Has("acei", "arb-arni-dri") && Has("diuretic");
    }

    private static bool IsShort(ActiveMedication drug, int days) =>
        drug.CourseDays <= days || drug.SupplyDays <= days || (drug is { EndsOn: { } end, AuthoredOn: { } start } && end.DayNumber - start.DayNumber <= days);

    /// <summary>Both taken for longer than the policy's days, and nothing about either has changed in them.</summary>
    private static bool IsStablePair(OrderUnderCheck order, ImmutableArray<ActiveMedication> nsaids)
    {
        DateOnly before = order.Patient.Today.AddDays(-order.Policy.NsaidStableDays);
        bool carriedOn = order.Role == OrderRole.Draft
            ? order.IsStableRenewal
            : order.Therapy.IsEstablished && !order.KidneysChanged && order.Therapy.SignedOn <= before;
        return carriedOn && nsaids.All(drug => drug.IsDraft
            ? Runs(drug, nsaids) is { } running && running.DoseKey == drug.DoseKey && running.AuthoredOn <= before
            : drug.Since <= before && drug.AuthoredOn <= before);
    }

    private static ActiveMedication? Runs(ActiveMedication draft, ImmutableArray<ActiveMedication> nsaids) =>
        nsaids.FirstOrDefault(drug => !drug.IsDraft && drug.Ingredients.Any(one => draft.Ingredients.Any(other => other.Set == Set && other.Name == one.Name)));

    // Only a new drug may be taken out: removing a renewal would stop what helps.
    private static Act.RemoveDraft? NotToStart(OrderUnderCheck order, ActiveMedication drug) =>
        PairActs.IsSurelyNew(order, drug) ? new Act.RemoveDraft(drug.Source!, Name(drug)) : null;

    private static string Name(ActiveMedication drug)
    {
        string name = drug.Name ?? drug.Ingredients.FirstOrDefault(ingredient => ingredient.Set == Set)?.Name.ToLowerInvariant() ?? "NSAID";
        return name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");
    }

    private static FindingMessage Message(OrderUnderCheck order, ImmutableArray<ActiveMedication> nsaids) => new(
        new("renal-nsaid.summary", ("nsaid", Name(nsaids[0]))),
        [new("renal-nsaid.found", ("nsaids", string.Join(", ", nsaids.Select(Name).Distinct(StringComparer.Ordinal)))), .. KidneyMessage.Found(order)],
        [new("renal-nsaid.why")],
        [new("renal-nsaid.act")],
        new("renal-nsaid.sources"));
}
