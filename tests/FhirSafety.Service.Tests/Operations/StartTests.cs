using System.Net;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Operations;

public sealed class StartTests
{
    private const string Development = "ASPNETCORE_ENVIRONMENT=Development";

    public static TheoryData<string[], string[], string> Refused => new()
    {
        { [], [], "ASPNETCORE_ENVIRONMENT" },
        { ["ASPNETCORE_ENVIRONMENT=Production"], ["--urls", "http://127.0.0.1:0"], "ASPNETCORE_ENVIRONMENT" },
        { [Development], ["--urls", "http://0.0.0.0:5080"], "urls" },
        { [Development, "ASPNETCORE_URLS=http://127.0.0.1:0;http://*:5080"], [], "urls" },
        { [Development, "ASPNETCORE_HTTP_PORTS=8080"], [], "HTTP_PORTS" },
        { [Development, "Kestrel__Endpoints__Web__Url=http://[::]:5080"], ["--urls", "http://127.0.0.1:0"], "Kestrel:Endpoints:Web:Url" },
        { [Development, "TimeZone=Mars/Olympus_Mons"], [], "TimeZone" },
        { [Development, "TimeZone=../../etc/passwd"], [], "TimeZone" },
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
