using FhirSafety.Service.Clients;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;
using FhirSafety.Service.Pages;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory, // cds-hooks/ and appsettings.json are beside the program
    });

    builder.ListenOnLoopback();   // unless an address is given
    AccessSettings access = StartGuard.Check(builder.Environment, builder.Configuration);

    SiteSettings site = builder.AddSite();
    builder.AddAccess(access, site); // which EHRs may call
    builder.AddKnowledge(site);   // the drugs watched, read before the port opens
    builder.AddFhirServers(site); // what did not come with a call
    builder.AddHooks();
    builder.AddDecisions();       // what was said, and what became of it
    builder.AddTelemetry();
    builder.AddHealth();          // ready once warm

    await using WebApplication app = builder.Build();

    app.UseAccess();              // logs, headers, faults, origins

    app.MapDiscovery();
    app.MapHooks();
    app.MapDecisions();           // feedback and insights
    app.MapHealth();
    app.MapEvidence();            // why, from where, how sure
    app.MapValueSets();
    app.MapMetrics();
    app.MapScenarios();           // Development only

    app.EveryEndpointIsGuarded();
    app.LogWhoMayCall();

    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (StartGuard.Explains(fault))
{
    await Console.Error.WriteLineAsync($"FhirSafety does not start: {fault.Message}");
    return 1;
}
