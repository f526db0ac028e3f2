using System.Net;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Clients;

public sealed class AuditTests
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    [Fact]
    public async Task A_call_leaves_one_line_of_who_called_and_one_of_what_was_said()
    {
        await using SafetyApp app = TrustedApp.Start([EhrKey.Rsa("x")], [Key]);
        using HttpClient http = app.CreateClient();

        await TrustedApp.StatusAsync(
            http, Token.Of(Key, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).SignedBy(Key), new BaclofenOrder().WithPatient().ToString());

        FakeLogRecord audit = Assert.Single(app.Logs.GetSnapshot(), line => line.Category == "FhirSafety.Audit");
        Assert.Equal(
            ("Admitted", "other", TrustedApp.Tenant, "POST", "/cds-services/baclofen-safety", "200"),
            (Of(audit, "Outcome"), Of(audit, "Client"), Of(audit, "Tenant"), Of(audit, "Method"), Of(audit, "Route"), Of(audit, "Status")));
        FakeLogRecord access = Assert.Single(app.Logs.GetSnapshot(), line => line.Category == "FhirSafety.Access");
        Assert.Equal(
            ("other", "order-sign", "7f1c4f7e-2d0b-4d8e-9d5f-0a6c1d2e3f40", "200"),
            (Of(access, "Client"), Of(access, "Hook"), Of(access, "HookInstance"), Of(access, "Status")));
        Assert.Contains("renal-data", Of(access, "Cards"), StringComparison.Ordinal);
        Assert.NotNull(Of(access, "Milliseconds"));
    }

    [Fact]
    public async Task A_call_that_is_not_let_in_leaves_its_reason_and_the_client_it_claimed_to_be()
    {
        await using SafetyApp app = TrustedApp.Start([Key]);
        using HttpClient http = app.CreateClient();

        await TrustedApp.StatusAsync(http, Token.Of(Key, at: TimeProvider.System.GetUtcNow().AddHours(-1)).SignedBy(Key));

        FakeLogRecord audit = Assert.Single(app.Logs.GetSnapshot(), line => line.Category == "FhirSafety.Audit");
        Assert.Equal(("Expired", "ehr", "-", "401"), (Of(audit, "Outcome"), Of(audit, "Client"), Of(audit, "Tenant"), Of(audit, "Status")));
        Assert.DoesNotContain(app.Logs.GetSnapshot(), line => line.Category == "FhirSafety.Access");
    }

    [Fact]
    public async Task A_call_that_is_turned_away_for_its_number_is_not_said_to_have_been_let_in()
    {
        await using SafetyApp app = TrustedApp.Start([Key]).With("Limits:ClientCallsPerMinute", "1");
        using HttpClient http = app.CreateClient();

        await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key));
        await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key));

        Assert.Equal(["Admitted 200", "TooManyCalls 429"], Outcomes(app));
    }

    [Fact]
    public async Task Who_sees_operators_pages_and_who_tried_stands_there_too()
    {
        await using SafetyApp app = TrustedApp.Start([Key]).With(host => host.UseEnvironment("Production")).With("Operator:Token", "an operator's token of 32 characters");
        using HttpClient http = app.CreateClient();

        foreach (string token in (string[])["an operator's token of 32 characters", "a guess", Token.Of(Key, TrustedApp.PublicBaseUrl + "/metrics").SignedBy(Key)])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            using HttpResponseMessage response = await http.SendAsync(request);
        }

        Assert.Equal(["Admitted 200", "Malformed 401", "NotOperator 403"], Outcomes(app));
        Assert.Equal(["(operator)", "-", "ehr"], app.Logs.GetSnapshot().Where(line => line.Category == "FhirSafety.Audit").Select(line => Of(line, "Client")));
    }

    [Fact]
    public async Task A_hook_instance_that_is_no_uuid_is_left_out()
    {
        await using SafetyApp app = TrustedApp.Start([Key]);
        using HttpClient http = app.CreateClient();

        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key), Requests.With("hookInstance", $"\"{HookClient.Marker}\"")));

        FakeLogRecord access = Assert.Single(app.Logs.GetSnapshot(), line => line.Category == "FhirSafety.Access");
        Assert.True(string.IsNullOrEmpty(Of(access, "HookInstance")) || Of(access, "HookInstance") == "(null)");
    }

    private static IEnumerable<string> Outcomes(SafetyApp app) =>
        app.Logs.GetSnapshot().Where(line => line.Category == "FhirSafety.Audit").Select(line => $"{Of(line, "Outcome")} {Of(line, "Status")}");

    private static string? Of(FakeLogRecord line, string name) => line.StructuredState!.Single(pair => pair.Key == name).Value;
}
