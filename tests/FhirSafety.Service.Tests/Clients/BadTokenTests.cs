using System.Net;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Clients;

public sealed class BadTokenTests(TokenAppFixture fixture) : IClassFixture<TokenAppFixture>
{
    public static TheoryData<string> All => [.. Attacks.Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_bad_token_lets_nobody_in_and_starts_no_call_elsewhere(string what)
    {
        (string token, string code) = fixture.Attacks.Make(what);

        using HttpResponseMessage response = await TrustedApp.CallAsync(fixture.Http, token);

        await TrustedApp.AssertBare401Async(response);
        Assert.False(fixture.AttackerWasCalled);
        FakeLogRecord line = fixture.App.Logs.GetSnapshot().Last(entry => entry.Category == "FhirSafety.Audit");
        Assert.StartsWith(code + ":", line.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "NoToken")]
    [InlineData("", "NoToken")]
    [InlineData("Bearer", "NoBearer")]
    [InlineData("Basic dXNlcjpwYXNz", "NoBearer")]
    [InlineData("Digest Bearer x", "NoBearer")]
    [InlineData("Bearer  two words", "Malformed")]
    public async Task Neither_does_a_header_without_one(string? header, string code)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/cds-services/" + HookClient.ServiceId);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        using HttpResponseMessage response = await fixture.Http.SendAsync(request);

        await TrustedApp.AssertBare401Async(response);
        Assert.StartsWith(code + ":", fixture.App.Logs.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_authorization_headers_mean_nothing()
    {
        string token = Token.Of(fixture.Ec).SignedBy(fixture.Ec);
        using HttpRequestMessage request = new(HttpMethod.Post, "/cds-services/" + HookClient.ServiceId);
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + token, "Bearer " + token]);

        using HttpResponseMessage response = await fixture.Http.SendAsync(request);

        await TrustedApp.AssertBare401Async(response);
    }

    [Theory]
    [InlineData("/cds-services/no-such-service")]
    [InlineData("/cds-services/baclofen-safety")]
    public async Task Without_a_token_not_even_the_services_are_told_apart(string path)
    {
        using HttpResponseMessage response = await TrustedApp.CallAsync(fixture.Http, null, path: path);

        await TrustedApp.AssertBare401Async(response);
    }

    [Fact]
    public async Task A_known_client_is_told_that_a_service_is_unknown() =>
        Assert.Equal(HttpStatusCode.NotFound, await TrustedApp.StatusAsync(
            fixture.Http, Token.Of(fixture.Ec, TrustedApp.PublicBaseUrl + "/cds-services/none").SignedBy(fixture.Ec), path: "/cds-services/none"));

    [Fact]
    public async Task The_host_header_has_no_say_in_the_audience()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/cds-services/" + HookClient.ServiceId);
        request.Headers.Host = "evil.example";
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token.Of(fixture.Ec, "http://evil.example/cds-services/" + HookClient.ServiceId).SignedBy(fixture.Ec));

        using HttpResponseMessage response = await fixture.Http.SendAsync(request);

        await TrustedApp.AssertBare401Async(response);
    }
}
