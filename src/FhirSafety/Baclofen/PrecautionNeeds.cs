using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>What precautions need of an EHR, in the bundles that are needed together, and what that comes to for a hook.</summary>
/// <remarks>Discovery asks for what the precautions of a hook declare and for no more: each key costs the EHR a search on every call.</remarks>
internal static class PrecautionNeeds
{
    /// <summary>To tell a new start from a renewal, whoever ordered or dispensed what runs.</summary>
    public static ImmutableArray<Need> Therapy { get; } = [Need.Medications, Need.Statements, Need.Dispenses];

    /// <summary>To tell how the kidneys are, and whether what is known of them is recent enough.</summary>
    public static ImmutableArray<Need> Kidneys { get; } =
        [Need.KidneyLabs, Need.Conditions, Need.BodySize, Need.Procedures, Need.ServiceRequests, Need.Encounter];

    /// <summary>Both, as every limit on a dose depends on the kidneys.</summary>
    public static ImmutableArray<Need> TherapyAndKidneys { get; } = [.. Therapy, .. Kidneys];

    /// <summary>What the precautions that answer a hook need, with the patient, in the order of the table of needs.</summary>
    public static FrozenDictionary<string, ImmutableArray<Need>> ByHook(IEnumerable<string> hooks) =>
        hooks.ToFrozenDictionary(hook => hook, Of, StringComparer.Ordinal);

    private static ImmutableArray<Need> Of(string hook) =>
    [
        .. BaclofenPrecaution.All
            .Where(precaution => precaution.Hooks.Contains(hook))
            .SelectMany(precaution => precaution.Needs)
            .Append(Need.Patient)
            .Distinct()
            .Order(),
    ];
}
