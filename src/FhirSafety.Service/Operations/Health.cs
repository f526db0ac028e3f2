using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Operations;

/// <summary>What an orchestrator asks: is the process up, and may it be sent calls?</summary>
internal static class Health
{
    private static readonly ReadOnlyMemory<byte> Live = """{"status":"live"}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Ready = """{"status":"ready"}"""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Starting = """{"status":"starting"}"""u8.ToArray();

    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<Readiness>().AddHostedService<WarmUp>();

    public static void MapHealth(this WebApplication app)
    {
        Readiness readiness = app.Services.GetRequiredService<Readiness>();
        app.MapGet("/health/live", context => Answer.SendAsync(context, StatusCodes.Status200OK, Live)).OpenToAll();
        app.MapGet("/health/ready", context => readiness.IsReady
            ? Answer.SendAsync(context, StatusCodes.Status200OK, Ready)
            : Answer.SendAsync(context, StatusCodes.Status503ServiceUnavailable, Starting)).OpenToAll();
    }
}
