using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FhirSafety.Benchmarks;

/// <summary>An EHR's keys and tokens, each token fresh: a service takes each once.</summary>
internal sealed class SampleTokens : IDisposable
{
    public const string Issuer = "https://ehr.example/";

    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>The public keys as a JWK Set.</summary>
    public string Jwks()
    {
        ECPoint point = _ec.ExportParameters(includePrivateParameters: false).Q;
        RSAParameters rsa = _rsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "EC", crv = "P-384", use = "sig", kid = "ES384", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) },
                new { kty = "RSA", use = "sig", kid = "RS384", n = Base64Url.EncodeToString(rsa.Modulus), e = Base64Url.EncodeToString(rsa.Exponent) },
            },
        });
    }

    /// <summary>A token of ES384 or RS384 for one call.</summary>
    public string Make(string algorithm, string audience)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string text = Part(new { alg = algorithm, kid = algorithm, typ = "JWT" })
            + "." + Part(new { iss = Issuer, aud = audience, iat = now, exp = now + 3600, jti = Guid.NewGuid() });
        byte[] data = Encoding.ASCII.GetBytes(text);
        byte[] signature = algorithm == "ES384"
            ? _ec.SignData(data, HashAlgorithmName.SHA384)
            : _rsa.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The signature alone.</summary>
    public bool Verify(string algorithm, byte[] data, byte[] signature) => algorithm == "ES384"
        ? _ec.VerifyData(data, signature, HashAlgorithmName.SHA384)
        : _rsa.VerifyData(data, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);

    public void Dispose()
    {
        _ec.Dispose();
        _rsa.Dispose();
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
