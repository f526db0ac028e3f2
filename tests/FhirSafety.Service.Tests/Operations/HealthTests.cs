using System.Net;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Operations;

public sealed class HealthTests
{
    [Fact]
    public async Task The_service_lives_at_once_and_is_ready_after_its_first_check()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await ehr.GetPlainAsync("/health/live"));

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        (HttpStatusCode status, string body) = await ehr.GetPlainAsync("/health/ready");
        while (status != HttpStatusCode.OK)
        {
            patience.Token.ThrowIfCancellationRequested();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.StartsWith("{\"status\":\"starting\"", body, StringComparison.Ordinal);
            (status, body) = await ehr.GetPlainAsync("/health/ready");
        }

        Assert.StartsWith("{\"status\":\"ready\"", body, StringComparison.Ordinal);
    }
}
