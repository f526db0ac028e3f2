namespace FhirSafety.Terminology;

/// <summary>Whether a code is written as its system writes codes. A mistyped code would match nothing, and nobody would know.</summary>
internal static class CodeForm
{
    /// <summary>What is wrong with a code (a prefix row's without its <c>*</c>), or null.</summary>
    public static string? Fault(CodeSystem system, ReadOnlySpan<char> code) => system switch
    {
        CodeSystem.RxNorm => IsDigits(code, 1, 8) ? null : "an RxNorm code is one to eight digits",
        CodeSystem.SnomedCt or CodeSystem.Dmd => IsDigits(code, 6, 18) && CheckDigit.VerhoeffHolds(code)
            ? null
            : "a SNOMED CT code is 6 to 18 digits, of which the last is a check digit",
        CodeSystem.Loinc => IsLoinc(code) ? null : "a LOINC code is digits, a dash and a check digit, after LA or LP in answers and parts",
        CodeSystem.Atc => IsAtc(code) ? null : "an ATC code is one to seven places, as in N, N02, N02A, N02AA or N02AA01",
        CodeSystem.Icd10 => IsIcd10Cm(code) ? null : "an ICD-10-CM code is a letter, a digit, a digit or letter, then a dot and up to four places",
        CodeSystem.Hcpcs => code.Length == 5 && char.IsAsciiLetterUpper(code[0]) && IsDigits(code[1..], 4, 4)
            ? null
            : "an HCPCS code is a letter and four digits",
        CodeSystem.NciThesaurus => code.Length > 1 && code[0] == 'C' && IsDigits(code[1..], 1, 8)
            ? null
            : "an NCI Thesaurus code is C and digits",
        _ => "the code system is not one the check knows",
    };

    private static bool IsDigits(ReadOnlySpan<char> text, int atLeast, int atMost) =>
        text.Length >= atLeast && text.Length <= atMost && !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsLoinc(ReadOnlySpan<char> code)
    {
        if (code.Length < 3 || code[^2] != '-' || !char.IsAsciiDigit(code[^1]))
        {
            return false;
        }

        ReadOnlySpan<char> body = code[..^2];
        if (body.StartsWith("LA", StringComparison.Ordinal) || body.StartsWith("LP", StringComparison.Ordinal))
        {
            // Their letters enter the sum in a way that is not published with the codes; the plain sum does not hold.
            return IsDigits(body[2..], 1, 8);
        }

        return IsDigits(body, 1, 8) && CheckDigit.Mod10(body) == code[^1] - '0';
    }

    private static bool IsAtc(ReadOnlySpan<char> code) =>
        code.Length is 1 or 3 or 4 or 5 or 7
        && char.IsAsciiLetterUpper(code[0])
        && (code.Length < 3 || IsDigits(code[1..3], 2, 2))
        && (code.Length < 4 || char.IsAsciiLetterUpper(code[3]))
        && (code.Length < 5 || char.IsAsciiLetterUpper(code[4]))
        && (code.Length < 7 || IsDigits(code[5..], 2, 2));

    private static bool IsIcd10Cm(ReadOnlySpan<char> code) =>
        code.Length >= 3
        && char.IsAsciiLetterUpper(code[0])
        && char.IsAsciiDigit(code[1])
        && IsDigitOrUpper(code[2])
        && (code.Length == 3 || (code[3] == '.' && code.Length is > 4 and <= 8 && AreDigitsOrUpper(code[4..])));

    private static bool AreDigitsOrUpper(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!IsDigitOrUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDigitOrUpper(char c) => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c);
}
