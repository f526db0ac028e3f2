using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>The service with authentication on and clients registered.</summary>
internal static class TrustedApp
{
    public const string PublicBaseUrl = "https://cds.example.org";
    public const string Audience = PublicBaseUrl + "/cds-services/" + HookClient.ServiceId;
    public const string Issuer = "https://ehr.example/";
    public const string OtherIssuer = "urn:example:other-ehr";
    public const string Tenant = "ward-7";

    /// <summary>A client of inline keys, and a second one with a tenant and keys of its own.</summary>
    public static SafetyApp Start(EhrKey[] keys, EhrKey[]? keysOfOther = null)
    {
        SafetyApp app = Required()
            .With("Clients:0:Name", "ehr").With("Clients:0:Issuer", Issuer).With("Clients:0:Jwks", EhrKey.SetOf(keys));
        return keysOfOther is null
            ? app
            : app.With("Clients:1:Name", "other").With("Clients:1:Issuer", OtherIssuer).With("Clients:1:Jwks", EhrKey.SetOf(keysOfOther)).With("Clients:1:Tenants:0", Tenant);
    }

    /// <summary>A client whose keys are fetched.</summary>
    public static SafetyApp StartFetching(string jwksUri) => Required()
        .With("AllowInsecureLoopback", "true")
        .With("Clients:0:Name", "ehr").With("Clients:0:Issuer", Issuer).With("Clients:0:JwksUri", jwksUri);

    public static async Task<HttpResponseMessage> CallAsync(HttpClient http, string? token, string? body = null, string path = "/cds-services/" + HookClient.ServiceId)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path)
        {
            Content = new StringContent(body ?? Requests.OrderSign().ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        return await http.SendAsync(request);
    }

    public static async Task<HttpStatusCode> StatusAsync(HttpClient http, string? token, string? body = null, string path = "/cds-services/" + HookClient.ServiceId)
    {
        using HttpResponseMessage response = await CallAsync(http, token, body, path);
        return response.StatusCode;
    }

    /// <summary>A refusal tells nothing.</summary>
    public static async Task AssertBare401Async(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Equal(new AuthenticationHeaderValue("Bearer"), Assert.Single(response.Headers.WwwAuthenticate));
    }

    private static SafetyApp Required() => new SafetyApp().With("Authentication:Required", "true").With("PublicBaseUrl", PublicBaseUrl)
        .With("Logging:LogLevel:FhirSafety.Audit", "Information").With("Logging:LogLevel:FhirSafety.Access", "Information");
}
