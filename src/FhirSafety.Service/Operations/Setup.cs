using System.Collections.Frozen;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Hooks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FhirSafety.Service.Operations;

/// <summary>What the service is made of beside its routes.</summary>
internal static class Setup
{
    // A body slower than a 64 kbit/s line brings is not waited for; a connection that says nothing neither.
    private const double SlowestBody = 4096;

    private const int DiscardedTimes = 4;

    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static SiteSettings AddSite(this WebApplicationBuilder builder)
    {
        SiteSettings site = SiteSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(site).AddSingleton(TimeProvider.System).AddSingleton<SiteClock>();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The limit itself is kept where bodies are received. Kestrel throws away what still comes of a body up to its own limit, and
            // closes the connection beyond it: a caller that writes all before it reads would then never see the refusal.
            kestrel.Limits.MaxRequestBodySize = (long)site.MaxBodyBytes * DiscardedTimes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBody, BodyGrace);
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        return site;
    }

    /// <summary>Who may call, and what is written down of it.</summary>
    public static void AddAccess(this WebApplicationBuilder builder, AccessSettings access, SiteSettings site)
    {
        builder.Services.AddSingleton(access).AddSingleton<SecurityHeaders>().AddSingleton<CallLimits>().AddSingleton<CallLog>().AddSingleton<OperatorGate>();
        builder.AddClients(access, site);
        FrameworkLines.KeepOut(builder.Services);
    }

    /// <summary>What every answer passes, outermost first.</summary>
    public static void UseAccess(this WebApplication app)
    {
        AccessSettings access = app.Services.GetRequiredService<AccessSettings>();
        CallLog log = app.Services.GetRequiredService<CallLog>();
        SecurityHeaders headers = app.Services.GetRequiredService<SecurityHeaders>();
        if (!access.KnownProxies.IsEmpty)
        {
            ForwardedHeadersOptions forwarded = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (System.Net.IPNetwork proxy in access.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(proxy);
            }

            app.UseForwardedHeaders(forwarded);
        }

        app.Use(next => context => log.PassAsync(context, next));
        app.Use(next => context => headers.PassAsync(context, next));
        app.UseFaultBarrier(); // our own faults, without their details
        BrowserOrigins origins = app.Services.GetRequiredService<BrowserOrigins>();
        app.Use(next => context => origins.PassAsync(context, next));
    }

    public static void AddKnowledge(this WebApplicationBuilder builder, SiteSettings site)
    {
        SafetyCheck check = Check(site, site.Policy);
        builder.Services.AddSingleton(check).AddSingleton(services => new ClientChecks(
            check,
            services.GetRequiredService<ClientRegistry>().All
                .Where(client => !client.Policy.IsEmpty)
                .ToFrozenDictionary(client => client.Name, client => Check(site, client))));
    }

    // What the site set has been read without a fault before: what is wrong now is the client's.
    private static SafetyCheck Check(SiteSettings site, Client client)
    {
        try
        {
            return Check(site, site.Policy.Concat(client.Policy));
        }
        catch (InvalidDataException fault)
        {
            throw new StartRefusedException($"Clients, Policy of {client.Name}: {fault.Message}", fault);
        }
    }

    // A client's number goes before the site's.
    private static SafetyCheck Check(SiteSettings site, IEnumerable<KeyValuePair<string, string>> policy) => new(
        Baclofen.BaclofenSafety.Load(
            Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen"),
            policy.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.OrdinalIgnoreCase),
            site.IncludeUnverifiedCodes),
        site.TimeZone,
        site.PublicBaseUrl);
}
