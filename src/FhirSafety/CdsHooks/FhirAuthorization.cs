using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Leave to read the EHR's FHIR server for as long as one call lasts.</summary>
/// <param name="AccessToken">The bearer token: for the Authorization header and nothing else.</param>
public sealed record FhirAuthorization(string AccessToken)
{
    /// <summary>Reads <c>fhirAuthorization</c>.</summary>
    /// <remarks>
    /// What cannot be used counts as no access and refuses nothing: the call may have brought all that is needed. Scope and
    /// expiry are not looked at: their text differs from vendor to vendor, and the FHIR server decides.
    /// </remarks>
    /// <param name="value">The member; null when it is absent.</param>
    public static FhirAuthorization? Read(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } sent
        && TextOf(sent, "token_type") is { } type && type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && TextOf(sent, "access_token") is { Length: > 0 } token && token.All(IsPrintable)
            ? new FhirAuthorization(token)
            : null;

    /// <summary>Never the token: a record's own text ends up in logs and failed assertions.</summary>
    public override string ToString() => "a token, not shown";

    // Anything else could not be sent in a header, or would end it.
    private static bool IsPrintable(char c) => c is >= '!' and <= '~';

    private static string? TextOf(JsonElement sent, string name) =>
        sent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
