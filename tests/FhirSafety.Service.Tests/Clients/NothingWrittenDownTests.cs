using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>Marked patients, names and tokens go through every scenario and failure; no log line, span, metric or error shows a mark.</summary>
public sealed class NothingWrittenDownTests : IDisposable
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    private readonly string _mark = "Mark" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentBag<string> _seen = [];
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();
    private readonly List<string> _tokens = [];
    private int _calls;
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
                    _seen.Add($"span {span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(entry => entry.Tags))} {string.Join(' ', span.Baggage)}");
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
        await using SafetyApp app = TrustedApp.Start([Key]).With("AllowInsecureLoopback", "true").With("Logging:LogLevel:Default", "Trace")
            .With("Logging:LogLevel:Microsoft.AspNetCore", "Trace").With("Limits:MaxBodyBytes", "100000").With("Clients:0:Trace", "true").OnARealSocket();
        using HttpClient http = app.CreateClient();
        _port = app.ClientOptions.BaseAddress.Port;

        await DriveScenariosAsync(http);
        await DriveServersAsync(http);
        await DriveBadCallsAsync(http);
        await DriveBadTokensAsync(http);
        await SendRawAsync(app.ClientOptions.BaseAddress);

        IReadOnlyList<FakeLogRecord> lines = app.Logs.GetSnapshot();
        Assert.True(lines.Count > _calls, "too few lines: the log was not listened to");
        Assert.Contains(_seen, seen => seen.StartsWith("span", StringComparison.Ordinal));
        Assert.Contains(_seen, seen => seen.StartsWith("metric", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Select(line => $"{line} {string.Join(' ', line.StructuredState ?? [])} {line.Exception} {string.Join(' ', line.Scopes)}"), Tells);
        Assert.DoesNotContain(_seen, Tells);
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
                .Replace("\"resourceType\":\"Patient\"", $"\"resourceType\":\"Patient\",\"name\":[{{\"text\":\"{_mark}\"}}]", StringComparison.Ordinal);
            await CallAsync(http, body);
        }
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

    // What no HTTP client would send: Kestrel refuses it before we see it.
    private async Task SendRawAsync(Uri address)
    {
        foreach (string request in (string[])[$"GET /{_mark} HTTP/9.9\r\n\r\n", $"POST /cds-services HTTP/1.1\r\nAuthorization\0: Bearer {_mark}\r\n\r\n", $"{_mark}\r\n\r\n", $"GET / HTTP/1.1\r\nHost: {_mark}@@\r\n\r\n"])
        {
            using TcpClient socket = new(address.Host, address.Port);
            await using NetworkStream stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            byte[] answer = new byte[4096];
            _seen.Add(Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer)));
        }
    }

    private async Task CallAsync(HttpClient http, string body, string? path = null, string? token = null)
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
        }
        catch (HttpRequestException)
        {
            // Kestrel hangs up on what it does not want to read to its end.
        }
    }

    private bool Tells(string text) =>
        text.Contains(_mark, StringComparison.OrdinalIgnoreCase) || _tokens.Any(token => text.Contains(token, StringComparison.Ordinal));

    private void Saw(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add($"metric {instrument.Name} {string.Join(' ', tags.ToArray())}");
}
