using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>Marked patients, names and tokens go through every scenario and failure; no log line, span, metric or error shows a mark.</summary>
public sealed class NothingWrittenDownTests : IDisposable
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    // What a site in search of a fault may turn up; the more specific setting goes before the less specific one.
    private static readonly string[] Loud =
    [
        "Default", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Routing.Matching", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.HttpOverrides", "System.Net.Http", "Polly",
    ];

    private readonly string _mark = "Mark" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentBag<string> _seen = [];
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();
    private readonly List<string> _tokens = [];
    private int _calls;
    private long _stored;
    private int _port;

    public NothingWrittenDownTests()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // The EHR of this test runs in this process too: its server, WireMock, and its client have spans of their own.
                bool isServerOfEhr = span.GetTagItem("url.path") is string path && path.StartsWith("/fhir", StringComparison.Ordinal);
                bool isClientOfEhr = span.Source.Name == "System.Net.Http" && Equals(span.GetTagItem("server.port"), _port);
                if (!isServerOfEhr && !isClientOfEhr)
                {
                    _seen.Add($"span {span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(entry => entry.Tags))} {span.TraceStateString}");
                }
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Saw(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Saw(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Saw(instrument, tags));
        _meters.Start();
    }

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Marked_patients_and_tokens_leave_no_mark()
    {
        SafetyApp started = TrustedApp.Start([Key]).With("AllowInsecureLoopback", "true").With("Limits:MaxBodyBytes", "100000").With("Clients:0:Trace", "true")
            .With("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1").OnARealSocket();
        await using SafetyApp app = Loud.Aggregate(started, (service, category) => service.With("Logging:LogLevel:" + category, "Trace"));
        using HttpClient http = app.CreateClient();
        http.DefaultRequestHeaders.Add("User-Agent", _mark);
        http.DefaultRequestHeaders.Add("tracestate", "ehr=" + _mark);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", _mark);
        _port = app.ClientOptions.BaseAddress.Port;

        await DriveScenariosAsync(http);
        await DriveServersAsync(http);
        await DriveBadCallsAsync(http);
        await DriveFeedbackAsync(http);
        await DrivePagesAsync(http);
        await DriveBadTokensAsync(http);
        await SendRawAsync(app.ClientOptions.BaseAddress);
        _seen.Add(await http.GetStringAsync("/metrics") + await http.GetStringAsync("/insights.json"));
        AssertStoreTellsNothing(app.Services.GetRequiredService<IConfiguration>().GetConnectionString("Decisions")!);

        IReadOnlyList<FakeLogRecord> lines = app.Logs.GetSnapshot();
        Assert.True(lines.Count > _calls, "too few lines: the log was not listened to");
        Assert.Contains(_seen, seen => seen.StartsWith("span", StringComparison.Ordinal));
        Assert.Contains(_seen, seen => seen.StartsWith("metric", StringComparison.Ordinal));
        Assert.Empty(string.Join('\n', lines.Select(line => $"{line} {string.Join(' ', line.StructuredState ?? [])} {line.Exception} {string.Join(' ', line.Scopes)}").Where(Tells).Take(3)));
        Assert.Empty(string.Join('\n', _seen.Where(Tells).Take(3)));
    }

    private async Task DriveScenariosAsync(HttpClient http)
    {
        await using SafetyApp development = new();
        using HookClient dated = development.Client();
        foreach (string name in ScenarioFolders.Names)
        {
            JsonNode call = JsonNode.Parse((await dated.GetPlainAsync($"/scenarios/{name}/request.json")).Body)!;
            string patient = call["context"]!["patientId"]!.GetValue<string>();
            string body = call.ToJsonString().Replace($"\"{patient}\"", $"\"{_mark}\"", StringComparison.Ordinal)
                .Replace($"Patient/{patient}\"", $"Patient/{_mark}\"", StringComparison.Ordinal)
                .Replace("\"resourceType\":\"", $"\"text\":{{\"div\":\"{_mark}\"}},\"resourceType\":\"", StringComparison.Ordinal);
            HttpStatusCode? status = await CallAsync(http, body, "/cds-services/" + HookClient.ServiceOf(call["hook"]!.GetValue<string>()));
            Assert.Equal(ScenarioFolders.Expected(name).GetProperty("status").GetInt32(), (int?)status);
        }
    }

    private async Task DriveFeedbackAsync(HttpClient http)
    {
        string now = TimeProvider.System.GetUtcNow().ToString("O");
        string entry = $$"""{"card":"{{Guid.NewGuid()}}","outcome":"overridden","outcomeTimestamp":"{{now}}","overrideReason":{"reason":{"system":"{{_mark}}","code":"{{_mark}} {{_mark}}","display":"{{_mark}}"},"userComment":"{{_mark}}"} }""";
        string[] bodies =
        [
            $$"""{"feedback":[{{entry}}]}""", $$"""{"feedback":[{{entry.Replace("overridden", _mark, StringComparison.Ordinal)}}]}""",
            $$"""{"feedback":[{{entry.Replace("outcomeTimestamp", _mark, StringComparison.Ordinal)}}]}""", $$"""{"{{_mark}}":[]}""", _mark,
        ];
        await Task.WhenAll(bodies.Select(body => CallAsync(http, body, "/cds-services/" + HookClient.ServiceId + "/feedback")));
    }

    private async Task DrivePagesAsync(HttpClient http)
    {
        foreach (string path in (string[])["/evidence/", "/fhir/ValueSet/", "/health/", "/cds-services?patient=", "/scenarios/", "/metrics?", "/insights.json?precaution=", "/"])
        {
            using HttpResponseMessage response = await http.GetAsync(path + _mark);
            _seen.Add($"page {await response.Content.ReadAsStringAsync()} {response.Headers}");
        }
    }

    private void AssertStoreTellsNothing(string file)
    {
        foreach (string part in (string[])[file, file + "-wal"])
        {
            using FileStream store = new(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(store, Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.False(Tells(text), "the store of decisions holds a mark");
            _stored += text.Length;
        }

        Assert.True(_stored > 100_000, "too small a store: decisions were not written");
    }

    private async Task DriveServersAsync(HttpClient http)
    {
        using FakeEhr ehr = (await FakeEhr.StartAsync()).Answers(FakeEhr.PatientRead, FakeEhr.Bundles.Patient.Replace(HookClient.Marker, _mark, StringComparison.Ordinal))
            .StumblesOnce(FakeEhr.KidneyLabs).Fails(FakeEhr.RunningOrders, HttpStatusCode.InternalServerError).SendsHtml(@"/fhir/Condition\?");
        using FakeEhr down = (await FakeEhr.StartAsync()).DropsTheConnection(FakeEhr.Everything);
        foreach (string server in (string[])[ehr.Url, ehr.Url, down.Url, "http://127.0.0.1:1/" + _mark, "http://" + _mark + ".invalid/fhir"])
        {
            await CallAsync(http, new BaclofenOrder(server, token: _mark).ToString().Replace(HookClient.Marker, _mark, StringComparison.Ordinal));
        }
    }

    private async Task DriveBadCallsAsync(HttpClient http)
    {
        string sound = Requests.OrderSign().ToJsonString().Replace(HookClient.Marker, _mark, StringComparison.Ordinal);
        string[] bodies =
        [
            _mark, $"{{\"{_mark}\":1", sound[..^20] + _mark, sound.Insert(1, $"\"hook\":\"{_mark}\","), sound.Replace("order-sign", _mark, StringComparison.Ordinal),
            sound.Replace("d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", _mark, StringComparison.Ordinal), sound.Replace("draftOrders", _mark, StringComparison.Ordinal),
            sound.Replace("\"Patient\",\"id\":\"", "\"Patient\",\"id\":\"x", StringComparison.Ordinal), sound.PadRight(200_000), sound + "\ud83d", "[]", "",
            new BaclofenOrder().Draft(draft => draft["dosageInstruction"] = _mark).WithPatient().ToString().Replace(HookClient.Marker, _mark, StringComparison.Ordinal),
        ];
        foreach (string body in bodies)
        {
            await CallAsync(http, body);
        }

        foreach (string path in (string[])["/cds-services/" + _mark, "/cds-services/baclofen-safety/" + _mark, "/" + _mark])
        {
            await CallAsync(http, sound, path);
        }
    }

    private async Task DriveBadTokensAsync(HttpClient http)
    {
        Attacks attacks = new(Key, Key, EhrKey.Rsa(_mark), "http://127.0.0.1:1/" + _mark);
        foreach (string name in Attacks.Names)
        {
            await CallAsync(http, "{}", token: attacks.Make(name).Token);
        }

        Token[] marked =
        [
            Token.Of(Key).With("sub", _mark), Token.Of(Key).With("tenant", _mark), Token.Of(Key, issuer: _mark), Token.Of(Key, audience: _mark),
            Token.Of(Key).With("jti", _mark), Token.Of(Key).With("jti", _mark), Token.Of(Key).WithHeader("kid", _mark), Token.Of(Key).WithHeader("alg", _mark), Token.Of(Key).WithHeader("crit", _mark),
        ];
        foreach (Token token in marked)
        {
            await CallAsync(http, "{}", token: token.SignedBy(Key));
        }
    }

    // What no HTTP client would send, most of which Kestrel refuses before we see it.
    private async Task SendRawAsync(Uri address)
    {
        foreach (string request in (string[])[$"GET /evidence HTTP/1.1\r\nHost: {_mark}.example\r\n\r\n", $"GET /{_mark} HTTP/9.9\r\n\r\n", $"POST /cds-services HTTP/1.1\r\nAuthorization\0: Bearer {_mark}\r\n\r\n", $"{_mark}\r\n\r\n", $"GET / HTTP/1.1\r\nHost: {_mark}@@\r\n\r\n"])
        {
            using TcpClient socket = new(address.Host, address.Port);
            await using NetworkStream stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            byte[] answer = new byte[4096];
            _seen.Add(Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer)));
        }
    }

    private async Task<HttpStatusCode?> CallAsync(HttpClient http, string body, string? path = null, string? token = null)
    {
        path ??= "/cds-services/" + HookClient.ServiceId;
        token ??= Token.Of(Key, TrustedApp.PublicBaseUrl + path).With("sub", _mark).SignedBy(Key);
        if (token.Length > 60)
        {
            _tokens.Add(token[^40..]);
            _tokens.Add(token[20..60]);
        }

        _calls++;
        try
        {
            using HttpResponseMessage response = await TrustedApp.CallAsync(http, token, body, path);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                _seen.Add($"error {await response.Content.ReadAsStringAsync()} {response.Headers}");
            }

            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Kestrel hangs up on what it does not want to read to its end.
            return null;
        }
    }

    private bool Tells(string text) =>
        text.Contains(_mark, StringComparison.OrdinalIgnoreCase) || _tokens.Any(token => text.Contains(token, StringComparison.Ordinal));

    private void Saw(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add($"metric {instrument.Name} {string.Join(' ', tags.ToArray())}");
}
