using System.Collections.Immutable;
using FhirSafety.CdsHooks;

namespace FhirSafety.Baclofen;

/// <summary>What discovery says of the two services, one entry a hook.</summary>
internal static class BaclofenServices
{
    /// <summary>The service of a hook.</summary>
    public static string Of(string hook) => HookSets.Watch.Contains(hook) ? "baclofen-watch" : "baclofen-safety";

    /// <summary>Every entry, with the prefetch templates of its hook.</summary>
    public static ImmutableArray<ServiceDescription> Describe(Func<string, ImmutableArray<KeyValuePair<string, string>>> prefetch) =>
        [.. HookSets.All.Order(StringComparer.Ordinal).Select(hook => Describe(hook, prefetch(hook)))];

    private static ServiceDescription Describe(string hook, ImmutableArray<KeyValuePair<string, string>> prefetch) => HookSets.Watch.Contains(hook)
        ? new(
            Of(hook),
            hook,
            "Baclofen therapy watch",
            "Tells what has become dangerous for a patient who takes baclofen: worse kidneys, a missing order, an empty pump, a new diagnosis.",
            prefetch,
            Usage)
        : new(
            Of(hook),
            hook,
            "Baclofen prescribing safety",
            "Checks a baclofen order, or an order beside running baclofen, against this patient, and offers the safer one.",
            prefetch,
            Usage);

    private const string Usage =
        "patient is required: without it and without access to the FHIR server the call is answered with 412. medications, "
        + "statements and dispenses tell what runs and new starts from renewals; kidneyLabs, conditions, procedures and serviceRequests carry "
        + "the kidney checks; bodySize the creatinine clearance and children's doses; encounter how old a result may be; every other key "
        + "the precaution it is named for. What is left out is named on the card as not checked; without statements and dispenses, what "
        + "others prescribe is not seen and an order counts as a new start.";
}
