using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace FhirSafety.Service.Clients;

/// <summary>Which web pages may call, for browser-based clients such as the CDS Hooks Sandbox.</summary>
/// <remarks>
/// A preflight carries no token and is answered for the origins of all clients together; the answer to the call itself may be read
/// by a page of the calling client's own origins only. While authentication is off, by any page served from this machine.
/// ASP.NET's middleware decides once, before anyone knows who calls; its service is used directly.
/// </remarks>
internal sealed class BrowserOrigins
{
    private readonly CorsService _cors;
    private readonly ClientRegistry _clients;
    private readonly CorsPolicy _anyClient;
    private readonly Dictionary<string, CorsPolicy> _ofClient;

    public BrowserOrigins(ClientRegistry clients, ILoggerFactory loggers)
    {
        _cors = new CorsService(Options.Create(new CorsOptions()), loggers);
        _clients = clients;
        _anyClient = clients.IsOpen ? PolicyOf(IsLocal) : PolicyOf([.. clients.All.SelectMany(client => client.Origins)]);
        _ofClient = clients.All.ToDictionary(client => client.Name, client => PolicyOf([.. client.Origins]), StringComparer.Ordinal);
    }

    /// <summary>Whether an origin is a page served from this machine.</summary>
    public static bool IsLocal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
        && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
        && Addresses.IsLoopbackHost(page.DnsSafeHost);

    /// <summary>Answers a preflight, or marks the answer of a call as readable.</summary>
    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.ContainsKey(CorsConstants.Origin)
            || !context.Request.Path.StartsWithSegments(HookRoutes.Root, StringComparison.Ordinal))
        {
            return next(context);
        }

        if (HttpMethods.IsOptions(context.Request.Method)
            && context.Request.Headers.ContainsKey(CorsConstants.AccessControlRequestMethod))
        {
            Apply(context, _anyClient);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        context.Response.OnStarting(() =>
        {
            CorsPolicy policy = _clients.CallerOf(context) is { } caller && _ofClient.TryGetValue(caller.Client.Name, out CorsPolicy? own) ? own : _anyClient;
            Apply(context, policy);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Apply(HttpContext context, CorsPolicy policy) =>
        _cors.ApplyResult(_cors.EvaluatePolicy(context, policy), context.Response);

    private static CorsPolicy PolicyOf(string[] origins) => PolicyOf(origin => origins.Contains(origin, StringComparer.Ordinal));

    private static CorsPolicy PolicyOf(Func<string, bool> allows) => new CorsPolicyBuilder()
        .SetIsOriginAllowed(allows)
        .WithMethods("GET", "POST")
        .WithHeaders("Authorization", "Content-Type")
        .WithExposedHeaders("Retry-After")
        .Build();
}
