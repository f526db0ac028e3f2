using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What is ordered for the time after a discharge (clinical page, <c>withdrawal-discharge-omission</c>).</summary>
/// <param name="Orders">Its orders of the drug under check.</param>
/// <param name="OthersOrdered">Whether it holds another drug that was ordered in the encounter: then somebody has written it.</param>
/// <param name="Gap">Why it was not seen whole; <see cref="MissingReason.NoneOnFile"/> means it was.</param>
public sealed record DischargeList(ImmutableArray<DrugOrder> Orders, bool OthersOrdered, MissingReason Gap);
