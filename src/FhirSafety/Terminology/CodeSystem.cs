namespace FhirSafety.Terminology;

/// <summary>The code systems that value sets are written in.</summary>
internal enum CodeSystem
{
    Unknown,
    RxNorm,
    Atc,
    SnomedCt,
    Dmd,
    Hcpcs,
    Loinc,
    Icd10,
    NciThesaurus,
}

/// <summary>What a code system's URI means, and how its codes are compared.</summary>
internal static class CodeSystems
{
    /// <summary>No code of these systems is longer; what is longer matches nothing.</summary>
    public const int LongestCode = 24;

    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string Atc = "http://www.whocc.no/atc";
    private const string SnomedCt = "http://snomed.info/sct";
    private const string Dmd = "https://dmd.nhs.uk";
    private const string Hcpcs = "urn:hcpcs";
    private const string Loinc = "http://loinc.org";
    private const string Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string NciThesaurus = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";

    /// <summary>The system a URI in patient data stands for, common other spellings included.</summary>
    public static CodeSystem Of(string? uri) => uri switch
    {
        RxNorm or "urn:oid:2.16.840.1.113883.6.88" => CodeSystem.RxNorm,
        Atc => CodeSystem.Atc,
        SnomedCt or "urn:oid:2.16.840.1.113883.6.96" => CodeSystem.SnomedCt,
        Dmd => CodeSystem.Dmd,
        Hcpcs
            or "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
            or "https://bluebutton.cms.gov/resources/codesystem/hcpcs"
            or "urn:oid:2.16.840.1.113883.6.285" => CodeSystem.Hcpcs,
        Loinc or "urn:oid:2.16.840.1.113883.6.1" => CodeSystem.Loinc,
        Icd10Cm or "http://hl7.org/fhir/sid/icd-10" or "urn:oid:2.16.840.1.113883.6.90" => CodeSystem.Icd10,
        NciThesaurus => CodeSystem.NciThesaurus,
        _ => CodeSystem.Unknown,
    };

    // Rows are published as FHIR ValueSets, so they carry the one official URI and no other spelling.
    public static bool IsSpelledAsInRows(string uri) =>
        uri is RxNorm or Atc or SnomedCt or Dmd or Hcpcs or Loinc or Icd10Cm or NciThesaurus;

    public static bool TakesPrefixes(CodeSystem system) => system is CodeSystem.Atc or CodeSystem.Icd10;

    // A medicine coded in one of these is coded as a medicine; a LOINC or ICD code beside it says nothing of it.
    public static bool CodesDrugs(CodeSystem system) => system is
        CodeSystem.RxNorm or CodeSystem.Atc or CodeSystem.SnomedCt or CodeSystem.Dmd or CodeSystem.Hcpcs;

    /// <summary>Writes a code in the form it is compared in: upper case; for ATC and ICD-10 without dots and spaces.</summary>
    /// <returns>The length written; 0 where there is no code, or none that could be one.</returns>
    public static int Fold(CodeSystem system, ReadOnlySpan<char> code, Span<char> into)
    {
        bool dropsDots = TakesPrefixes(system);
        int length = 0;
        foreach (char c in code.Trim())
        {
            if (dropsDots && (c == '.' || char.IsWhiteSpace(c)))
            {
                continue;
            }

            if (length == into.Length)
            {
                return 0;
            }

            into[length++] = char.ToUpperInvariant(c);
        }

        return length;
    }
}
