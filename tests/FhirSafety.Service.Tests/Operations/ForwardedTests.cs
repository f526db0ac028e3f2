using FhirSafety.Service.Operations;
using FhirSafety.Service.Tests.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace FhirSafety.Service.Tests.Operations;

/// <summary>Whose word counts for where a call comes from.</summary>
public sealed class ForwardedTests
{
    [Theory]
    [InlineData("203.0.113.7", "true", null, "203.0.113.7 http")]
    [InlineData("127.0.0.1", "true", null, "127.0.0.1 http")]
    [InlineData("203.0.113.7", "true", "10.0.0.0/24", "203.0.113.7 http")]
    [InlineData("10.0.1.7", "true", "10.0.0.0/24", "10.0.1.7 http")]
    [InlineData("10.0.0.7", "true", "10.0.0.0/24", "198.51.100.9 https")]
    [InlineData("10.0.0.7", "true", "10.0.0.7", "198.51.100.9 https")]
    [InlineData("::ffff:10.0.0.7", "true", "10.0.0.7", "198.51.100.9 https")]
    [InlineData("10.0.0.7", "false", null, "10.0.0.7 http")]
    public async Task Only_a_listed_proxy_is_believed_and_only_for_the_last_hop(string from, string endsInFront, string? proxy, string seen)
    {
        await using WebApplication app = await GuardedApp.StartAsync(
            "Production", EhrKey.Rsa("rsa"), from,
            map: app => app.MapGet("/whence", context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress} {context.Request.Scheme}")).OpenToAll(),
            new("Tls:EndsInFront", endsInFront), new("Tls:KnownProxies:0", proxy));
        using HttpClient http = app.GetTestClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "127.0.0.1, 198.51.100.9");
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        Assert.Equal(seen, await http.GetStringAsync("/whence"));
    }
}
