using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

/// <summary>The value sets that are shipped, loaded once.</summary>
internal static class Shipped
{
    public const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    public const string Atc = "http://www.whocc.no/atc";
    public const string SnomedCt = "http://snomed.info/sct";
    public const string Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen", "valuesets");

    public static ValueSets Sets { get; } = ValueSets.Load(Folder, includeUnverified: false);

    public static ValueSets SetsWithUnverified { get; } = ValueSets.Load(Folder, includeUnverified: true);

    public static DrugMatcher Drugs { get; } = new(Sets);

    public static DrugMatch Text(string? text, string? routeOrForm = null) => Drugs.MatchDrug([], text, routeOrForm);

    public static DrugMatch Coded(string? system, string? code, string? display = null, string? routeOrForm = null) =>
        Drugs.MatchDrug([new DrugCoding(system, code, display)], null, routeOrForm);

    public static string[] SetsOf(DrugMatch match) => [.. match.Hits.Select(hit => hit.Row.Set)];
}
