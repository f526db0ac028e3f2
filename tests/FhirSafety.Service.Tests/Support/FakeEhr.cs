using System.IO.Compression;
using System.Net;
using System.Text.Json;
using WireMock;
using WireMock.Logging;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace FhirSafety.Service.Tests.Support;

/// <summary>
/// The FHIR server of an EHR, on a real port, in the situations that befall one. It holds the record of
/// <see cref="HookClient.Marker"/>, whose kidneys are poor; what is not set is "none on file".
/// </summary>
internal sealed class FakeEhr : IDisposable
{
    public const string Token = "access-token-of-Zaphod-4711";

    /// <summary>The reads that situations can befall, as patterns on the address asked for.</summary>
    public const string Everything = "/fhir/";
    public const string PatientRead = "/fhir/Patient/";
    public const string KidneyLabs = @"/fhir/Observation\?.*2160-0";
    public const string RunningOrders = @"/fhir/MedicationRequest\?";
    public const string Medications = @"/fhir/Medication\?";

    private const string FhirJson = "application/fhir+json";

    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Logger = new WireMockNullLogger() });

    private int _reading;
    private int _mostAtOnce;

    private FakeEhr()
    {
        Answers(Everything, Bundles.Empty, priority: 100);
        Answers(PatientRead, Bundles.Patient, priority: 90);
        Answers(KidneyLabs, Bundles.Of(Bundles.PoorCreatinine), priority: 90);
    }

    public string Url => _server.Url + "/fhir";

    /// <summary>What was asked for, path and query, in no order.</summary>
    public IReadOnlyList<string> Asked => [.. _server.LogEntries.Select(entry => entry.RequestMessage!.AbsoluteUrl[_server.Url!.Length..])];

    public IEnumerable<string> Authorizations => _server.LogEntries.SelectMany(entry => entry.RequestMessage!.Headers!["Authorization"]);

    /// <summary>The most reads there were at the same time, of those that <see cref="TakesAMoment"/>.</summary>
    public int MostAtOnce => _mostAtOnce;

    /// <summary>WireMock takes a second over its first answer, which no budget should have to pay.</summary>
    public static async Task<FakeEhr> StartAsync()
    {
        FakeEhr ehr = new();
        using HttpClient http = new();
        await http.GetStringAsync(new Uri(ehr.Url + "/metadata"));
        ehr._server.ResetLogEntries();
        return ehr;
    }

    public int Reads(string pattern) =>
        Asked.Count(asked => System.Text.RegularExpressions.Regex.IsMatch(asked, pattern, default, TimeSpan.FromSeconds(1)));

    public FakeEhr Answers(string pattern, string json, int priority = 10, TimeSpan after = default)
    {
        IResponseBuilder answer = Respond(HttpStatusCode.OK).WithHeader("Content-Type", FhirJson).WithBody(json);
        return Befalls(pattern, after > TimeSpan.Zero ? answer.WithDelay(after) : answer, priority);
    }

    public FakeEhr AnswersInTime(TimeSpan time) => Answers(Everything, Bundles.Empty, 30, time)
        .Answers(PatientRead, Bundles.Patient, 20, time)
        .Answers(KidneyLabs, Bundles.Of(Bundles.PoorCreatinine), 20, time);

    public FakeEhr TakesAMoment() => Befalls(Everything, Response.Create().WithCallback(async _ =>
    {
        int reading = Interlocked.Increment(ref _reading);
        lock (_server)
        {
            _mostAtOnce = Math.Max(_mostAtOnce, reading);
        }

        await Task.Delay(50);
        Interlocked.Decrement(ref _reading);
        return new ResponseMessage { StatusCode = 404 };
    }));

    public FakeEhr StumblesOnce(string pattern, HttpStatusCode status = HttpStatusCode.ServiceUnavailable, string? retryAfter = null)
    {
        IResponseBuilder stumble = Respond(status);
        _server.Given(Get(pattern)).AtPriority(1).InScenario(pattern).WillSetStateTo("up again")
            .RespondWith(retryAfter is null ? stumble : stumble.WithHeader("Retry-After", retryAfter));
        return this;
    }

    public FakeEhr Fails(string pattern, HttpStatusCode status) => Befalls(pattern, Respond(status));

    public FakeEhr Hangs(string pattern) => Answers(pattern, Bundles.Empty, priority: 5, after: TimeSpan.FromSeconds(20));

    public FakeEhr SendsHalf(string pattern, string json) => Answers(pattern, json[..(json.Length / 2)]);

    public FakeEhr SendsHtml(string pattern) =>
        Befalls(pattern, Respond(HttpStatusCode.OK).WithHeader("Content-Type", "text/html").WithBody("<html>Please log in</html>"));

    public FakeEhr Sends(string pattern, string mediaType, string body) =>
        Befalls(pattern, Respond(HttpStatusCode.OK).WithHeader("Content-Type", mediaType).WithBody(body));

    public FakeEhr DropsTheConnection(string pattern) => Befalls(pattern, Response.Create().WithFault(FaultType.MALFORMED_RESPONSE_CHUNK));

    public FakeEhr SendsElsewhere(string pattern, string address) =>
        Befalls(pattern, Respond(HttpStatusCode.TemporaryRedirect).WithHeader("Location", address));

    /// <summary>A few kilobytes that unpack to so many megabytes of valid JSON.</summary>
    public FakeEhr SendsAGzipBomb(string pattern, int megabytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        using (StreamWriter text = new(gzip))
        {
            text.Write("""{"resourceType":"Bundle","entry":[],"x":" """);
            string megabyte = new(' ', 1024 * 1024);
            for (int count = 0; count < megabytes; count++)
            {
                text.Write(megabyte);
            }

            text.Write("\"}");
        }

        return Befalls(pattern, Respond(HttpStatusCode.OK).WithHeader("Content-Type", FhirJson).WithHeader("Content-Encoding", "gzip").WithBody(packed.ToArray()));
    }

    public FakeEhr ClaimsToBeCompressed(string pattern) =>
        Befalls(pattern, Respond(HttpStatusCode.OK).WithHeader("Content-Type", FhirJson).WithHeader("Content-Encoding", "gzip").WithBody(Bundles.Empty));

    public void Dispose() => _server.Dispose();

    private FakeEhr Befalls(string pattern, IResponseBuilder response, int priority = 10)
    {
        _server.Given(Get(pattern)).AtPriority(priority).RespondWith(response);
        return this;
    }

    private static IResponseBuilder Respond(HttpStatusCode status) => Response.Create().WithStatusCode(status);

    private static IRequestBuilder Get(string pattern) => Request.Create().UsingGet().WithUrl(new RegexMatcher(pattern));

    /// <summary>What it answers with.</summary>
    internal static class Bundles
    {
        public const string Empty = """{"resourceType":"Bundle","type":"searchset","total":0}""";

        public const string Patient = $$"""{"resourceType":"Patient","id":"{{HookClient.Marker}}","gender":"female","birthDate":"1947-03-02"}""";

        /// <summary>Far beyond what baclofen may be given with.</summary>
        public static string PoorCreatinine => Creatinine("creatinine-1", 2.05m, HookClient.Marker);

        public static string Creatinine(string id, decimal value, string patient) => JsonSerializer.Serialize(new
        {
            resourceType = "Observation",
            id,
            status = "final",
            code = new { coding = new[] { new { system = "http://loinc.org", code = "2160-0" } } },
            subject = new { reference = $"Patient/{patient}" },
            effectiveDateTime = TimeProvider.System.GetUtcNow().AddDays(-30).ToString("yyyy-MM-dd", null),
            valueQuantity = new { value, unit = "mg/dL", system = "http://unitsofmeasure.org", code = "mg/dL" },
        });

        public static string Of(params string[] resources) => Page(null, resources);

        public static string Page(string? next, params string[] resources)
        {
            string link = next is null ? "" : $$""" "link":[{"relation":"self","url":"x"},{"relation":"next","url":"{{next}}"}],""";
            return $$"""{"resourceType":"Bundle","type":"searchset",{{link}}"entry":[{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}]}""";
        }
    }
}
