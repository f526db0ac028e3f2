using FhirSafety.Service.Operations;
using FhirSafety.Service.Tests.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;

namespace FhirSafety.Service.Tests.Operations;

/// <summary>The service's guards around pages of the test's own.</summary>
internal static class GuardedApp
{
    public const string OperatorToken = "an operator's token of 32 characters";

    public static async Task<WebApplication> StartAsync(string environment, EhrKey key, string? from = null, Action<WebApplication>? map = null, params KeyValuePair<string, string?>[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(
        [
            new("PublicBaseUrl", TrustedApp.PublicBaseUrl), new("Authentication:Required", "true"), new("Operator:Token", OperatorToken),
            new("Clients:0:Name", "ehr"), new("Clients:0:Issuer", TrustedApp.Issuer), new("Clients:0:Jwks", EhrKey.SetOf(key)),
            .. settings,
        ]);
        builder.AddAccess(StartGuard.Check(builder.Environment, builder.Configuration), builder.AddSite());
        builder.WebHost.UseTestServer();
        WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from is null ? null : System.Net.IPAddress.Parse(from);
            return next(context);
        });
        app.UseAccess();
        app.MapGet("/operators", context => context.Response.WriteAsync("figures")).RequireOperator();
        app.MapGet("/both", context => context.Response.WriteAsync("codes")).RequireOperatorOrClient();
        map?.Invoke(app);
        app.EveryEndpointIsGuarded();
        await app.StartAsync();
        return app;
    }
}
