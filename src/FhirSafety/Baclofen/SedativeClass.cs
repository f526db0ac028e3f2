using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on classes of sedatives other than opioids share (clinical page, <c>benzodiazepine</c>, <c>z-drug</c>, <c>gabapentinoid</c>, <c>sedative</c>).</summary>
internal static class SedativeClass
{
    /// <summary>
    /// The verdict on a class. Critical beside an opioid, where the class is a second one, and where breathing fails; an opioid brings
    /// the offer of its antidote.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="id">The precaution.</param>
    /// <param name="drugs">The drugs of the class.</param>
    /// <param name="level">The name of the level of each without an opioid.</param>
    /// <param name="isEstablished">The drugs that count as established.</param>
    public static Verdict Of(
        OrderUnderCheck order, string id, ImmutableArray<PairedDrug> drugs, Func<PairedDrug, string> level, Func<PairedDrug, bool>? isEstablished = null)
    {
        if (drugs.IsEmpty)
        {
            return PairVerdict.None(order, order.SedationFacts);
        }

        bool withOpioid = !PairedDrug.Of(order, Opioid.Set).IsEmpty;
        bool fails = SedationRisks.BreathingFails(order);
        bool IsCritical(PairedDrug drug) => fails || (withOpioid && SedationRisks.IsSecondClass(order, drug));
        return PairVerdict.Of(order, new PairFinding(id, drugs, drug => order.Policy.Level(id, IsCritical(drug) ? "critical" : level(drug)))
        {
            Risks =
            [
                .. withOpioid ? [new Phrase("sedative.opioid")] : (Phrase[])[],
                .. fails ? [order.Lungs[0].Phrase] : (Phrase[])[],
            ],
            Facts = order.SedationFacts,
            StaysCritical = fails,
            IsEstablished = isEstablished ?? (_ => false),
            Acts = withOpioid ? [Naloxone.Offer(order)] : [],
            YieldsTo = PairCard.YieldsToCount(order),
            IsBullet = withOpioid,
        });
    }
}
