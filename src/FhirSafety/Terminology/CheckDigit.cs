namespace FhirSafety.Terminology;

/// <summary>The check digits of SNOMED CT (Verhoeff) and LOINC (modulus 10). The text must be digits.</summary>
internal static class CheckDigit
{
    // The multiplication table of the dihedral group of order ten, and the Verhoeff permutation, row by row.
    private static ReadOnlySpan<byte> Product =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        1, 2, 3, 4, 0, 6, 7, 8, 9, 5,
        2, 3, 4, 0, 1, 7, 8, 9, 5, 6,
        3, 4, 0, 1, 2, 8, 9, 5, 6, 7,
        4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1,
        6, 5, 9, 8, 7, 1, 0, 4, 3, 2,
        7, 6, 5, 9, 8, 2, 1, 0, 4, 3,
        8, 7, 6, 5, 9, 3, 2, 1, 0, 4,
        9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static ReadOnlySpan<byte> Permutation =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        1, 5, 7, 6, 2, 8, 3, 0, 9, 4,
        5, 8, 0, 3, 7, 9, 6, 1, 4, 2,
        8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
        9, 4, 5, 3, 1, 2, 6, 8, 7, 0,
        4, 2, 8, 6, 5, 7, 3, 9, 0, 1,
        2, 7, 9, 3, 8, 0, 6, 4, 1, 5,
        7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
    ];

    public static bool VerhoeffHolds(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int place = 0; place < digits.Length; place++)
        {
            int digit = digits[^(place + 1)] - '0';
            sum = Product[(sum * 10) + Permutation[(place % 8 * 10) + digit]];
        }

        return sum == 0;
    }

    public static int Mod10(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int place = 0; place < digits.Length; place++)
        {
            int digit = digits[^(place + 1)] - '0';
            int doubled = digit * 2;
            sum += place % 2 == 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return (10 - (sum % 10)) % 10;
    }
}
