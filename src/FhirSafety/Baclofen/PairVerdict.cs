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
        if (finding.Drugs.IsEmpty)
        {
            return None(order, finding.Facts);
        }

        ImmutableArray<Fact> facts = [.. finding.Drugs.Select(drug => drug.FactWithDoses), .. finding.Facts, .. OrderFacts.Of(order)];
        if (order.Role == OrderRole.Paired && !finding.Drugs.Any(drug => drug.IsOrdered))
        {
            return new Verdict.DoesNotApply("no such drug is ordered");
        }

        // A drug that is ordered while baclofen is tapered is no step of the taper.
        if (order.IsTaper && !finding.Drugs.Any(drug => drug.IsOrdered))
        {
            return OfTaper(facts);
        }

        ImmutableArray<PairedDrug> news = finding.RiskIsNew && !order.IsStableRenewal
            ? finding.Drugs
            : [.. finding.Drugs.Where(drug => !IsStable(order, finding, drug))];
        Indicator? level = news.IsEmpty ? OfStable(order, finding) : news.Max(drug => Softened(order, finding, drug));
        if (level is not { } spoken)
        {
            return Unseen(order) is { } gap ? gap with { Facts = facts } : new Verdict.Silent("a stable pair") { Facts = facts };
        }

        return new Verdict.Found(spoken, PairText.Message(order, finding, isStable: news.IsEmpty))
        {
            Facts = facts,
            Acts = PairActs.Of(order, finding, news, spoken),
            YieldsTo = finding.YieldsTo,
            IsBullet = finding.IsBullet,
            Unseen = spoken == Indicator.Info ? Unseen(order) : null,
        };
    }

    /// <summary>The verdict where no such drug is on file.</summary>
    /// <param name="order">The order.</param>
    /// <param name="risks">The facts of what would make it worse, for the trace.</param>
    public static Verdict None(OrderUnderCheck order, ImmutableArray<Fact> risks)
    {
        ImmutableArray<Fact> facts = risks.AddRange(OrderFacts.Of(order));
        return order.Role == OrderRole.Paired ? new Verdict.DoesNotApply("no such drug is ordered")
            : order.IsTaper ? OfTaper(facts)
            : Silent(order, "no such drug", facts);
    }

    private static Verdict.Silent OfTaper(ImmutableArray<Fact> facts) => new("a taper is judged by its steps") { Facts = facts };

    /// <summary>
    /// What was not seen and could make news of what is known: a drug or a diagnosis may be the risk, and the kidneys may be failing. Null
    /// where all was seen.
    /// </summary>
    public static Verdict.NotChecked? Unseen(OrderUnderCheck order) =>
        Silent(order, "", []) as Verdict.NotChecked
            ?? (order.Patient.Conditions.IsWhole ? Kidney.Silent(order, "") as Verdict.NotChecked : new Verdict.NotChecked("conditions", order.Patient.Conditions.Gap));

    /// <summary>Silence where the list was seen whole, not checked where a drug could have been missed.</summary>
    public static Verdict Silent(OrderUnderCheck order, string why, ImmutableArray<Fact> facts) => order.Patient.Medications.IsWhole
        ? new Verdict.Silent(why) { Facts = facts }
        : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = facts };

    private static bool IsStable(OrderUnderCheck order, PairFinding finding, PairedDrug drug) => Pairs.IsStable(order, drug, finding.IsEstablished(drug));

    private static Indicator? OfStable(OrderUnderCheck order, PairFinding finding) =>
        finding.Drugs.Max(drug => Softened(order, finding, drug)) != Indicator.Critical ? null
        : finding.StaysCritical ? Indicator.Critical
        : finding.Stable ?? Indicator.Info;

    private static Indicator Softened(OrderUnderCheck order, PairFinding finding, PairedDrug drug)
    {
        Indicator level = finding.Level(drug);
        level = drug.ByFreeTextOnly ? level.Lower() : level;
        return drug.IsOld(order) ? level.Lower() : level;
    }
}
