using System.Net;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Clients;

public sealed class BrowserOriginTests
{
    [Theory]
    [InlineData("/cds-services", "GET", "authorization", "http://127.0.0.1:8092")]
    [InlineData("/cds-services/" + HookClient.ServiceId, "POST", "authorization,content-type", "http://localhost:8080")]
    [InlineData("/cds-services/" + HookClient.ServiceId + "/feedback", "POST", "authorization,content-type", "https://[::1]:1")]
    public async Task A_local_page_is_let_through_before_it_calls(string path, string method, string headers, string origin)
    {
        using HttpResponseMessage response = await Preflight(path, method, headers, origin);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal([origin], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains(method, string.Join(',', response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        string allowed = string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.All(headers.Split(','), header => Assert.Contains(header, allowed, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("http://127.0.0.1.example.org")]
    [InlineData("http://localhost.example.org")]
    [InlineData("null")]
    public async Task Another_page_is_not(string origin)
    {
        using HttpResponseMessage response = await Preflight("/cds-services", "GET", "authorization", origin);

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task The_answer_itself_can_be_read_by_the_page_refused_or_not(string? body)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();
        using HttpRequestMessage request = new(HttpMethod.Post, "/cds-services/" + HookClient.ServiceId)
        {
            Content = new StringContent(body ?? Requests.OrderSign().ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Origin", "http://localhost:8080");

        using HttpResponseMessage response = await ehr.RawAsync(request);

        Assert.Equal(["http://localhost:8080"], response.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://other-app.example", true)]
    [InlineData("https://app.example:8443", false)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("https://evil.example", false)]
    public async Task Where_clients_are_registered_a_preflight_needs_no_token_and_their_origins_count(string origin, bool allowed)
    {
        await using SafetyApp app = Registered();
        using HttpResponseMessage response = await Preflight("/cds-services/" + HookClient.ServiceId, "POST", "authorization,content-type", origin, app);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://other-app.example", false)]
    public async Task The_answer_can_be_read_by_pages_of_the_calling_client_only(string origin, bool allowed)
    {
        await using SafetyApp app = Registered();
        using HttpClient http = app.CreateClient();
        http.DefaultRequestHeaders.Add("Origin", origin);

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    private static SafetyApp Registered() => TrustedApp.Start([Key], [Key])
        .With("Clients:0:Origins:0", "https://app.example").With("Clients:1:Origins:0", "https://other-app.example");

    private static async Task<HttpResponseMessage> Preflight(string path, string method, string headers, string origin, SafetyApp? registered = null)
    {
        await using SafetyApp app = registered ?? new();
        using HookClient ehr = app.Client();
        using HttpRequestMessage request = new(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return await ehr.RawAsync(request);
    }
}
