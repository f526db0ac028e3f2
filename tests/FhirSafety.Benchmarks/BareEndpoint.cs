using System.Text.Json;

namespace FhirSafety.Benchmarks;

/// <summary>An ASP.NET endpoint that parses the body and answers no cards.</summary>
internal static class BareEndpoint
{
    public static async Task RunAsync(string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url).UseKestrelHttpsConfiguration();
        WebApplication app = builder.Build();
        app.MapPost("/bare", static async (HttpContext context) =>
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("{\"cards\":[]}"u8.ToArray(), context.RequestAborted);
        });
        await app.RunAsync();
    }
}
