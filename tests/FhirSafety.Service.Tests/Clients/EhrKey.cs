using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>A key pair of an EHR, or of someone who would like to be one.</summary>
internal sealed class EhrKey
{
    private readonly Func<byte[], byte[]> _sign;

    private EhrKey(string id, string algorithm, JsonObject jwk, Func<byte[], byte[]> sign)
    {
        Id = id;
        Algorithm = algorithm;
        jwk["kid"] = id;
        jwk["use"] = "sig";
        Jwk = jwk;
        _sign = sign;
    }

    public string Id { get; }

    public string Algorithm { get; }

    /// <summary>The public half.</summary>
    public JsonObject Jwk { get; }

    public static EhrKey Ec(string id, string algorithm = "ES384")
    {
        (ECCurve curve, string name, HashAlgorithmName hash) = algorithm == "ES384"
            ? (ECCurve.NamedCurves.nistP384, "P-384", HashAlgorithmName.SHA384)
            : (ECCurve.NamedCurves.nistP256, "P-256", HashAlgorithmName.SHA256);
        ECDsa pair = ECDsa.Create(curve);
        ECPoint point = pair.ExportParameters(includePrivateParameters: false).Q;
        JsonObject jwk = new() { ["kty"] = "EC", ["crv"] = name, ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
        return new EhrKey(id, algorithm, jwk, data => pair.SignData(data, hash));
    }

    public static EhrKey Rsa(string id, string algorithm = "RS384", int bits = 2048)
    {
        RSA pair = RSA.Create(bits);
        RSAParameters parameters = pair.ExportParameters(includePrivateParameters: false);
        JsonObject jwk = new() { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) };
        HashAlgorithmName hash = algorithm.EndsWith("256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384;
        RSASignaturePadding padding = algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return new EhrKey(id, algorithm, jwk, data => pair.SignData(data, hash, padding));
    }

    /// <summary>The attack that takes a public key for a shared secret.</summary>
    public static EhrKey Hmac(string id, byte[] secret) => new(id, "HS384", [], data => HMACSHA384.HashData(secret, data));

    /// <summary>The same key, said to be of another algorithm.</summary>
    public EhrKey As(string algorithm) => new(Id, algorithm, Jwk.DeepClone().AsObject(), _sign);

    public byte[] Sign(string text) => _sign(Encoding.ASCII.GetBytes(text));

    /// <summary>A JWK Set.</summary>
    public static string SetOf(params EhrKey[] keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.Jwk.DeepClone())]) }.ToJsonString();
}
