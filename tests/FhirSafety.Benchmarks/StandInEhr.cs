using System.Text;
using System.Text.Json.Nodes;

namespace FhirSafety.Benchmarks;

/// <summary>A FHIR server on a port of its own: the sample's record, each read after the same time. Or one that never answers.</summary>
internal sealed class StandInEhr : IAsyncDisposable
{
    private static readonly byte[] NothingFound = """{"resourceType":"Bundle","type":"searchset","total":0}"""u8.ToArray();

    private readonly WebApplication _app;

    private StandInEhr(WebApplication app) => _app = app;

    /// <summary>The base address.</summary>
    public string Url => _app.Urls.Single() + "/fhir";

    /// <summary>Starts one that answers each read after some time.</summary>
    public static Task<StandInEhr> AnsweringAfterAsync(TimeSpan time)
    {
        Dictionary<string, byte[]> record = Record();
        return StartAsync(async context =>
        {
            await Task.Delay(time, context.RequestAborted);
            context.Response.ContentType = "application/fhir+json";
            await context.Response.Body.WriteAsync(record.GetValueOrDefault(KeyOf(context.Request), NothingFound), context.RequestAborted);
        });
    }

    /// <summary>Starts one that takes every read and answers none.</summary>
    public static Task<StandInEhr> HangingAsync() => StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<StandInEhr> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            try
            {
                await answer(context);
            }
            catch (OperationCanceledException)
            {
                // The service has given up on this read.
            }
        });
        await app.StartAsync();
        return new StandInEhr(app);
    }

    // The prefetch keys of the sample by what is asked for.
    private static string KeyOf(HttpRequest request) => request.Path.Value!.Split('/')[2] switch
    {
        "Patient" => "patient",
        "MedicationRequest" => "medications",
        "Condition" => "conditions",
        "Procedure" => "procedures",
        "Observation" when request.QueryString.Value!.Contains("2160-0", StringComparison.Ordinal) => "kidneyLabs",
        "Observation" => "bodySize",
        _ => "",
    };

    private static Dictionary<string, byte[]> Record() => JsonNode.Parse(SampleRequest.Utf8(baclofen: true))!["prefetch"]!.AsObject()
        .Where(key => key.Value is not null)
        .ToDictionary(key => key.Key, key => Encoding.UTF8.GetBytes(key.Value!.ToJsonString()), StringComparer.Ordinal);
}
