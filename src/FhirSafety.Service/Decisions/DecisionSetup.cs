using FhirSafety.CdsHooks;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Registers the memory: what was said, and what became of it.</summary>
internal static class DecisionSetup
{
    public static void AddDecisions(this WebApplicationBuilder builder)
    {
        DecisionSettings settings = DecisionSettings.Read(builder.Configuration, builder.Environment);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton<IDecisionDatabase>(_ => settings.IsPostgres ? new PostgresDatabase(settings.Connection) : new SqliteDatabase(settings.Connection))
            .AddSingleton<DecisionStore>()
            .AddSingleton<DecisionJournal>()
            .AddHostedService(services => services.GetRequiredService<DecisionJournal>())
            .AddHostedService<Retention>()
            .AddSingleton<PatientKeys>()
            .AddSingleton<DecisionMemory>()
            .AddSingleton<FeedbackEndpoint>()
            .AddSingleton<Insights>();
    }

    public static void MapDecisions(this WebApplication app)
    {
        FeedbackEndpoint feedback = app.Services.GetRequiredService<FeedbackEndpoint>();
        foreach (string id in app.Services.GetRequiredService<SafetyCheck>().Drug.Services.Select(service => service.Id).Distinct(StringComparer.Ordinal))
        {
            app.MapPost($"{HookRoutes.Root}/{id}/feedback", feedback.CallAsync).RequireClient();
            app.MapOtherMethods($"{HookRoutes.Root}/{id}/feedback", "POST");
        }

        Insights insights = app.Services.GetRequiredService<Insights>();
        DecisionStore store = app.Services.GetRequiredService<DecisionStore>();
        app.MapGet("/insights.json", async context =>
        {
            ReadOnlyMemory<byte> json;
            try
            {
                json = await insights.ReadAsync(context.RequestAborted);
            }
            catch (System.Data.Common.DbException fault)
            {
                context.Response.Headers.RetryAfter = "5";
                await Answer.RefuseAsync(context, new Refusal(
                    StatusCodes.Status503ServiceUnavailable, RefusalCodes.StoreUnavailable, $"The store of decisions cannot be read ({store.Database.Describe(fault)})."));
                return;
            }

            await Answer.SendAsync(context, StatusCodes.Status200OK, json);
        }).RequireOperator();
    }
}
