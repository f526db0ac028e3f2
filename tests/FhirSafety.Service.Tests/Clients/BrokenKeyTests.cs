using System.Net;
using System.Text.Json.Nodes;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>Keys that are none: they verify nothing and break nothing.</summary>
public sealed class BrokenKeyTests
{
    private static readonly EhrKey Sound = EhrKey.Ec("sound");

    [Theory]
    [InlineData("x", "")]
    [InlineData("x", "AAAA")]
    [InlineData("x", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB")] // not on the curve
    [InlineData("y", "***")]
    [InlineData("crv", "P-521")]
    [InlineData("d", "AQEB")]
    [InlineData("key_ops", null)]
    public async Task A_key_that_cannot_verify_is_passed_over_and_those_beside_it_count(string member, string? value)
    {
        EhrKey broken = EhrKey.Ec("broken");
        string set = EhrKey.SetOf(Sound, broken);
        broken.Jwk[member] = value is null ? new JsonArray("encrypt") : value;
        string served = EhrKey.SetOf(broken, Sound);
        await using SafetyApp app = Serving(served);
        using HttpClient http = app.CreateClient();

        Assert.Single(KeySet.Parse(set).Find("broken", "ES384"));
        Assert.Empty(KeySet.Parse(served).Find("broken", "ES384"));
        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(http, Token.Of(broken).SignedBy(broken)));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Token.Of(Sound).SignedBy(Sound)));
    }

    [Theory]
    [InlineData("n", "***")]
    [InlineData("n", "")]
    [InlineData("n", "AA")]
    [InlineData("n", "AQ")]
    [InlineData("e", "")]
    [InlineData("e", "AA")]
    [InlineData("e", "AQ")]
    [InlineData("e", null)]
    public async Task A_key_server_that_serves_nonsense_is_as_good_as_none(string member, string? value)
    {
        EhrKey broken = EhrKey.Rsa("broken");
        broken.Jwk[member] = value;
        string served = EhrKey.SetOf(broken);
        await using SafetyApp app = Serving(served);
        using HttpClient http = app.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(http, Token.Of(broken).SignedBy(broken)));
    }

    private static SafetyApp Serving(string keys) => TrustedApp.StartFetching("https://ehr.example/keys").With(host => host.ConfigureTestServices(services =>
        services.AddHttpClient(KeyServer.ClientName).ConfigurePrimaryHttpMessageHandler(() => new CannedHandler(_ => CannedHandler.Json(keys)))));
}
