using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Clients;

/// <summary>A client's public keys, by id. Only keys that can verify one of the algorithms this service knows.</summary>
internal sealed class KeySet
{
    // NIST SP 800-131A: 2048 bits is the least for RSA signatures.
    private const int SmallestRsaKey = 2048;

    private readonly ILookup<string, JsonWebKey> _keys;

    private KeySet(IEnumerable<JsonWebKey> keys)
    {
        JsonWebKey[] given = [.. keys];
        HoldsPrivateKey = given.Any(key => key.HasPrivateKey);
        _keys = given.Where(IsUsable).ToLookup(key => key.Kid, StringComparer.Ordinal);
    }

    public static KeySet Empty { get; } = new([]);

    /// <summary>Whether somebody gave a secret away: then it is no one's any more, and no key here.</summary>
    public bool HoldsPrivateKey { get; }

    /// <summary>Whether there is no usable key.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Reads a JWK Set; keys that cannot verify a token here are passed over.</summary>
    /// <exception cref="ArgumentException">It is no JWK Set.</exception>
    public static KeySet Parse(string json) => new(new JsonWebKeySet(json).Keys);

    /// <summary>Whether any key fits one of the algorithms.</summary>
    public bool Fits(ImmutableArray<string> algorithms) => _keys.SelectMany(keys => keys).Any(key => algorithms.Any(algorithm => Fits(key, algorithm)));

    /// <summary>The keys of an id that fit an algorithm; at most one in a set that keeps to the rules.</summary>
    public ImmutableArray<SecurityKey> Find(string id, string algorithm) =>
        [.. _keys[id].Where(key => Fits(key, algorithm))];

    // A symmetric key is never usable, so that no public key can be made to serve as one.
    private static bool IsUsable(JsonWebKey key) =>
        !string.IsNullOrEmpty(key.Kid)
        && key.Use is null or "sig"
        && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"))
        && !key.HasPrivateKey
        && CanBeRead(key);

    // Once, so that a key that is no key is known before a call needs it.
    private static bool CanBeRead(JsonWebKey key)
    {
        try
        {
            return key.Kty switch
            {
                "RSA" => key is { N.Length: > 0, E.Length: > 0 } && ReadRsa(key) >= SmallestRsaKey,
                "EC" => key is { Crv: "P-256" or "P-384", X.Length: > 0, Y.Length: > 0 } && ReadEc(key) > 0,
                _ => false,
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static int ReadRsa(JsonWebKey key)
    {
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) });
        return rsa.KeySize;
    }

    // A point that is not on the curve does not pass.
    private static int ReadEc(JsonWebKey key)
    {
        using ECDsa ec = ECDsa.Create(new ECParameters
        {
            Curve = key.Crv == "P-256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384,
            Q = { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
        });
        return ec.KeySize;
    }

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
