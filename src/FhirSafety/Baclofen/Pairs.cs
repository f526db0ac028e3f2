using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>When baclofen and another drug are a pair that the prescriber knows (clinical page, section 7.8, "stable pair").</summary>
internal static class Pairs
{
    /// <summary>
    /// Whether both have been taken for longer than the policy's days with no dose of either changed and the kidneys no worse since, or
    /// the order only carries on what was signed with the other drug on record.
    /// </summary>
    /// <param name="order">The order of baclofen.</param>
    /// <param name="other">The other drug.</param>
    /// <param name="established">Whether the other drug counts as taken for long whatever its dates say.</param>
    public static bool IsStable(OrderUnderCheck order, PairedDrug other, bool established = false) =>
        order.IsStableRenewal || (order.IsTaper ? IsKnownBeside(order, other, established) : IsUnchanged(order) && WouldBeStable(order, other, established));

    /// <summary>Whether a higher dose of baclofen is all that is new, so that keeping the running dose ends it.</summary>
    public static bool OnlyTheRiseIsNew(OrderUnderCheck order, PairedDrug other) =>
        order.IsRaised && WouldBeStable(order, other, established: false);

    /// <summary>The first day that counts as lately.</summary>
    public static DateOnly Lately(OrderUnderCheck order) => order.Patient.Today.AddDays(-order.Policy.Interactions.StableDays);

    private static bool WouldBeStable(OrderUnderCheck order, PairedDrug other, bool established)
    {
        DateOnly lately = Lately(order);
        return order.Therapy is { IsNewStart: false, Since: { } since, SignedOn: { } signed } && since < lately && signed < lately
            && IsKnownBeside(order, other, established);
    }

    // All that a taper changes of baclofen is to lower it.
    private static bool IsKnownBeside(OrderUnderCheck order, PairedDrug other, bool established) =>
        (established || other.IsUnchangedSince(Lately(order))) && !order.KidneysChangedLately;

    // A draft of another dose, whether it is judged itself or stands beside the drug that is; what runs was not changed here.
    private static bool IsUnchanged(OrderUnderCheck order)
    {
        if (!order.Session.Drafts.Any(draft => ReferenceEquals(draft, order.Order)))
        {
            return true;
        }

        return order.IsOral ? order.TotalMg <= order.Therapy.RunningMg : Pump.IsKept(order);
    }
}
