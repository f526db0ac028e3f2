namespace FhirSafety.Memory;

/// <summary>Ids and codes from outside, as far as they may be remembered: nothing that could be a sentence about a patient.</summary>
public static class Token
{
    private const int Longest = 128;

    /// <summary>The text when it is one word of letters, digits and <c>._:/-</c> of at most 128 characters, else null.</summary>
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or ':' or '/' or '-')
            ? text
            : null;
}
