using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>What one client may and another may not.</summary>
public sealed class AllowedTests
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    public static TheoryData<string> NeverContacted => new(
        "https://169.254.169.254/latest/meta-data", "http://169.254.169.254/fhir", "file:///etc/passwd", "ftp://127.0.0.1:{0}/fhir", "gopher://127.0.0.1:{0}/fhir",
        "https://ehr.example@127.0.0.1:{0}/fhir", "https://127.0.0.1:{0}/fhir-evil", "https://127.0.0.1:{0}/fhir/../admin", "https://127.0.0.1:{0}/fhir/%2e%2e/admin",
        "https://127.0.0.1:{0}/fhir/..;/admin", "https://127.0.0.1:{0}/FHIR", "http://127.0.0.1:{0}/fhir", "https://127.0.0.1:{0}\\@ehr.example/fhir", "//127.0.0.1:{0}/fhir",
        "https://0x7f000001:{0}/other", "https://[::ffff:127.0.0.1]:{0}/fhir", "https://localhost:{0}/fhir", "https://127.0.0.1:{0}/", "https://127.0.0.1:{0}/fhir?x=1", "https://127.0.0.1:{0}/fhir#x");

    [Theory]
    [MemberData(nameof(NeverContacted))]
    public async Task A_server_that_is_not_listed_for_the_client_is_never_contacted(string address)
    {
        using TcpListener machine = new(IPAddress.Loopback, 0);
        machine.Start();
        int port = ((IPEndPoint)machine.LocalEndpoint).Port;
        await using SafetyApp app = TrustedApp.Start([Key]).With("Clients:0:FhirServers:0", $"https://127.0.0.1:{port}/fhir");
        using HttpClient http = app.CreateClient();
        string body = new BaclofenOrder(address.Replace("{0}", $"{port}", StringComparison.Ordinal)).WithPatient().ToString();

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key), body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Kidney results were not sent", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(machine.Pending());
    }

    [Fact]
    public async Task A_listed_server_is_contacted_and_only_for_the_client_it_is_listed_for()
    {
        using TcpListener machine = new(IPAddress.Loopback, 0);
        machine.Start();
        string server = $"https://127.0.0.1:{((IPEndPoint)machine.LocalEndpoint).Port}/fhir";
        EhrKey other = EhrKey.Rsa("other");
        await using SafetyApp app = TrustedApp.Start([Key], [other]).With("Clients:0:FhirServers:0", server);
        using HttpClient http = app.CreateClient();
        string body = new BaclofenOrder(server).WithPatient().ToString();

        await TrustedApp.StatusAsync(http, Token.Of(other, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).SignedBy(other), body);
        Assert.False(machine.Pending());
        await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key), body);
        Assert.True(machine.Pending());
    }

    [Fact]
    public async Task A_clients_own_budget_counts_for_it()
    {
        using FakeEhr ehr = (await FakeEhr.StartAsync()).AnswersInTime(TimeSpan.FromMilliseconds(500));
        foreach ((string budget, bool inTime) in ((string, bool)[])[("00:00:00.310", false), ("00:00:10", true)])
        {
            await using SafetyApp app = TrustedApp.Start([Key]).With("AllowInsecureLoopback", "true")
                .With("FhirServer:TotalBudget", "00:00:09").With("FhirServer:AttemptTimeout", inTime ? "00:00:08" : "00:00:00.300").With("Clients:0:TotalBudget", budget);
            using HttpClient http = app.CreateClient();

            using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key), new BaclofenOrder(ehr.Url).WithPatient().ToString());

            Assert.Equal(inTime, !(await response.Content.ReadAsStringAsync()).Contains("could not be fetched", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Only_a_client_that_may_have_it_gets_the_trace(string allowed, bool traced)
    {
        await using SafetyApp app = TrustedApp.Start([Key]).With("Clients:0:Trace", allowed);
        using HttpClient http = app.CreateClient();
        JsonObject call = Requests.OrderSign();
        call["extension"] = new JsonObject { ["org.fhirsafety.trace"] = true };

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key), call.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(traced, (await response.Content.ReadAsStringAsync()).Contains("org.fhirsafety.trace", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("never", null, false)]
    [InlineData("never", """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"1","status":"active","intent":"order","medicationCodeableConcept":{}}}]}""", true)]
    public async Task Where_a_client_never_sends_medication_lists_an_opioid_alone_is_not_asked_about(string? declared, string? medications, bool asked)
    {
        SafetyApp declaring = TrustedApp.Start([Key]);
        await using SafetyApp app = declared is null ? declaring : declaring.With("Clients:0:MedicationList", declared);
        using HttpClient http = app.CreateClient();
        JsonObject call = JsonNode.Parse(ScenarioFolders.Read("opioid-no-medication-list", "request.json"))!.AsObject();
        if (medications is not null)
        {
            call["prefetch"]!["medications"] = JsonNode.Parse(medications);
        }

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key), call.ToJsonString());

        Assert.Equal(asked, (await response.Content.ReadAsStringAsync()).Contains("not-checked", StringComparison.Ordinal));
        Assert.Equal(declared is not null, app.Logs.GetSnapshot().Any(line => line.Level == LogLevel.Warning && line.Message.Contains("MedicationList", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Baclofen_is_judged_all_the_same()
    {
        await using SafetyApp app = TrustedApp.Start([Key]).With("Clients:0:MedicationList", "never");
        using HttpClient http = app.CreateClient();

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key), new BaclofenOrder().WithPatient().ToString());

        Assert.Contains("renal-data", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
