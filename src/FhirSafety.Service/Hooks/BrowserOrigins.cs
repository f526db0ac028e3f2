using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>Which web pages may call, for browser-based clients such as the CDS Hooks Sandbox.</summary>
/// <remarks>In Development any page served from this machine; elsewhere none until clients have origins of their own.</remarks>
internal static class BrowserOrigins
{
    public static void AddBrowserOrigins(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .SetIsOriginAllowed(IsLocal)
                .WithMethods("GET", "POST")
                .WithHeaders("Authorization", "Content-Type")));
        }
    }

    public static void UseBrowserOrigins(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments(HookRoutes.Root, StringComparison.Ordinal),
                hooks => hooks.UseCors());
        }
    }

    private static bool IsLocal(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
        && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
        && Addresses.IsLoopbackHost(page.DnsSafeHost);
}
