using System.Collections.Immutable;

namespace FhirSafety.Reading;

/// <summary>
/// Every need with its prefetch key, the query that meets it and the resource types that may come back. One table, so that
/// what discovery asks for and what the check looks for cannot differ.
/// </summary>
/// <remarks>
/// Queries stay in the subset every CDS Hooks client can send: no <c>_include</c>, no modifiers, <c>_sort=-date</c>. Only
/// <see cref="Need.Patient"/> is required; the encounter's template rests on an optional context field, and a client that
/// cannot expand it leaves the key out.
/// </remarks>
public sealed class Needs
{
    private readonly ImmutableArray<NeedQuery> _all;

    /// <summary>Builds the table.</summary>
    /// <param name="kidneyLabCodes"><c>system|code</c> of every creatinine and eGFR.</param>
    /// <param name="bodySizeCodes"><c>system|code</c> of every weight and height.</param>
    /// <param name="procedureCodes"><c>system|code</c> of every procedure some precaution knows.</param>
    public Needs(IEnumerable<string> kidneyLabCodes, IEnumerable<string> bodySizeCodes, IEnumerable<string> procedureCodes) =>
        _all =
        [
            new(Need.Patient, "patient", "Patient/{{context.patientId}}", ["Patient"]),
            new(Need.Medications, "medications", "MedicationRequest?patient={{context.patientId}}&status=active,on-hold&_count=200", ["MedicationRequest"]),
            new(Need.KidneyLabs, "kidneyLabs", $"Observation?patient={{{{context.patientId}}}}&code={string.Join(',', kidneyLabCodes)}&_sort=-date&_count=50", ["Observation"]),
            new(Need.Conditions, "conditions", "Condition?patient={{context.patientId}}&_count=200", ["Condition"]),
            new(Need.BodySize, "bodySize", $"Observation?patient={{{{context.patientId}}}}&code={string.Join(',', bodySizeCodes)}&_sort=-date&_count=20", ["Observation"]),
            new(Need.Procedures, "procedures", $"Procedure?patient={{{{context.patientId}}}}&code={string.Join(',', procedureCodes)}&_sort=-date&_count=50", ["Procedure"]),
            new(Need.ServiceRequests, "serviceRequests", $"ServiceRequest?patient={{{{context.patientId}}}}&status=active&code={string.Join(',', procedureCodes)}&_count=50", ["ServiceRequest"]),
            new(Need.Encounter, "encounter", "Encounter/{{context.encounterId}}", ["Encounter"]),
        ];

    /// <summary>The query of a need.</summary>
    public NeedQuery this[Need need] => _all[(int)need];

    /// <summary>The discovery templates of some needs, in the order of the table.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Templates(IReadOnlyCollection<Need> needs) =>
        [.. _all.Where(query => needs.Contains(query.Need)).Select(query => KeyValuePair.Create(query.Key, query.Template))];
}

/// <summary>How one need is met.</summary>
/// <param name="Need">The need.</param>
/// <param name="Key">The prefetch key.</param>
/// <param name="Template">The prefetch template, which is also the query sent to a FHIR server.</param>
/// <param name="ResourceTypes">What counts as an answer; other resources in a Bundle are passed over.</param>
public sealed record NeedQuery(Need Need, string Key, string Template, ImmutableArray<string> ResourceTypes);
