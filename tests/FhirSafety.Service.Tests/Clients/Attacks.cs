using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>Tokens that must not let anyone in, by what is wrong with them, with the code the log gives for each.</summary>
internal sealed class Attacks(EhrKey ec, EhrKey rsa, EhrKey otherClients, string attackersServer)
{
    private static readonly EhrKey Attacker = EhrKey.Ec("ec");
    private static readonly EhrKey AttackerRsa = EhrKey.Rsa("rsa");

    private readonly Dictionary<string, (string Code, Func<Attacks, string> Make)> _rows = new(StringComparer.Ordinal)
    {
        ["algorithm none, no signature"] = ("Malformed", a => a.None("none") + "."),
        ["algorithm none, some signature"] = ("Algorithm", a => a.None("none") + ".AAAA"),
        ["algorithm nOnE"] = ("Algorithm", a => a.None("nOnE") + ".AAAA"),
        ["no algorithm"] = ("Malformed", a => Token.Of(a.Ec).WithoutHeader("alg").SignedBy(a.Ec)),
        ["algorithm as number"] = ("Malformed", a => Token.Of(a.Ec).WithHeader("alg", 384).SignedBy(a.Ec)),
        ["HMAC with the public key as JSON"] = ("Algorithm", a => WithHmac(Encoding.UTF8.GetBytes(a.Rsa.Jwk.ToJsonString()))),
        ["HMAC with the public key's modulus"] = ("Algorithm", a => WithHmac(Base64UrlEncoder.DecodeBytes(a.Rsa.Jwk["n"]!.GetValue<string>()))),
        ["HMAC said to be RS384"] = ("Signature", a => Token.Of(a.Rsa).SignedBy(EhrKey.Hmac("rsa", Base64UrlEncoder.DecodeBytes(a.Rsa.Jwk["n"]!.GetValue<string>())))),
        ["RS256, not chosen for the client"] = ("Algorithm", a => Token.Of(a.Rsa.As("RS256")).SignedBy(a.Rsa)),
        ["ES256, not chosen for the client"] = ("Algorithm", a => Token.Of(a.Ec.As("ES256")).SignedBy(a.Ec)),
        ["PS384"] = ("Algorithm", a => Token.Of(a.Rsa.As("PS384")).SignedBy(a.Rsa)),
        ["the key of one algorithm for another"] = ("UnknownKey", a => Token.Of(a.Ec.As("RS384")).SignedBy(a.Rsa)),
        ["tampered claims"] = ("Signature", a => Tampered(Token.Of(a.Ec), a.Ec, 1)),
        ["tampered header"] = ("Signature", a => Tampered(Token.Of(a.Ec), a.Ec, 0)),
        ["tampered signature"] = ("Signature", a => Flipped(Token.Of(a.Ec).SignedBy(a.Ec))),
        ["half a signature"] = ("Signature", a => Token.Of(a.Ec).SignedBy(a.Ec)[..^64]),
        ["a signature of zeroes"] = ("Signature", a => WithSignature(Token.Of(a.Ec), new byte[96])),
        ["a signature in DER"] = ("Signature", a => WithSignature(Token.Of(a.Ec), [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])),
        ["no signature"] = ("Malformed", a => Token.Of(a.Ec).SignedBy(a.Ec).Split('.') is [var h, var c, _] ? $"{h}.{c}" : ""),
        ["a foreign key with the right id"] = ("Signature", a => Token.Of(Attacker).SignedBy(Attacker)),
        ["a foreign RSA key with the right id"] = ("Signature", a => Token.Of(AttackerRsa).SignedBy(AttackerRsa)),
        ["another client's key"] = ("UnknownKey", a => Token.Of(a.Other).SignedBy(a.Other)),
        ["another client's issuer"] = ("UnknownKey", a => Token.Of(a.Ec, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).SignedBy(a.Ec)),
        ["an unknown key id"] = ("UnknownKey", a => Token.Of(a.Ec).WithHeader("kid", "ec2").SignedBy(a.Ec)),
        ["a key id in other letters"] = ("UnknownKey", a => Token.Of(a.Ec).WithHeader("kid", "\u0435c").SignedBy(a.Ec)),
        ["a key id that is a path"] = ("UnknownKey", a => Token.Of(a.Ec).WithHeader("kid", "../../dev/null").SignedBy(a.Ec)),
        ["no key id"] = ("Malformed", a => Token.Of(a.Ec).WithoutHeader("kid").SignedBy(a.Ec)),
        ["a foreign jku"] = ("UnknownKey", a => Token.Of(Attacker).WithHeader("kid", "new").WithHeader("jku", a.AttackersServer).SignedBy(Attacker)),
        ["a foreign jku with the right id"] = ("Signature", a => Token.Of(Attacker).WithHeader("jku", a.AttackersServer).SignedBy(Attacker)),
        ["an embedded key"] = ("Signature", a => Token.Of(Attacker).WithHeader("jwk", Attacker.Jwk.DeepClone()).SignedBy(Attacker)),
        ["a foreign x5u"] = ("Signature", a => Token.Of(Attacker).WithHeader("x5u", a.AttackersServer).SignedBy(Attacker)),
        ["an embedded certificate"] = ("Signature", a => Token.Of(AttackerRsa).WithHeader("x5c", new JsonArray(Certificate())).SignedBy(AttackerRsa)),
        ["an issuer at the attacker's server"] = ("UnknownIssuer", a => Token.Of(Attacker, issuer: a.AttackersServer).SignedBy(Attacker)),
        ["crit"] = ("Critical", a => Token.Of(a.Ec).WithHeader("crit", new JsonArray("exp")).SignedBy(a.Ec)),
        ["crit, empty"] = ("Critical", a => Token.Of(a.Ec).WithHeader("crit", new JsonArray()).SignedBy(a.Ec)),
        ["an unencoded payload"] = ("Critical", a => Token.Of(a.Ec).WithHeader("b64", false).WithHeader("crit", new JsonArray("b64")).SignedBy(a.Ec)),
        ["no type"] = ("WrongType", a => Token.Of(a.Ec).WithoutHeader("typ").SignedBy(a.Ec)),
        ["an access token"] = ("WrongType", a => Token.Of(a.Ec).WithHeader("typ", "at+jwt").SignedBy(a.Ec)),
        ["a repeated algorithm"] = ("Malformed", a => Token.Signed("""{"alg":"none","alg":"ES384","kid":"ec","typ":"JWT"}""", Token.Of(a.Ec).Claims.ToJsonString(), a.Ec)),
        ["a repeated key id"] = ("Malformed", a => Token.Signed("""{"alg":"ES384","kid":"x","kid":"ec","typ":"JWT"}""", Token.Of(a.Ec).Claims.ToJsonString(), a.Ec)),
        ["a repeated issuer"] = ("Malformed", a => a.Repeating("\"iss\"")),
        ["a repeated issuer, escaped"] = ("Malformed", a => a.Repeating("\"\\u0069ss\"")),
        ["a member repeated deep inside"] = ("Malformed", a => Token.Signed(a.HeaderJson, Token.Of(a.Ec).Claims.ToJsonString()[..^1] + ",\"x\":[{\"y\":1,\"\\u0079\":2}]}", a.Ec)),
        ["no issuer"] = ("Malformed", a => Token.Of(a.Ec).Without("iss").SignedBy(a.Ec)),
        ["an unknown issuer"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://evil.example/").SignedBy(a.Ec)),
        ["the issuer without its slash"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://ehr.example").SignedBy(a.Ec)),
        ["the issuer in capitals"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://EHR.example/").SignedBy(a.Ec)),
        ["the issuer with a Cyrillic letter"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://\u0435hr.example/").SignedBy(a.Ec)),
        ["the issuer with a zero-width space"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://ehr.example/\u200b").SignedBy(a.Ec)),
        ["the issuer with a null character"] = ("UnknownIssuer", a => Token.Of(a.Ec, issuer: "https://ehr.example/\0").SignedBy(a.Ec)),
        ["an issuer as list"] = ("Malformed", a => Token.Of(a.Ec).With("iss", new JsonArray(TrustedApp.Issuer)).SignedBy(a.Ec)),
        ["no audience"] = ("Malformed", a => Token.Of(a.Ec).Without("aud").SignedBy(a.Ec)),
        ["an empty list of audiences"] = ("Malformed", a => Token.Of(a.Ec).With("aud", new JsonArray()).SignedBy(a.Ec)),
        ["a list with a number"] = ("Malformed", a => Token.Of(a.Ec).With("aud", new JsonArray(TrustedApp.Audience, 1)).SignedBy(a.Ec)),
        ["another service's audience"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.PublicBaseUrl + "/cds-services/other").SignedBy(a.Ec)),
        ["the service's feedback"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience + "/feedback").SignedBy(a.Ec)),
        ["discovery's audience"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.PublicBaseUrl + "/cds-services").SignedBy(a.Ec)),
        ["the base address alone"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.PublicBaseUrl).SignedBy(a.Ec)),
        ["another host"] = ("Audience", a => Token.Of(a.Ec, "https://cds.example.org.evil.example/cds-services/baclofen-safety").SignedBy(a.Ec)),
        ["the address the server is really called by"] = ("Audience", a => Token.Of(a.Ec, "http://localhost/cds-services/baclofen-safety").SignedBy(a.Ec)),
        ["the audience and more"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience + "?x").SignedBy(a.Ec)),
        ["the audience in other letters"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience.ToUpperInvariant()).SignedBy(a.Ec)),
        ["the audience with a slash at its end"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience + "/").SignedBy(a.Ec)),
        ["the audience with its port"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience.Replace("example.org", "example.org:443", StringComparison.Ordinal)).SignedBy(a.Ec)),
        ["the audience by a detour"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.PublicBaseUrl + "/cds-services/x/../baclofen-safety").SignedBy(a.Ec)),
        ["the audience over http"] = ("Audience", a => Token.Of(a.Ec, TrustedApp.Audience.Replace("https:", "http:", StringComparison.Ordinal)).SignedBy(a.Ec)),
        ["foreign audiences alone"] = ("Audience", a => Token.Of(a.Ec).With("aud", new JsonArray("https://one.example", "https://two.example")).SignedBy(a.Ec)),
        ["no expiry"] = ("Malformed", a => Token.Of(a.Ec).Without("exp").SignedBy(a.Ec)),
        ["an expiry as text"] = ("Malformed", a => Token.Of(a.Ec).With("exp", "9999999999").SignedBy(a.Ec)),
        ["an expiry beyond all calendars"] = ("Malformed", a => Token.Of(a.Ec).With("exp", JsonNode.Parse("1e300")).SignedBy(a.Ec)),
        ["an expiry no number can hold"] = ("Malformed", a => Token.Signed(a.HeaderJson, Token.Of(a.Ec).With("exp", 7).Claims.ToJsonString().Replace("\"exp\":7", "\"exp\":1e400", StringComparison.Ordinal), a.Ec)),
        ["an expiry before 1970"] = ("Malformed", a => Token.Of(a.Ec).With("exp", -1).SignedBy(a.Ec)),
        ["expired"] = ("Expired", a => Token.Of(a.Ec, at: Now.AddMinutes(-10)).SignedBy(a.Ec)),
        ["expired just beyond the leeway"] = ("Expired", a => Token.Of(a.Ec, at: Now.AddSeconds(-361)).SignedBy(a.Ec)),
        ["valid for a year"] = ("LivesTooLong", a => Token.Of(a.Ec).Shifted("exp", 365 * 86_400).SignedBy(a.Ec)),
        ["valid for a second more than an hour"] = ("LivesTooLong", a => Token.Of(a.Ec).Shifted("exp", 3301).SignedBy(a.Ec)),
        ["over before it began"] = ("LivesTooLong", a => Token.Of(a.Ec).Shifted("exp", -300).SignedBy(a.Ec)),
        ["no time of issue"] = ("Malformed", a => Token.Of(a.Ec).Without("iat").SignedBy(a.Ec)),
        ["a time of issue as text"] = ("Malformed", a => Token.Of(a.Ec).With("iat", "now").SignedBy(a.Ec)),
        ["issued in the future"] = ("IssuedInFuture", a => Token.Of(a.Ec, at: Now.AddSeconds(75)).SignedBy(a.Ec)),
        ["not to be used yet"] = ("NotYetValid", a => Token.Of(a.Ec).With("nbf", Now.AddSeconds(75).ToUnixTimeSeconds()).SignedBy(a.Ec)),
        ["not before a word"] = ("Malformed", a => Token.Of(a.Ec).With("nbf", "soon").SignedBy(a.Ec)),
        ["no jti"] = ("Malformed", a => Token.Of(a.Ec).Without("jti").SignedBy(a.Ec)),
        ["an empty jti"] = ("Malformed", a => Token.Of(a.Ec).With("jti", "").SignedBy(a.Ec)),
        ["a jti as number"] = ("Malformed", a => Token.Of(a.Ec).With("jti", 1).SignedBy(a.Ec)),
        ["a tenant of a client that has none"] = ("UnlistedTenant", a => Token.Of(a.Ec).With("tenant", TrustedApp.Tenant).SignedBy(a.Ec)),
        ["an unlisted tenant"] = ("UnlistedTenant", a => Token.Of(a.Other, issuer: TrustedApp.OtherIssuer).With("tenant", "ward-8").SignedBy(a.Other)),
        ["no tenant where one is listed"] = ("UnlistedTenant", a => Token.Of(a.Other, issuer: TrustedApp.OtherIssuer).SignedBy(a.Other)),
        ["a tenant as number"] = ("Malformed", a => Token.Of(a.Ec).With("tenant", 7).SignedBy(a.Ec)),
        ["a tenant as list"] = ("Malformed", a => Token.Of(a.Other, issuer: TrustedApp.OtherIssuer).With("tenant", new JsonArray(TrustedApp.Tenant)).SignedBy(a.Other)),
        ["an empty tenant"] = ("Malformed", a => Token.Of(a.Ec).With("tenant", "").SignedBy(a.Ec)),
        ["a tenant of null"] = ("Malformed", a => Token.Of(a.Ec).With("tenant", null).SignedBy(a.Ec)),
        ["oversized"] = ("TooLong", a => Token.Of(a.Ec).With("padding", new string('x', 8192)).SignedBy(a.Ec)),
        ["an encrypted token's five parts"] = ("Malformed", a => Token.Of(a.Ec).SignedBy(a.Ec) + ".AAAA.AAAA"),
        ["padding"] = ("Malformed", a => Token.Of(a.Ec).SignedBy(a.Ec).Replace(".", "=.", StringComparison.Ordinal)),
        ["a space inside"] = ("Malformed", a => Token.Of(a.Ec).SignedBy(a.Ec).Insert(10, " ")),
        ["full-width letters"] = ("Malformed", a => "\uff45" + Token.Of(a.Ec).SignedBy(a.Ec)[1..]),
        ["claims that are no JSON"] = ("Malformed", a => Token.Signed(a.HeaderJson, "hello", a.Ec)),
        ["claims as list"] = ("Malformed", a => Token.Signed(a.HeaderJson, "[]", a.Ec)),
        ["claims with a comment"] = ("Malformed", a => Token.Signed(a.HeaderJson, "/**/" + Token.Of(a.Ec).Claims.ToJsonString(), a.Ec)),
        ["claims that are no UTF-8"] = ("Malformed", a => Token.Signed(Encoding.UTF8.GetBytes(a.HeaderJson), [(byte)'{', 0xff, (byte)'}'], a.Ec)),
        ["half a character"] = ("Malformed", a => Token.Signed(a.HeaderJson, Token.Of(a.Ec).Claims.ToJsonString().Replace("\"jti\":\"", "\"jti\":\"\\ud83d", StringComparison.Ordinal), a.Ec)),
        ["a hundred levels"] = ("Malformed", a => Token.Signed(a.HeaderJson, Token.Of(a.Ec).Claims.ToJsonString()[..^1] + ",\"x\":" + new string('[', 100) + new string(']', 100) + "}", a.Ec)),
        ["nothing"] = ("NoBearer", _ => ""),
        ["dots"] = ("Malformed", _ => ".."),
    };

    public static IEnumerable<string> Names => new Attacks(Attacker, AttackerRsa, Attacker, "")._rows.Keys;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private EhrKey Ec { get; } = ec;

    private EhrKey Rsa { get; } = rsa;

    private EhrKey Other { get; } = otherClients;

    private string AttackersServer { get; } = attackersServer;

    private string HeaderJson => Token.Of(Ec).Header.ToJsonString();

    /// <summary>The token, and the code the log must give.</summary>
    public (string Token, string Code) Make(string name) => (_rows[name].Make(this), _rows[name].Code);

    private string None(string algorithm) => string.Join('.', Token.Of(Ec.As(algorithm)).Unsigned().Split('.')[..2]);

    private static string WithHmac(byte[] secret) => Token.Of(EhrKey.Hmac("rsa", secret)).SignedBy(EhrKey.Hmac("rsa", secret));

    private string Repeating(string member) =>
        Token.Signed(HeaderJson, $$"""{"iss":"https://evil.example/",{{member}}:"{{TrustedApp.Issuer}}",""" + Token.Of(Ec).Without("iss").Claims.ToJsonString()[1..], Ec);

    private static string Tampered(Token token, EhrKey key, int part)
    {
        string[] parts = token.SignedBy(key).Split('.');
        JsonObject json = JsonNode.Parse(Base64UrlEncoder.Decode(parts[part]))!.AsObject();
        json["admin"] = true;
        parts[part] = Base64UrlEncoder.Encode(json.ToJsonString());
        return string.Join('.', parts);
    }

    private static string Flipped(string token) => token[..^20] + (token[^20] == 'A' ? 'B' : 'A') + token[^19..];

    private static string WithSignature(Token token, byte[] signature) =>
        string.Join('.', [.. token.Unsigned().Split('.')[..2], Base64UrlEncoder.Encode(signature)]);

    private static string Certificate()
    {
        using RSA key = RSA.Create(2048);
        System.Security.Cryptography.X509Certificates.CertificateRequest request = new("CN=evil", key, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = request.CreateSelfSigned(Now, Now.AddDays(1));
        return Convert.ToBase64String(certificate.RawData);
    }
}
