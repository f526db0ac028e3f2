using System.Net;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Operations;

public sealed class StartTests
{
    private const string Development = "ASPNETCORE_ENVIRONMENT=Development";

    private static readonly string[] Registered =
    [
        "PublicBaseUrl=https://cds.example.org", "Clients__0__Name=ehr", "Clients__0__Issuer=https://ehr.example/",
        "Clients__0__JwksUri=https://ehr.example/keys", "Decisions__PatientKey=a secret of the test that is long enough",
        $"ConnectionStrings__Decisions={Path.Combine(Path.GetTempPath(), "fhirsafety-start-tests.db")}",
    ];

    public static TheoryData<string[], string[], string> Refused => new()
    {
        { [], [], "Clients is empty" },
        { ["ASPNETCORE_ENVIRONMENT=Production"], ["--urls", "http://127.0.0.1:0"], "Clients is empty" },
        { [Development, "Authentication__Required=true"], [], "Clients is empty" },
        { ["Authentication__Required=false"], [], "Authentication:Required is false" },
        { [.. Registered, "PublicBaseUrl="], [], "PublicBaseUrl is missing" },
        { [.. Registered, "PublicBaseUrl=http://cds.example.org"], [], "PublicBaseUrl is http://cds.example.org" },
        { [.. Registered, "PublicBaseUrl=http://127.0.0.1"], [], "PublicBaseUrl is http://127.0.0.1" },
        { Registered, ["--urls", "http://0.0.0.0:5080"], "urls names http://0.0.0.0:5080, which is plain http" },
        { [.. Registered, "ASPNETCORE_HTTP_PORTS=8080"], [], "HTTP_PORTS names http://*:8080, which is plain http" },
        { Registered, ["--Operator:Token", "0123456789012345678901234567890"], "Operator:Token is shorter than 32" },
        { Registered, ["--Tls:KnownProxies:0", "10.0.0.1"], "Tls:KnownProxies lists proxies" },
        { Registered, ["--Tls:EndsInFront", "true", "--Tls:KnownProxies:0", "proxy.example"], "Tls:KnownProxies:0 is proxy.example" },
        { Registered, ["--ConnectionStrings:Redis", "host,nonsense=1,password=hunter2"], "ConnectionStrings:Redis cannot be read" },
        { Registered, ["--ConnectionStrings:Redis", "ssl=true,password=hunter2"], "ConnectionStrings:Redis cannot be read" },
        { Registered, ["--Tls:EndsInFront", "true", "--Tls:KnownProxies:0", "0.0.0.0/0"], "Tls:KnownProxies:0 is 0.0.0.0/0" },
        { Registered, ["--urls", "https://127.0.0.1:0"], "urls names https://127.0.0.1:0, and there is no certificate" },
        { [.. Registered, "Kestrel__Endpoints__Web__Protocols=Http1"], [], "Kestrel:Endpoints:Web:Url names no address" },
        { Registered, ["--PublicBaseUrl", "https://CDS.example.org:443"], "PublicBaseUrl is https://CDS.example.org:443. Write it as https://cds.example.org." },
        { Registered, ["--PublicBaseUrl", "https://cds.example.org/cds-services"], "PublicBaseUrl is https://cds.example.org/cds-services. Give the address without" },
        { Registered, ["--Operator:Token", "a token of 32 characters and a snowman \u2603"], "Operator:Token holds characters" },
        { Registered, ["--Authentication:Discover", "true"], "Authentication:Discover is no setting" },
        { Registered, ["--Operator:Tokens", "0123456789012345678901234567890123456789"], "Operator:Tokens is no setting" },
        { Registered, ["--Tls:EndInFront", "true"], "Tls:EndInFront is no setting" },
        { Registered, ["--Limits:MaxBody", "1"], "Limits:MaxBody is no setting" },
        { Registered, ["--FhirServer:Budget", "1"], "FhirServer:Budget is no setting" },
        { Registered, ["--Decisions:Retention", "1"], "Decisions:Retention is no setting" },
        { Registered, ["--Logging:LogLevel:FhirSafety.Audit", "Loud"], "Logging:LogLevel:FhirSafety.Audit is Loud" },
        { Registered, ["--Clients:0:Policy:dose:maxDaily:adult", "lots"], "Clients, Policy of ehr: Policy:dose:maxDaily:adult" },
        { [.. Registered, "OTEL_EXPORTER_OTLP_ENDPOINT=collector"], [], "OTEL_EXPORTER_OTLP_ENDPOINT is collector" },
        { [Development], ["--Authentication:Discovery", "true"], "Authentication:Discovery is true, and calls are not authenticated" },
        { Registered, ["--Clients:0:FhirServers:0", "http://ehr.example/fhir"], "Clients:0:FhirServers lists http://ehr.example/fhir" },
        { [Development], ["--Limits:ConcurrentCalls", "0"], "Limits:ConcurrentCalls" },
        { [Development], ["--Limits:ClientCallsPerMinute", "many"], "Limits:ClientCallsPerMinute" },
        { [Development], ["--urls", "http://0.0.0.0:5080"], "urls" },
        { [Development, "ASPNETCORE_URLS=http://127.0.0.1:0;http://*:5080"], [], "urls" },
        { [Development, "ASPNETCORE_HTTP_PORTS=8080"], [], "HTTP_PORTS" },
        { [Development, "Kestrel__Endpoints__Web__Url=http://[::]:5080"], ["--urls", "http://127.0.0.1:0"], "Kestrel:Endpoints:Web:Url" },
        { [Development, "TimeZone=Mars/Olympus_Mons"], [], "TimeZone" },
        { [Development, "TimeZone=../../etc/passwd"], [], "TimeZone" },
        { [Development], ["--PublicBaseUrl", "cds.example.org"], "PublicBaseUrl" },
        { [Development], ["--PublicBaseUrl", "http://cds.example.org"], "PublicBaseUrl" },
        { [Development], ["--PublicBaseUrl", "https://me:secret@cds.example.org"], "PublicBaseUrl" },
        { [Development], ["--PublicBaseUrl", "https://cds.example.org/?a=b"], "PublicBaseUrl" },
        { [Development], ["--PublicBaseUrl", "https://cds.example.org/#top"], "PublicBaseUrl" },
        { [Development], ["--Limits:MaxBodyBytes", "8 MB"], "Limits:MaxBodyBytes" },
        { [Development, "FhirServer__TotalBudget=00:00:00.200"], [], "FhirServer:AttemptTimeout (00:00:00.3000000) must be shorter than FhirServer:TotalBudget (00:00:00.2000000)" },
        { [Development], ["--FhirServer:TotalBudget", "350"], "FhirServer:TotalBudget" },
        { [Development], ["--FhirServer:TotalBudget", "soon"], "FhirServer:TotalBudget" },
        { [Development], ["--FhirServer:AttemptTimeout", "00:00:00"], "FhirServer:AttemptTimeout" },
        { [Development], ["--FhirServer:MaxPages", "0"], "FhirServer:MaxPages" },
        { [Development], ["--FhirServer:MaxBytes", "-1"], "FhirServer:MaxBytes" },
        { [Development], ["--FhirServer:MaxParallel", "33"], "FhirServer:MaxParallel" },
        { [Development], ["--AllowInsecureLoopback", "yes"], "AllowInsecureLoopback" },
        { ["ASPNETCORE_ENVIRONMENT=Production", "AllowInsecureLoopback=true"], [], "AllowInsecureLoopback" },
        { [Development], ["--Decisions:Provider", "oracle"], "Decisions:Provider" },
        { [Development, "ConnectionStrings__Decisions="], ["--Decisions:Provider", "postgres"], "ConnectionStrings:Decisions" },
        { [Development, "ConnectionStrings__Decisions=Port=somewhere"], ["--Decisions:Provider", "postgres"], "ConnectionStrings:Decisions" },
        { [Development], ["--Decisions:PatientKey", "too-short-to-be-a-secret"], "Decisions:PatientKey" },
        { [Development], ["--Decisions:RetentionDays", "30"], "Decisions:RetentionDays" },
        { [Development], ["--Decisions:Silence", "quiet"], "Decisions:Silence" },
        { [Development], ["--Operator:Token", "too-short-to-be-a-secret"], "Operator:Token" },
        { [Development], ["--Terminology:IncludeUnverifiedCodes", "maybe"], "Terminology:IncludeUnverifiedCodes" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_start_that_would_be_wrong_ends_with_one_line_naming_the_key(string[] environment, string[] arguments, string key)
    {
        using ServiceProcess service = new(environment, arguments);

        (int exitCode, string error) = await service.ExitAsync();

        Assert.Equal(1, exitCode);
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"FhirSafety does not start: {key}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_starts_from_any_directory()
    {
        using ServiceProcess service = new([Development, "TimeZone=Europe/Berlin"], ["--urls", "http://127.0.0.1:0"], directory: "/");

        using HookClient ehr = new(new HttpClient { BaseAddress = await service.AddressAsync() });

        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Requests.OrderSign().ToJsonString())).Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", "false")]
    [InlineData("http://0.0.0.0:0", "true")]
    public async Task With_clients_it_starts_in_production_and_asks_for_their_tokens(string urls, string tlsEndsInFront)
    {
        using ServiceProcess service = new(Registered, ["--urls", urls, "--Tls:EndsInFront", tlsEndsInFront]);
        UriBuilder address = new(await service.AddressAsync()) { Host = "127.0.0.1" };
        using HttpClient http = new() { BaseAddress = address.Uri };

        Assert.Equal(HttpStatusCode.Unauthorized, await Clients.TrustedApp.StatusAsync(http, token: null));
        using HttpResponseMessage scenario = await http.GetAsync("/scenarios/renal-severe-new-start/request.json");
        Assert.Equal(HttpStatusCode.NotFound, scenario.StatusCode);
        Assert.Equal(tlsEndsInFront == "true", scenario.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task An_address_in_use_is_told_in_words()
    {
        using ServiceProcess first = new([Development], ["--urls", "http://127.0.0.1:0"]);
        Uri taken = await first.AddressAsync();
        using ServiceProcess second = new([Development], ["--urls", taken.ToString()]);

        (int exitCode, string error) = await second.ExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"{taken.Port}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
