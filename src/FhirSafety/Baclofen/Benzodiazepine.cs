using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A benzodiazepine with baclofen (clinical page, <c>benzodiazepine</c>).</summary>
internal static class Benzodiazepine
{
    public const string Id = "benzodiazepine";

    private const string Seizures = "epilepsy-seizure";

    public static BaclofenPrecaution Precaution { get; } = PairCard.Sedating(Id, Judge, "alone", "critical");

    private static Verdict Judge(OrderUnderCheck order) =>
        SedativeClass.Of(order, Id, PairedDrug.Of(order, "benzodiazepines"), _ => "alone", drug => IsForEpilepsy(order, drug));

    // Taken against seizures they are never short courses, and must not be stopped.
    private static bool IsForEpilepsy(OrderUnderCheck order, PairedDrug drug) =>
        drug.Ingredient is "CLOBAZAM" or "CLONAZEPAM"
        && (!order.Conditions(Seizures, "epilepsy", "seizure").IsEmpty || drug.Records.Any(record => record.Reasons.Any(reason => reason.Set == Seizures)));
}
