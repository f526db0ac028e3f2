using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The rules that all precautions on another drug share (clinical page, head of section 7.8).</summary>
internal static class PairVerdict
{
    /// <summary>
    /// The verdict. While another drug is ordered, only a precaution on that drug speaks. A stable pair is silent, or information where
    /// it would be critical. A drug known by an old order, or by free text alone, counts one step less.
    /// </summary>
    public static Verdict Of(OrderUnderCheck order, PairFinding finding)
    {
        ImmutableArray<Fact> facts = [.. finding.Drugs.Select(drug => drug.Fact), .. finding.Facts, .. OrderFacts.Of(order)];
        if (order.Role == OrderRole.Paired && !finding.Drugs.Any(drug => drug.IsOrdered))
        {
            return new Verdict.DoesNotApply("no such drug is ordered");
        }

        if (order.IsTaper)
        {
            return new Verdict.Silent("a taper is judged by its steps") { Facts = facts };
        }

        ImmutableArray<PairedDrug> news = finding.RiskIsNew && !order.IsStableRenewal
            ? finding.Drugs
            : [.. finding.Drugs.Where(drug => !IsStable(order, finding, drug))];
        Indicator? level = news.IsEmpty ? OfStable(order, finding) : news.Max(drug => Softened(order, finding, drug));
        return level is not { } spoken ? OfSilence(order, finding, facts)
            : new Verdict.Found(spoken, PairText.Message(order, finding, isStable: news.IsEmpty))
            {
                Facts = facts,
                Acts = PairActs.Of(order, finding, news, spoken),
                YieldsTo = finding.YieldsTo,
                IsBullet = finding.IsBullet,
            };
    }

    // A diagnosis that was not seen may be the risk, or the failing kidneys, that makes a known pair news.
    private static Verdict OfSilence(OrderUnderCheck order, PairFinding finding, ImmutableArray<Fact> facts)
    {
        Verdict verdict = Silent(order, finding.Drugs.IsEmpty ? "no such drug" : "a stable pair", facts);
        return verdict is Verdict.Silent && !finding.Drugs.IsEmpty && !order.Patient.Conditions.IsWhole
            ? new Verdict.NotChecked("conditions", order.Patient.Conditions.Gap) { Facts = facts }
            : verdict;
    }

    /// <summary>Silence where the list was seen whole, not checked where a drug could have been missed.</summary>
    public static Verdict Silent(OrderUnderCheck order, string why, ImmutableArray<Fact> facts) => order.Patient.Medications.IsWhole
        ? new Verdict.Silent(why) { Facts = facts }
        : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = facts };

    private static bool IsStable(OrderUnderCheck order, PairFinding finding, PairedDrug drug) => Pairs.IsStable(order, drug, finding.IsEstablished(drug));

    private static Indicator? OfStable(OrderUnderCheck order, PairFinding finding) =>
        finding.Drugs.IsEmpty || finding.Drugs.Max(drug => Softened(order, finding, drug)) != Indicator.Critical ? null
        : finding.StaysCritical ? Indicator.Critical
        : finding.Stable ?? Indicator.Info;

    private static Indicator Softened(OrderUnderCheck order, PairFinding finding, PairedDrug drug)
    {
        Indicator level = finding.Level(drug);
        level = drug.ByFreeTextOnly ? level.Lower() : level;
        return drug.IsOld(order) ? level.Lower() : level;
    }
}
