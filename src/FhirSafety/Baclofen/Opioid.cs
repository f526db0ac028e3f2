using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>An opioid with baclofen (clinical page, <c>opioid</c>).</summary>
internal static class Opioid
{
    public const string Id = "opioid";

    /// <summary>The value set; buprenorphine is in it, naloxone alone is not.</summary>
    public const string Set = "opioids";

    public static BaclofenPrecaution Precaution { get; } =
        PairCard.Sedating(Id, Judge, "alone", "amplified") with { PairedHooks = null };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> opioids = [.. PairedDrug.Of(order, Set).Where(opioid => !IntrathecalOpioid.SpeaksOf(order, opioid))];
        if (opioids.IsEmpty)
        {
            return PairVerdict.None(order, order.SedationFacts);
        }

        SedationRisks risks = SedationRisks.Of(order, opioids);
        Indicator level = order.Policy.Level(Id, risks.Phrases.IsEmpty ? "alone" : "amplified");
        return PairVerdict.Of(order, new PairFinding(Id, opioids, _ => level)
        {
            Facts = order.SedationFacts,
            Risks = [.. risks.Phrases, .. SedationRisks.NotSeen(order)],
            RiskIsNew = risks.AnyIsNew,
            StaysCritical = SedationRisks.BreathingFails(order),
            Acts = [Naloxone.Offer(order)],
        });
    }
}
