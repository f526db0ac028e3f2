using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>The paths of CDS Hooks.</summary>
internal static class HookRoutes
{
    public const string Root = "/cds-services";

    private static readonly Refusal Unknown = new(
        StatusCodes.Status404NotFound, RefusalCodes.UnknownService, "No service has this id. GET /cds-services lists those there are.");

    public static void AddHooks(this WebApplicationBuilder builder) => builder.Services.AddSingleton<BodyReceiver>();

    public static void MapDiscovery(this WebApplication app)
    {
        ReadOnlyMemory<byte> discovery = DiscoveryWriter.Write(app.Services.GetRequiredService<SafetyCheck>().Drug.Services);
        IEndpointConventionBuilder get = app.MapGet(Root, context => Answer.SendAsync(context, StatusCodes.Status200OK, discovery));
        if (app.Services.GetRequiredService<AccessSettings>().Discovery)
        {
            get.RequireClient();
        }
        else
        {
            get.OpenToAll();
        }

        app.MapOtherMethods(Root, "GET");
    }

    public static void MapHooks(this WebApplication app)
    {
        SafetyCheck check = app.Services.GetRequiredService<SafetyCheck>();
        ClientChecks checks = app.Services.GetRequiredService<ClientChecks>();
        BodyReceiver receiver = app.Services.GetRequiredService<BodyReceiver>();
        FhirServers servers = app.Services.GetRequiredService<FhirServers>();
        ClientRegistry clients = app.Services.GetRequiredService<ClientRegistry>();
        SiteClock clock = app.Services.GetRequiredService<SiteClock>();
        DecisionMemory memory = app.Services.GetRequiredService<DecisionMemory>();
        Pulse pulse = app.Services.GetRequiredService<Pulse>();

        // A literal route for each id: matching one makes no route values.
        foreach (IGrouping<string, ServiceDescription> service in check.Drug.Services.GroupBy(entry => entry.Id, StringComparer.Ordinal))
        {
            HookEndpoint endpoint = new([.. service.Select(entry => entry.Hook)], checks, receiver, clients, servers, memory, pulse, clock);
            app.MapPost($"{Root}/{service.Key}", endpoint.CallAsync).RequireClient();
            app.MapOtherMethods($"{Root}/{service.Key}", "POST");
        }

        app.Map(Root + "/{id}", context => Answer.RefuseAsync(context, Unknown)).RequireClient();
    }

    /// <summary>ASP.NET's own 405 has no body, and would take the unknown service's route for these paths.</summary>
    public static void MapOtherMethods(this WebApplication app, string path, string allowed)
    {
        Refusal refusal = new(
            StatusCodes.Status405MethodNotAllowed, RefusalCodes.MethodNotAllowed, $"This path takes {allowed} only.");
        app.Map(path, context =>
        {
            context.Response.Headers.Allow = allowed;
            return Answer.RefuseAsync(context, refusal);
        }).RequireClient();
    }
}
