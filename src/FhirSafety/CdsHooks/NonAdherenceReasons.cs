using System.Collections.Frozen;

namespace FhirSafety.CdsHooks;

/// <summary>HL7's codes for the reasons of not following advice, by our own override reasons.</summary>
/// <remarks>
/// For counting across services; cards carry our codes, which say more. Trial use in CDS Hooks 3.0. The table stands also in
/// <c>cds-hooks/README.md</c>, where integrators read it.
/// </remarks>
public static class NonAdherenceReasons
{
    /// <summary>URI of HL7's code system.</summary>
    public const string System = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes";

    /// <summary>HL7's code by ours.</summary>
    public static FrozenDictionary<string, string> ByOverrideReason { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["benefit-outweighs-risk"] = "risk-benefit-ratio",
        ["will-monitor"] = "mitigate-risk-negative-outcome",
        ["established-tolerated"] = "action-performed-no-adverse-effect",
        ["specialist-advice"] = "expert-contradicts",
        ["inpatient-monitored"] = "mitigate-risk-negative-outcome",
        ["data-wrong"] = "cds-not-applicable",
        ["already-addressed"] = "action-completed",
        ["taper-arranged"] = "action-completed",
        ["formulation-switch"] = "cds-not-applicable",
        ["serious-adverse-reaction"] = "patient-contraindication",
        ["palliative-care"] = "action-not-priority",
        ["not-pregnant"] = "patient-ineligible",
        ["patient-choice"] = "does-not-align-preferences",
        ["short-exposure"] = "patient-ineligible",
        ["alternative-unsuitable"] = "recipient-concerns-outcomes",
        ["not-relevant"] = "cds-not-applicable",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
