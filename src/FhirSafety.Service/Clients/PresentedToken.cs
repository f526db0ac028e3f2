using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Clients;

/// <summary>What a token says of itself. Nothing of it is true before the signature has been verified.</summary>
/// <remarks>
/// Stricter than the library, which takes the last of repeated members, ignores <c>crit</c> and never looks at <c>iat</c>.
/// Because nothing repeated passes, what is read here and what the library reads are the same.
/// </remarks>
internal sealed record PresentedToken
{
    /// <summary>The longest token read, in characters. An ordinary one has 600 to 900.</summary>
    public const int Longest = 8192;

    private const decimal LastSecond = 253_402_300_799; // the end of year 9999

    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    public required string Algorithm { get; init; }

    public required string KeyId { get; init; }

    public required string Issuer { get; init; }

    public required ImmutableArray<string> Audiences { get; init; }

    public required string Id { get; init; }

    public string? Tenant { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When no clock within the leeway would still accept it.</summary>
    public DateTimeOffset End => Expires + Leeway;

    /// <summary>Reads a compact JWT; null with the fault when it cannot be used whoever signed it.</summary>
    public static PresentedToken? Read(string text, out TokenFault fault)
    {
        fault = text.Length > Longest ? TokenFault.TooLong : TokenFault.Malformed;
        string[] parts = text.Length > Longest ? [] : text.Split('.', 4);
        if (parts.Length != 3 || parts[2].Length == 0
            || !TryParse(parts[0], out JsonDocument? header) || !TryParse(parts[1], out JsonDocument? payload))
        {
            return null;
        }

        using (header)
        using (payload)
        {
            if (header.RootElement.TryGetProperty("crit", out _))
            {
                fault = TokenFault.Critical;
                return null;
            }

            if (!"JWT".Equals(Text(header.RootElement, "typ"), StringComparison.OrdinalIgnoreCase))
            {
                fault = TokenFault.WrongType;
                return null;
            }

            return Read(header.RootElement, payload.RootElement);
        }
    }

    /// <summary>Holds the claims against the client and the call; null when nothing but the signature is left to ask.</summary>
    public TokenFault? FaultFor(Client client, Func<string, bool> isAudience, DateTimeOffset now)
    {
        if (!client.Algorithms.Contains(Algorithm, StringComparer.Ordinal))
        {
            return TokenFault.Algorithm;
        }

        if (!Audiences.Any(audience => isAudience(audience) || client.Audiences.Contains(audience, StringComparer.Ordinal)))
        {
            return TokenFault.Audience;
        }

        return now >= End ? TokenFault.Expired
            : IssuedAt > now + Leeway ? TokenFault.IssuedInFuture
            : NotBefore > now + Leeway ? TokenFault.NotYetValid
            : Expires <= IssuedAt || Expires - IssuedAt > LongestLife ? TokenFault.LivesTooLong
            : null;
    }

    /// <summary>Never its claims: a record's own text ends up in logs.</summary>
    public override string ToString() => "a token, not shown";

    private static PresentedToken? Read(JsonElement header, JsonElement payload)
    {
        ImmutableArray<string> audiences = ReadAudiences(payload);
        bool hasTenant = payload.TryGetProperty("tenant", out _);
        bool hasNotBefore = payload.TryGetProperty("nbf", out _);
        string? tenant = Text(payload, "tenant");
        DateTimeOffset? notBefore = Moment(payload, "nbf");
        return Text(header, "alg") is { } algorithm && Text(header, "kid") is { } key
            && Text(payload, "iss") is { } issuer && Text(payload, "jti") is { } id && !audiences.IsEmpty
            && Moment(payload, "iat") is { } issuedAt && Moment(payload, "exp") is { } expires
            && hasTenant == tenant is not null && hasNotBefore == notBefore is not null
            ? new PresentedToken
            {
                Algorithm = algorithm,
                KeyId = key,
                Issuer = issuer,
                Audiences = audiences,
                Id = id,
                Tenant = tenant,
                IssuedAt = issuedAt,
                Expires = expires,
                NotBefore = notBefore,
            }
            : null;
    }

    // The decoder skips white space and takes padding; a token has neither.
    private static bool TryParse(string part, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (part.Length == 0 || part.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            return false;
        }

        byte[] utf8 = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        if (!Base64Url.TryDecodeFromChars(part, utf8, out int length)
            || !HookBody.TryParse(utf8.AsMemory(0, length), out document, out _))
        {
            return false;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        document.Dispose();
        return false;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
        && member.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static ImmutableArray<string> ReadAudiences(JsonElement payload)
    {
        if (Text(payload, "aud") is { } one)
        {
            return [one];
        }

        return payload.TryGetProperty("aud", out JsonElement several) && several.ValueKind == JsonValueKind.Array
            && several.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String)
            ? [.. several.EnumerateArray().Select(entry => entry.GetString()!)]
            : [];
    }

    // Fractions of a second are allowed (RFC 7519, section 2, NumericDate).
    private static DateTimeOffset? Moment(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.Number
        && member.TryGetDecimal(out decimal seconds) && seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
