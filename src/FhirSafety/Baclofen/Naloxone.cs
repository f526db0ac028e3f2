using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The antidote of opioids, to have at hand.</summary>
internal static class Naloxone
{
    /// <summary>The value set.</summary>
    public const string Set = "naloxone";

    /// <summary>The key of the product among the order codes; a site picks its own.</summary>
    public const string Product = "naloxone";

    /// <summary>Whether a drug is the antidote. With an opioid in one tablet, against its being injected, it is none.</summary>
    public static bool Is(ActiveMedication drug) => drug.GroupIn(Set) is not null && drug.GroupIn("opioids") is null;

    /// <summary>The offer; null when the patient has it, or it is being ordered.</summary>
    public static Act? Offer(OrderUnderCheck order) => order.Patient.Medications.Items.Any(drug => drug.IsActive && Is(drug)) ? null : new Act.OfferRescue(Product);
}
