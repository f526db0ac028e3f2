using System.Net;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Clients;

public sealed class GoodTokenTests(TokenAppFixture fixture) : IClassFixture<TokenAppFixture>
{
    private static readonly Dictionary<string, Func<TokenAppFixture, string>> Rows = new(StringComparer.Ordinal)
    {
        ["ES384"] = f => Token.Of(f.Ec).SignedBy(f.Ec),
        ["RS384"] = f => Token.Of(f.Rsa).SignedBy(f.Rsa),
        ["a list of audiences"] = f => Token.Of(f.Ec).With("aud", new JsonArray("https://elsewhere.example", TrustedApp.Audience)).SignedBy(f.Ec),
        ["an audience agreed for the client"] = f => Token.Of(f.Ec, "urn:example:fixed").SignedBy(f.Ec),
        ["a clock 30 s ahead"] = f => Token.Of(f.Ec, at: TimeProvider.System.GetUtcNow().AddSeconds(30)).SignedBy(f.Ec),
        ["a clock 30 s ahead, with nbf"] = f => Token.Of(f.Ec).With("nbf", TimeProvider.System.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds()).SignedBy(f.Ec),
        ["expired 30 s ago"] = f => Token.Of(f.Ec, at: TimeProvider.System.GetUtcNow().AddSeconds(-330)).SignedBy(f.Ec),
        ["valid for an hour"] = f => Token.Of(f.Ec).Shifted("exp", 3300).SignedBy(f.Ec),
        ["fractions of a second"] = f => Token.Of(f.Ec).With("exp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 60.5).SignedBy(f.Ec),
        ["claims nobody asked for"] = f => Token.Of(f.Ec).With("sub", "user").With("nested", new JsonObject { ["a"] = 1 }).SignedBy(f.Ec),
        ["type in small letters"] = f => Token.Of(f.Ec).WithHeader("typ", "jwt").SignedBy(f.Ec),
        ["a jku that is not followed"] = f => Token.Of(f.Ec).WithHeader("jku", "https://elsewhere.example/keys").SignedBy(f.Ec),
        ["a listed tenant"] = f => Token.Of(f.Other, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).SignedBy(f.Other),
        ["a jti of another alphabet"] = f => Token.Of(f.Ec).With("jti", "\u8a9e" + Guid.NewGuid()).SignedBy(f.Ec),
    };

    public static TheoryData<string> All => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_good_token_lets_its_client_in_once(string what)
    {
        string token = Rows[what](fixture);

        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(fixture.Http, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(fixture.Http, token));
    }

    [Fact]
    public async Task The_same_jti_of_another_issuer_is_another_token()
    {
        string id = Guid.NewGuid().ToString();

        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(fixture.Http, Token.Of(fixture.Ec).With("jti", id).SignedBy(fixture.Ec)));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(
            fixture.Http, Token.Of(fixture.Other, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).With("jti", id).SignedBy(fixture.Other)));
        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(
            fixture.Http, Token.Of(fixture.Rsa).With("jti", id).SignedBy(fixture.Rsa)));
    }

    [Fact]
    public async Task A_token_that_is_not_signed_uses_up_no_jti()
    {
        Token token = Token.Of(fixture.Ec);

        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(fixture.Http, token.SignedBy(EhrKey.Ec("ec"))));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(fixture.Http, token.SignedBy(fixture.Ec)));
    }

    [Fact]
    public async Task Discovery_and_health_ask_for_no_token()
    {
        foreach (string path in (string[])["/cds-services", "/health/live"])
        {
            using HttpResponseMessage response = await fixture.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Discovery_asks_for_one_where_the_site_wants_it()
    {
        await using SafetyApp app = TrustedApp.Start([fixture.Ec]).With("Authentication:Discovery", "true");
        using HttpClient http = app.CreateClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + Token.Of(fixture.Ec, TrustedApp.PublicBaseUrl + "/cds-services").SignedBy(fixture.Ec));

        using HttpResponseMessage first = await http.GetAsync("/cds-services");
        using HttpResponseMessage replayed = await http.GetAsync("/cds-services");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (first.StatusCode, replayed.StatusCode));
    }
}
