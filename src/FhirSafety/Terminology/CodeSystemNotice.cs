namespace FhirSafety.Terminology;

/// <summary>Whose a code system is, and on what terms its codes may be passed on.</summary>
public static class CodeSystemNotice
{
    /// <summary>The notice that goes with any copy of codes of a system; null for one without terms.</summary>
    /// <param name="system">The system's URI as value set rows have it.</param>
    public static string? Of(string system) => CodeSystems.Of(system) switch
    {
        CodeSystem.SnomedCt => "SNOMED CT: copyright International Health Terminology Standards Development Organisation (SNOMED International); use needs an affiliate licence or a member country.",
        CodeSystem.Loinc => "LOINC: copyright Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee; used under the licence at https://loinc.org/license.",
        CodeSystem.RxNorm => "RxNorm: U.S. National Library of Medicine, which endorses no product; source vocabularies have their own terms.",
        CodeSystem.Atc => "ATC: WHO Collaborating Centre for Drug Statistics Methodology; not for resale.",
        CodeSystem.Icd10 => "ICD-10-CM: U.S. Centers for Disease Control and Prevention, National Center for Health Statistics.",
        CodeSystem.Hcpcs => "HCPCS: U.S. Centers for Medicare & Medicaid Services.",
        CodeSystem.Dmd => "NHS dm+d: NHS Business Services Authority; contains SNOMED CT identifiers.",
        CodeSystem.NciThesaurus => "NCI Thesaurus: U.S. National Cancer Institute.",
        _ => null,
    };

    /// <summary>Whether codes and terms may stand on a page that anyone can read.</summary>
    /// <remarks>Those of SNOMED CT may not: a reader may be in no member country and hold no licence.</remarks>
    public static bool IsForEveryone(string system) => CodeSystems.Of(system) is not (CodeSystem.SnomedCt or CodeSystem.Dmd);

    /// <summary>A system's usual name.</summary>
    public static string NameOf(string system) => Of(system)?.Split(':')[0] ?? system;
}
