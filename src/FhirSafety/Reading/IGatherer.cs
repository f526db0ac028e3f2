using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>Where the data of a check come from: the request alone, or the request and then the EHR's FHIR server.</summary>
public interface IGatherer
{
    /// <summary>Meets the needs as far as can be. What cannot be had is a gap, never an exception.</summary>
    /// <param name="request">The call.</param>
    /// <param name="needs">What is needed.</param>
    /// <param name="table">Keys and queries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One entry for every need asked for.</returns>
    ValueTask<ImmutableDictionary<Need, NeedData>> GatherAsync(
        HookRequest request, IReadOnlyCollection<Need> needs, Needs table, CancellationToken cancellationToken);

    /// <summary>Looks up Medications that orders point to and that did not come with the call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="ids">Their ids on the EHR's FHIR server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that could be had, in any order.</returns>
    ValueTask<ImmutableArray<JsonElement>> MedicationsAsync(
        HookRequest request, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
