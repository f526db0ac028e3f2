using System.Collections.Immutable;
using System.Diagnostics;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>One service's hook calls, from body to answer.</summary>
internal sealed class HookEndpoint(
    ImmutableArray<string> hooks, SafetyCheck check, BodyReceiver receiver, FhirServers servers, DecisionMemory memory, Pulse pulse, SiteClock clock)
{
    private const string UnreadHook = "unread";

    public async Task CallAsync(HttpContext context)
    {
        CallOrigin origin = CallOrigin.Of(context);
        ReceivedBody received = await receiver.ReceiveAsync(context.Request, context.RequestAborted);
        if (received is ReceivedBody.Refused refused)
        {
            pulse.Refused(UnreadHook, origin, refused.Refusal);
            await Answer.RefuseAsync(context, refused.Refusal);
            return;
        }

        using ReceivedBody.Json body = (ReceivedBody.Json)received;
        HookRequestReading reading = HookRequestReader.Read(body.Root, hooks);
        if (reading is HookRequestReading.Refused unread)
        {
            pulse.Refused(UnreadHook, origin, unread.Refusal);
            await Answer.RefuseAsync(context, unread.Refusal);
            return;
        }

        HookRequest request = ((HookRequestReading.Accepted)reading).Request;
        using Activity? span = CallSpans.Start(request);
        pulse.Begin();
        using FhirServerData data = servers.DataOf(request);
        DecisionMemory.CallMemory call = memory.Of(request, origin);
        CheckResult result = await check.RunWithMemoryAsync(request, data, call.RecallAsync, clock.Now, context.RequestAborted);
        pulse.Called(request.Hook, origin, result);
        await (result switch
        {
            CheckResult.Answered answered => SendAsync(context, call, answered),
            CheckResult.Refused unchecked_ => Answer.RefuseAsync(context, unchecked_.Refusal),
            _ => throw new InvalidOperationException("A check that neither answered nor refused."),
        });
    }

    // Written first: what is recorded as said must have been fit to be sent.
    private static async Task SendAsync(HttpContext context, DecisionMemory.CallMemory call, CheckResult.Answered answered)
    {
        ReadOnlyMemory<byte> json = HookResponseWriter.Write(answered.Response);
        await call.RecordAsync(answered);
        await Answer.SendAsync(context, StatusCodes.Status200OK, json);
    }
}
