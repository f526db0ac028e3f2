using System.Net;
using FhirSafety.Service.Tests.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace FhirSafety.Service.Tests.Operations;

public sealed class OperatorTests
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    [Theory]
    [InlineData("Production", "203.0.113.7", GuardedApp.OperatorToken, HttpStatusCode.OK)]
    [InlineData("Production", "127.0.0.1", GuardedApp.OperatorToken, HttpStatusCode.OK)]
    [InlineData("Production", "127.0.0.1", null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", "203.0.113.7", "an operator's token of 32 character", HttpStatusCode.Unauthorized)]
    [InlineData("Production", "203.0.113.7", "", HttpStatusCode.Unauthorized)]
    [InlineData("Development", "127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("Development", "::1", null, HttpStatusCode.OK)]
    [InlineData("Development", "203.0.113.7", null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", "203.0.113.7", GuardedApp.OperatorToken, HttpStatusCode.OK)]
    public async Task A_page_for_operators_asks_for_their_token_and_in_development_for_this_machine(string environment, string from, string? token, HttpStatusCode expected)
    {
        await using WebApplication app = await GuardedApp.StartAsync(environment, Key, from);

        foreach (string page in (string[])["/operators", "/both"])
        {
            using HttpResponseMessage response = await GetAsync(app, page, token);
            Assert.Equal(expected, response.StatusCode);
            Assert.True(expected == HttpStatusCode.OK || (await response.Content.ReadAsStringAsync()).Length == 0);
        }
    }

    [Fact]
    public async Task A_client_is_let_in_where_clients_may_be_and_told_where_not()
    {
        await using WebApplication app = await GuardedApp.StartAsync("Production", Key, "203.0.113.7");
        string Of(string page) => Token.Of(Key, TrustedApp.PublicBaseUrl + page).SignedBy(Key);

        using HttpResponseMessage both = await GetAsync(app, "/both", Of("/both"));
        using HttpResponseMessage operators = await GetAsync(app, "/operators", Of("/operators"));
        using HttpResponseMessage elsewhere = await GetAsync(app, "/both", Token.Of(Key).SignedBy(Key));

        Assert.Equal((HttpStatusCode.OK, "codes"), (both.StatusCode, await both.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, operators.StatusCode);
        Assert.Contains("\"not-allowed\"", await operators.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await TrustedApp.AssertBare401Async(elsewhere);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_say_who_may_call_it_stops_the_start()
    {
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => GuardedApp.StartAsync("Production", Key, map: app => app.MapGet("/forgotten", () => "open")));

        Assert.Contains("/forgotten", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> GetAsync(WebApplication app, string page, string? token)
    {
        using HttpClient http = app.GetTestClient();
        using HttpRequestMessage request = new(HttpMethod.Get, page);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        return await http.SendAsync(request);
    }
}
