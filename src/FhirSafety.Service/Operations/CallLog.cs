using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;

namespace FhirSafety.Service.Operations;

/// <summary>Two lines a call: the access log says how it went, the audit log who called and whether they were let in.</summary>
/// <remarks>
/// Nothing that a caller can choose freely is written: the route's pattern in place of the path, a <c>hookInstance</c> only as a UUID,
/// a client's name from the configuration in place of claims, a verified tenant.
/// </remarks>
internal sealed class CallLog(ILoggerFactory loggers, ClientRegistry clients, TimeProvider time)
{
    /// <summary>The category to ship to a SIEM.</summary>
    public const string AuditCategory = "FhirSafety.Audit";

    /// <summary>The category of the access log.</summary>
    public const string AccessCategory = "FhirSafety.Access";

    private const string None = "-";

    private readonly ILogger _audit = loggers.CreateLogger(AuditCategory);
    private readonly ILogger _access = loggers.CreateLogger(AccessCategory);

    public Task PassAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is RouteEndpoint endpoint
        && endpoint.Metadata.GetMetadata<EndpointAccess>() is { } access && access != EndpointAccess.Open
        && (_audit.IsEnabled(LogLevel.Information) || _access.IsEnabled(LogLevel.Information))
            ? RecordAsync(context, endpoint, next)
            : next(context);

    private async Task RecordAsync(HttpContext context, RouteEndpoint endpoint, RequestDelegate next)
    {
        long start = time.GetTimestamp();
        CallFacts facts = new();
        context.Features.Set(facts);
        await next(context);

        double milliseconds = Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1);
        int status = context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
        Caller? caller = clients.CallerOf(context);
        if (facts.Hook is { } hook && _access.IsEnabled(LogLevel.Information))
        {
            _access.HookAnswered(caller!.Client.Name, hook, facts.HookInstance, status, milliseconds, string.Join(' ', facts.Cards));
        }

        if (_audit.IsEnabled(LogLevel.Information))
        {
            // A caller who left, or a fault of ours, may come before anyone was let in.
            bool isOperator = context.Features.Get<OperatorCaller>() is not null;
            string outcome = context.Features.Get<Denial>()?.Fault.ToString() ?? (caller is not null || isOperator ? "Admitted" : "Undecided");
            Client? client = caller?.Client ?? context.Features.Get<Claimant>()?.Client;
            _audit.Called(
                outcome, client?.Name ?? (isOperator ? "(operator)" : None), caller?.Tenant ?? None, context.Connection.RemoteIpAddress,
                MethodOf(context.Request), endpoint.RoutePattern.RawText ?? None, status, milliseconds);
        }
    }

    // A method is the caller's own word too.
    private static string MethodOf(HttpRequest request) => HttpMethods.GetCanonicalizedValue(request.Method) is var known
        && (HttpMethods.IsGet(known) || HttpMethods.IsPost(known) || HttpMethods.IsOptions(known) || HttpMethods.IsHead(known)) ? known : "other";
}

/// <summary>What a hook call leaves for the log.</summary>
internal sealed class CallFacts
{
    /// <summary>The hook; null before it is known to be one that is served.</summary>
    public string? Hook { get; private set; }

    /// <summary>The invocation; null unless it is a UUID, because any text may stand there.</summary>
    public Guid? HookInstance { get; private set; }

    /// <summary>The topic codes of the cards.</summary>
    public ImmutableArray<string> Cards { get; private set; } = [];

    public void Read(HookRequest request)
    {
        Hook = request.Hook;
        HookInstance = Guid.TryParse(request.HookInstance, out Guid instance) ? instance : null;
    }

    public void Answered(HookResponse response) => Cards = [.. response.Cards.Select(card => card.Source.Topic.Code)];
}
