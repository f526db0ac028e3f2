using System.Net;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Operations;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_of_ours_is_a_500_that_says_nothing_and_a_line_with_its_type()
    {
        await using SafetyApp app = new SafetyApp().With(new BrokenClock());
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(Requests.OrderSign().ToJsonString());

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (reply.Status, reply.Code));
        IReadOnlyList<FakeLogRecord> lines = app.Logs.GetSnapshot();
        Assert.Contains(lines, line => line.Level == LogLevel.Error && line.Message.Contains(nameof(NotSupportedException), StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.ToString().Contains(HookClient.Marker, StringComparison.Ordinal) || line.Exception is not null);
    }

    [Fact]
    public async Task A_service_that_fails_its_own_request_is_never_ready()
    {
        await using SafetyApp app = new SafetyApp().With(new BrokenClock());
        using HookClient ehr = app.Client();

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (!app.Logs.GetSnapshot().Any(line => line.Level == LogLevel.Critical))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ehr.GetPlainAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ehr.GetPlainAsync("/health/live")).Status);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException(HookClient.Marker);
    }
}
