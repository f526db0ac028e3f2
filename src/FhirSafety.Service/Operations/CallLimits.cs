using System.Globalization;
using System.Threading.RateLimiting;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>How many calls run at once, and how many a client may make in a minute.</summary>
internal sealed class CallLimits : IDisposable
{
    private static readonly Refusal Overloaded = new(
        StatusCodes.Status503ServiceUnavailable, RefusalCodes.Overloaded, "Too many calls at once (Limits:ConcurrentCalls, Limits:QueuedCalls). Nothing was checked: call again.");

    private static readonly Refusal TooMany = new(
        StatusCodes.Status429TooManyRequests, RefusalCodes.TooManyCalls, "More calls of this client than the site allows in a minute (Limits:ClientCallsPerMinute). Nothing was checked: call again after Retry-After.");

    private readonly ClientRegistry _clients;
    private readonly ConcurrencyLimiter _atOnce;
    private readonly PartitionedRateLimiter<string> _perMinute;

    public CallLimits(SiteSettings site, ClientRegistry clients)
    {
        _clients = clients;
        _atOnce = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = site.ConcurrentCalls,
            QueueLimit = site.QueuedCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        HasRate = site.ClientCallsPerMinute > 0;
        _perMinute = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetSlidingWindowLimiter(client, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = Math.Max(1, site.ClientCallsPerMinute),
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));
    }

    /// <summary>Whether calls per minute are limited.</summary>
    public bool HasRate { get; }

    /// <summary>Passes a call on when there is room, now or after a short wait in line.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        using RateLimitLease lease = await _atOnce.AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Features.Set(new Denial(TokenFault.Overloaded));
        context.Response.Headers.RetryAfter = "1";
        await Answer.RefuseAsync(context, Overloaded);
    }

    /// <summary>Passes a call on unless its client has made too many; an operator may make any number.</summary>
    public async Task PassRateAsync(HttpContext context, RequestDelegate next)
    {
        if (_clients.CallerOf(context) is not { } caller)
        {
            await next(context);
            return;
        }

        using RateLimitLease lease = _perMinute.AttemptAcquire(caller.Client.Name);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Features.Set(new Denial(TokenFault.TooManyCalls));

        // A sixth of the window frees first.
        TimeSpan wait = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan told) && told > TimeSpan.Zero ? told : TimeSpan.FromSeconds(10);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Answer.RefuseAsync(context, TooMany);
    }

    public void Dispose()
    {
        _atOnce.Dispose();
        _perMinute.Dispose();
    }
}
