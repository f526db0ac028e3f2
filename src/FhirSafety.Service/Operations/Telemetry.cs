using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FhirSafety.Service.Operations;

/// <summary>Where measures, spans and log lines go.</summary>
internal static class Telemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The caller's own words: where one errs, a path holds a patient's id.
    private static readonly string[] NeverInASpan = ["url.path", "url.query", "server.address", "server.port", "user_agent.original"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            builder.Logging.ClearProviders().AddJsonConsole(console => console.UseUtcTimestamp = true);
        }

        bool exports = builder.Configuration.Text(OtlpEndpoint) is { } endpoint && (IsWeb(endpoint)
            ? true
            : throw new StartRefusedException($"{OtlpEndpoint} is {endpoint}. Give an http or https address, such as http://collector:4317."));
        OpenTelemetry.OpenTelemetryBuilder telemetry = builder.Services.AddSingleton<Pulse>().AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(Pulse.Name, "System.Runtime", "System.Net.Http").AddPrometheusExporter();
            if (exports)
            {
                metrics.AddOtlpExporter();
            }
        });

        // Nothing is sent anywhere, and no span is made, unless an endpoint is set.
        if (exports)
        {
            telemetry.WithTracing(traces => traces.AddSource(Pulse.Name).AddAspNetCoreInstrumentation(calls =>
                calls.EnrichWithHttpRequest = (span, _) => Forget(span)).AddOtlpExporter());
        }
    }

    private static void Forget(Activity span)
    {
        foreach (string tag in NeverInASpan)
        {
            span.SetTag(tag, null);
        }

        span.TraceStateString = null;
    }

    // What is no address would be sent to the exporter's own default.
    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";

    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics").RequireOperator();
}
