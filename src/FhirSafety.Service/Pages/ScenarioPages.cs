using FhirSafety.CdsHooks;
using FhirSafety.Scenarios;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Pages;

/// <summary>Worked examples with today's dates, ready to be posted to the service. Development only.</summary>
internal static class ScenarioPages
{
    private static readonly Refusal Unknown = new(
        StatusCodes.Status404NotFound, RefusalCodes.UnknownScenario, "No scenario has this name. cds-hooks/scenarios/README.md lists those there are.");

    public static void MapScenarios(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        string folder = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "scenarios");
        SiteClock clock = app.Services.GetRequiredService<SiteClock>();
        app.MapGet("/scenarios/{name}/request.json", context =>
            Scenario.Request(folder, (string)context.Request.RouteValues["name"]!, clock.Now) is { } request
                ? Answer.SendAsync(context, StatusCodes.Status200OK, request)
                : Answer.RefuseAsync(context, Unknown)).OpenToAll();
    }
}
