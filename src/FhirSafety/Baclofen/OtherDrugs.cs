using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Drugs beside baclofen, as precautions on a condition ask for them.</summary>
internal static class OtherDrugs
{
    /// <summary>Drugs of a set beside it: what is being ordered first, then the newest.</summary>
    public static IEnumerable<ActiveMedication> Drugs(this OrderUnderCheck order, string set)
    {
        ActiveMedication[] drugs = [.. order.Patient.Medications.Items.Where(drug => drug.IsActive && drug.GroupIn(set) is not null)];
        return drugs.Length < 2
            ? drugs
            : drugs.OrderByDescending(drug => drug.IsDraft)
                .ThenByDescending(drug => drug.AuthoredOn ?? DateOnly.MaxValue)
                .ThenBy(drug => drug.Source, StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether both have run for longer than the policy's days, by their dates alone, and neither is new or raised in this session.
    /// </summary>
    public static bool IsStable(OrderUnderCheck order, ActiveMedication other)
    {
        DateOnly first = order.Patient.Today.AddDays(-order.Policy.Conditions.StablePairDays);
        return !other.IsDraft && other.AuthoredOn < first && !order.Therapy.IsNewStart && !order.IsRaised && order.Therapy.SignedOn < first;
    }
}
