using System.Net;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Gathering;

/// <summary>Registers the reading of FHIR servers.</summary>
internal static class FhirServerSetup
{
    public const string ClientName = "FHIR";

    public static void AddFhirServers(this WebApplicationBuilder builder, SiteSettings site)
    {
        builder.Services
            .AddSingleton(FhirServerSettings.Read(builder.Configuration))
            .AddSingleton<FhirHttp>()
            .AddSingleton<FhirServerPipelines>()
            .AddSingleton<FhirServers>();

        // The client's own log lines carry the address, and the address names the patient.
        builder.Services.AddHttpClient(ClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan) // the pipeline and the budget end it
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;

                // A proxy would see the tokens of servers read over http.
                handler.UseProxy = !site.AllowInsecureLoopback;
                handler.AutomaticDecompression = DecompressionMethods.All;

                // Without it .NET makes no span of its own, and the EHR learns no trace ids.
                handler.ActivityHeadersPropagator = null;
            });
    }
}
