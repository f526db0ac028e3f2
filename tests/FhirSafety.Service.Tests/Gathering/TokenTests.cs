using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using static FhirSafety.Service.Tests.Support.FakeEhr;

namespace FhirSafety.Service.Tests.Gathering;

/// <summary>Where a token goes, and where token and patient never show.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly TcpListener _elsewhere = new(IPAddress.Loopback, 0);

    public TokenTests() => _elsewhere.Start();

    private string Elsewhere => $"127.0.0.1:{((IPEndPoint)_elsewhere.LocalEndpoint).Port}";

    public void Dispose() => _elsewhere.Dispose();

    [Theory]
    [InlineData("http://{0}/fhir")]
    [InlineData("https://{0}/fhir")]
    [InlineData("https://ehr.example@{0}/fhir")]
    public async Task A_server_that_is_not_listed_is_never_contacted(string address)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(new BaclofenOrder(string.Format(null, address, Elsewhere)).WithPatient().ToString());

        Assert.Contains("Kidney results were not sent", reply.Body, StringComparison.Ordinal);
        Assert.False(_elsewhere.Pending());
    }

    [Fact]
    public async Task The_token_goes_nowhere_but_to_the_ehrs_server()
    {
        await using SafetyApp app = new SafetyApp().With("AllowInsecureLoopback", "true").With("FhirServer:TotalBudget", "00:00:08");
        using HookClient client = app.Client();
        using FakeEhr ehr = (await StartAsync())
            .Answers(KidneyLabs, Bundles.Page($"http://{Elsewhere}/fhir?page=2"))
            .Answers(RunningOrders, Bundles.Of($$"""
                {"resourceType":"MedicationRequest","id":"1","status":"active","medicationReference":{"reference":"http://{{Elsewhere}}/fhir/Medication/1"} }
                """))
            .SendsElsewhere(@"/fhir/Condition\?", $"http://{Elsewhere}/fhir/Condition");

        HookReply reply = await client.CallAsync(new BaclofenOrder(ehr.Url).With("bodySize", Bundles.Page($"http://{Elsewhere}/fhir?page=2")).ToString());

        Assert.Contains("Not all kidney results were sent", reply.Body, StringComparison.Ordinal);
        Assert.False(_elsewhere.Pending());
        Assert.All(ehr.Authorizations, sent => Assert.Equal("Bearer " + Token, sent));
        Assert.NotEmpty(ehr.Authorizations);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("with a space")]
    [InlineData("ends the header\r\nX: y")]
    public async Task Without_a_usable_token_nothing_is_asked(string? token)
    {
        await using SafetyApp app = new SafetyApp().With("AllowInsecureLoopback", "true");
        using HookClient client = app.Client();
        using FakeEhr ehr = await StartAsync();

        HookReply reply = await client.CallAsync(new BaclofenOrder(ehr.Url, token).WithPatient().ToString());

        Assert.Contains("Kidney results were not sent", reply.Body, StringComparison.Ordinal);
        Assert.Empty(ehr.Asked);
    }

    [Fact]
    public async Task Neither_logs_nor_spans_name_the_patient_or_the_token()
    {
        List<Activity> spans = [];
        using ActivityListener listener = new()
        {
            // ASP.NET's own are left out: here WireMock makes them too.
            ShouldListenTo = source => !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        await using SafetyApp app = new SafetyApp()
            .With("AllowInsecureLoopback", "true").With("FhirServer:TotalBudget", "00:00:08").With("Logging:LogLevel:Default", "Trace");
        using HookClient client = app.Client();
        using FakeEhr ehr = (await StartAsync()).StumblesOnce(KidneyLabs).Fails(RunningOrders, HttpStatusCode.InternalServerError).SendsHtml(@"/fhir/Condition\?");

        ActivitySource.AddActivityListener(listener);
        await client.CallAsync(new BaclofenOrder(ehr.Url).ToString());

        Activity[] ours;
        lock (spans)
        {
            Assert.DoesNotContain(spans, span => Tells(span.DisplayName + string.Join(' ', span.TagObjects)));
            ours = [.. spans.Where(span => span.Source.Name == "FhirSafety")];
        }

        Assert.Contains(ours, span => Equals(span.GetTagItem("fhirsafety.need"), "conditions") && Equals(span.GetTagItem("fhirsafety.outcome"), "Unreadable"));
        Assert.All(ours, span => Assert.Equal(2, span.TagObjects.Count()));
        Assert.DoesNotContain(app.Logs.GetSnapshot(), (FakeLogRecord line) => Tells(line.ToString()));
    }

    private static bool Tells(string text) =>
        text.Contains(HookClient.Marker, StringComparison.OrdinalIgnoreCase) || text.Contains("/fhir", StringComparison.Ordinal);
}
