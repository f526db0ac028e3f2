using System.Collections.Immutable;
using FhirSafety.Terminology;

namespace FhirSafety.Reading;

/// <summary>
/// Every need with its prefetch key, the query that meets it and the resource types that may come back. One table, so that
/// what discovery asks for and what the check looks for cannot differ.
/// </summary>
/// <remarks>
/// Queries stay in the subset every CDS Hooks client can send (conformance sheet, items 19 and 24): no <c>_include</c>, no
/// modifiers, and a <c>_sort</c> only by a search parameter that R4 defines for the type, since a server may refuse a search for
/// one it does not know. Only <see cref="Need.Patient"/> is required; the encounter's template rests on an optional context
/// field, and a client that cannot expand it leaves the key out.
/// </remarks>
public sealed class Needs
{
    private const string OfPatient = "patient={{context.patientId}}";

    // The rows' token for a code system that has no URI of its own that all use.
    private const string Hcpcs = "urn:hcpcs";

    private readonly ImmutableArray<NeedQuery> _all;

    /// <summary>Builds the table.</summary>
    /// <param name="terms">The reviewed codes, for the queries on Observations.</param>
    public Needs(ValueSets terms) =>
        _all =
        [
            new(Need.Patient, "patient", "Patient/{{context.patientId}}", ["Patient"]),
            new(Need.Medications, "medications", $"MedicationRequest?{OfPatient}&status=active,on-hold&_count=200", ["MedicationRequest"]),
            new(Need.Statements, "statements", $"MedicationStatement?{OfPatient}&status=active&_count=100", ["MedicationStatement"]) { OftenLacking = true },
            new(Need.Dispenses, "dispenses", $"MedicationDispense?{OfPatient}&_count=100", ["MedicationDispense"]) { OftenLacking = true },
            new(Need.Administrations, "administrations", $"MedicationAdministration?{OfPatient}&_sort=-effective-time&_count=50", ["MedicationAdministration"]) { OftenLacking = true },
            new(Need.Allergies, "allergies", $"AllergyIntolerance?{OfPatient}&_count=100", ["AllergyIntolerance"]),
            new(Need.KidneyLabs, "kidneyLabs", Observations(terms, 50, "creatinine-mass", "creatinine-molar", "creatinine-either", "egfr-*"), ["Observation"]),
            new(Need.Conditions, "conditions", $"Condition?{OfPatient}&_count=200", ["Condition"]),
            new(Need.BodySize, "bodySize", Observations(terms, 20, "weight", "height"), ["Observation"]),
            new(Need.Procedures, "procedures", $"Procedure?{OfPatient}&code={ProcedureCodes(terms, performed: true)}&_sort=-date&_count=50", ["Procedure"]),
            new(Need.ServiceRequests, "serviceRequests", $"ServiceRequest?{OfPatient}&status=active&code={ProcedureCodes(terms, performed: false)}&_count=50", ["ServiceRequest"]),
            new(Need.Pregnancy, "pregnancy", Observations(terms, 20, "pregnancy-status", "edd", "lmp", "breastfeeding-status"), ["Observation"]),
            new(Need.Alcohol, "alcohol", Observations(terms, 20, "alcohol-drinks-per-day", "audit-c", "audit"), ["Observation"]),
            new(Need.VitalSigns, "vitalSigns", Observations(terms, 20, "bp", "bp-systolic", "spo2"), ["Observation"]),
            new(Need.Encounter, "encounter", "Encounter/{{context.encounterId}}", ["Encounter"]),
            new(Need.Appointments, "appointments", $"Appointment?{OfPatient}&status=booked&_count=50", ["Appointment"]),
            new(Need.OtherLabs, "otherLabs", Observations(terms, 50, "liver-alt", "liver-ast", "glucose", "glucose-molar", "hba1c", "creatine-kinase"), ["Observation"]),

            // By status alone: a plan may be marked in its category or in its tag, and one search cannot ask for either.
            new(Need.CarePlans, "carePlans", $"CarePlan?{OfPatient}&status=active&_count=50", ["CarePlan"]),
            new(Need.EndedOrders, "endedOrders", $"MedicationRequest?{OfPatient}&encounter={{{{context.encounterId}}}}&status=stopped,cancelled&_count=50", ["MedicationRequest"]) { OftenLacking = true },
        ];

    /// <summary>The query of a need.</summary>
    public NeedQuery this[Need need] => _all[(int)need];

    /// <summary>The discovery templates of some needs, in the order of the table.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Templates(IReadOnlyCollection<Need> needs) =>
        [.. _all.Where(query => needs.Contains(query.Need)).Select(query => KeyValuePair.Create(query.Key, query.Template))];

    // By code: a long history of other procedures, and every open laboratory order, would fill the page and leave a gap. A set that
    // also lists conditions gives the rows that are procedures by SNOMED CT's own tag. HCPCS goes without its system, which
    // each site writes in its own way. A pregnancy ends by what was done, not by what is ordered.
    private static string ProcedureCodes(ValueSets terms, bool performed)
    {
        IEnumerable<string> rows = terms.Rows("dialysis").Where(row => row.Group == "procedure")
            .Concat(terms.Rows("palliative-care").Where(IsProcedure))
            .Concat(terms.Rows("pregnancy").Where(row => performed && row.Group == "ended" && IsProcedure(row)))
            .Select(row => $"{row.System}|{row.Code}");
        return string.Join(',', rows.Concat(terms.Rows("intrathecal-pump").Where(row => row.System == Hcpcs).Select(row => row.Code)));
    }

    private static bool IsProcedure(ValueSetRow row) =>
        row.Display.EndsWith("(procedure)", StringComparison.Ordinal) || row.Display.EndsWith("(regime/therapy)", StringComparison.Ordinal);

    private static string Observations(ValueSets terms, int count, params string[] groups)
    {
        IEnumerable<string> codes = terms.Rows("observations")
            .Where(row => groups.Any(group => group.EndsWith('*') ? row.Group.StartsWith(group[..^1], StringComparison.Ordinal) : row.Group == group))
            .Select(row => $"{row.System}|{row.Code}");
        return $"Observation?{OfPatient}&code={string.Join(',', codes)}&_sort=-date&_count={count}";
    }
}

/// <summary>How one need is met.</summary>
/// <param name="Need">The need.</param>
/// <param name="Key">The prefetch key.</param>
/// <param name="Template">The prefetch template, which is also the query sent to a FHIR server.</param>
/// <param name="ResourceTypes">What counts as an answer; other resources in a Bundle are passed over.</param>
public sealed record NeedQuery(Need Need, string Key, string Template, ImmutableArray<string> ResourceTypes)
{
    /// <summary>
    /// Whether many EHRs do not have it at all. A server that refuses such a search is then like a client that never sends the key, and
    /// no failure that a card has to tell of on every call.
    /// </summary>
    public bool OftenLacking { get; init; }
}
