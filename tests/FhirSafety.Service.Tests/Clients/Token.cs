using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>A token as an EHR makes it for one call, sound unless a test changes it.</summary>
internal sealed class Token
{
    private Token(JsonObject header, JsonObject claims)
    {
        Header = header;
        Claims = claims;
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    public static Token Of(EhrKey key, string audience = TrustedApp.Audience, string issuer = TrustedApp.Issuer, DateTimeOffset? at = null)
    {
        long now = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        return new Token(
            new JsonObject { ["alg"] = key.Algorithm, ["kid"] = key.Id, ["typ"] = "JWT" },
            new JsonObject { ["iss"] = issuer, ["aud"] = audience, ["iat"] = now, ["exp"] = now + 300, ["jti"] = Guid.NewGuid().ToString() });
    }

    public Token With(string claim, JsonNode? value)
    {
        Claims[claim] = value;
        return this;
    }

    public Token Without(string claim)
    {
        Assert.True(Claims.Remove(claim));
        return this;
    }

    /// <summary>Moves a moment by seconds.</summary>
    public Token Shifted(string claim, long seconds) => With(claim, Claims[claim]!.GetValue<long>() + seconds);

    public Token WithHeader(string name, JsonNode? value)
    {
        Header[name] = value;
        return this;
    }

    public Token WithoutHeader(string name)
    {
        Assert.True(Header.Remove(name));
        return this;
    }

    public string SignedBy(EhrKey key) => Signed(Header.ToJsonString(), Claims.ToJsonString(), key);

    /// <summary>Any two texts as header and claims.</summary>
    public static string Signed(string header, string claims, EhrKey key) => Signed(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims), key);

    public static string Signed(byte[] header, byte[] claims, EhrKey key)
    {
        string text = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims)}";
        return $"{text}.{Base64UrlEncoder.Encode(key.Sign(text))}";
    }

    public string Unsigned() => Signed(Header.ToJsonString(), Claims.ToJsonString(), EhrKey.Hmac("", [1]));
}
