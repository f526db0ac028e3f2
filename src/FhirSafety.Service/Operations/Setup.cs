namespace FhirSafety.Service.Operations;

/// <summary>What the service is made of beside its routes.</summary>
internal static class Setup
{
    public static SiteSettings AddSite(this WebApplicationBuilder builder)
    {
        SiteSettings site = SiteSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(site).AddSingleton(TimeProvider.System).AddSingleton<SiteClock>();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = site.MaxBodyBytes;
        });
        return site;
    }

    public static void AddKnowledge(this WebApplicationBuilder builder, SiteSettings site)
    {
        string root = Path.Combine(AppContext.BaseDirectory, "cds-hooks");
        builder.Services.AddSingleton(new SafetyCheck(
            Baclofen.BaclofenSafety.Load(Path.Combine(root, "baclofen"), site.Policy, site.IncludeUnverifiedCodes),
            site.TimeZone,
            site.PublicBaseUrl));
    }
}
