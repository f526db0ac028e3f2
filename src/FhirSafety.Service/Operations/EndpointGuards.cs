using FhirSafety.Service.Clients;

namespace FhirSafety.Service.Operations;

/// <summary>Says of an endpoint who may call it, and keeps the others out.</summary>
/// <remarks>The handler is wrapped once, when the endpoint is made: what is not asked for costs a call nothing.</remarks>
internal static class EndpointGuards
{
    /// <summary>Everyone may call.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(EndpointAccess.Open, (_, handler) => handler);

    /// <summary>
    /// Clients may call, within the limits on calls; everyone while authentication is off. The handler finds the caller by
    /// <see cref="ClientRegistry.CallerOf"/>.
    /// </summary>
    public static TBuilder RequireClient<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(EndpointAccess.Client, (services, handler) =>
        {
            CallLimits limits = services.GetRequiredService<CallLimits>();
            if (services.GetService<ClientGate>() is not { } gate)
            {
                return context => limits.PassAsync(context, handler);
            }

            RequestDelegate limited = limits.HasRate ? context => limits.PassRateAsync(context, handler) : handler;
            RequestDelegate checkedFirst = context => gate.PassAsync(context, limited);
            return context => limits.PassAsync(context, checkedFirst);
        });

    /// <summary>Whoever shows <c>Operator:Token</c> may call; in Development also everyone on this machine.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(EndpointAccess.Operator, (services, handler) =>
        {
            OperatorGate gate = services.GetRequiredService<OperatorGate>();
            return context => gate.PassAsync(context, handler, orClient: false);
        });

    /// <summary>Operators may call, and clients by a token whose audience is this page, within the limits on calls.</summary>
    public static TBuilder RequireOperatorOrClient<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(EndpointAccess.OperatorOrClient, (services, handler) =>
        {
            OperatorGate gate = services.GetRequiredService<OperatorGate>();
            CallLimits limits = services.GetRequiredService<CallLimits>();
            RequestDelegate limited = limits.HasRate ? context => limits.PassRateAsync(context, handler) : handler;
            RequestDelegate checkedFirst = context => gate.PassAsync(context, limited, orClient: true);
            return context => limits.PassAsync(context, checkedFirst);
        });

    private static TBuilder Guard<TBuilder>(this TBuilder endpoints, EndpointAccess access, Func<IServiceProvider, RequestDelegate, RequestDelegate> wrap)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            endpoint.Metadata.Add(access);
            endpoint.RequestDelegate = wrap(endpoint.ApplicationServices, endpoint.RequestDelegate!);
        });
        return endpoints;
    }

    /// <summary>Refuses to serve an endpoint that does not say who may call it.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public static void EveryEndpointIsGuarded(this WebApplication app)
    {
        foreach (Endpoint endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<EndpointAccess>() is null)
            {
                throw new InvalidOperationException(
                    $"{endpoint.DisplayName} does not say who may call it. Add OpenToAll, RequireClient, RequireOperator or RequireOperatorOrClient where it is mapped.");
            }
        }
    }
}
