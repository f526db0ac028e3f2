using System.Collections.Immutable;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Clients;

/// <summary>A client's public keys, by id. Only keys that can verify one of the algorithms this service knows.</summary>
internal sealed class KeySet
{
    // NIST SP 800-131A: 2048 bits is the least for RSA signatures.
    private const int SmallestRsaKey = 2048;

    private readonly ILookup<string, JsonWebKey> _keys;

    private KeySet(IEnumerable<JsonWebKey> keys) => _keys = keys.ToLookup(key => key.Kid, StringComparer.Ordinal);

    public static KeySet Empty { get; } = new([]);

    /// <summary>Whether there is no usable key.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Reads a JWK Set; keys that cannot verify a token here are passed over.</summary>
    /// <exception cref="ArgumentException">It is no JWK Set.</exception>
    public static KeySet Parse(string json) => new(new JsonWebKeySet(json).Keys.Where(IsUsable));

    /// <summary>The keys of an id that fit an algorithm; at most one in a set that keeps to the rules.</summary>
    public ImmutableArray<SecurityKey> Find(string id, string algorithm) =>
        [.. _keys[id].Where(key => Fits(key, algorithm))];

    // A symmetric key is never usable, so that no public key can be made to serve as one.
    private static bool IsUsable(JsonWebKey key) =>
        !string.IsNullOrEmpty(key.Kid)
        && key.Use is null or "sig"
        && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"))
        && key.Kty switch
        {
            "RSA" => key.KeySize >= SmallestRsaKey,
            "EC" => key.Crv is "P-256" or "P-384" && key.X is not null && key.Y is not null,
            _ => false,
        };

    private static bool Fits(JsonWebKey key, string algorithm) =>
        (key.Alg is null || key.Alg == algorithm)
        && algorithm switch
        {
            SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSha384 => key.Kty == "RSA",
            SecurityAlgorithms.EcdsaSha256 => key.Crv == "P-256",
            SecurityAlgorithms.EcdsaSha384 => key.Crv == "P-384",
            _ => false,
        };
}
