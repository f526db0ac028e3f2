using System.Collections.Immutable;
using System.Diagnostics;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Decisions;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>One service's hook calls, from body to answer.</summary>
internal sealed class HookEndpoint(
    ImmutableArray<string> hooks,
    ClientChecks checks,
    BodyReceiver receiver,
    ClientRegistry clients,
    FhirServers servers,
    DecisionMemory memory,
    Pulse pulse,
    SiteClock clock)
{
    private const string UnreadHook = "unread";

    public async Task CallAsync(HttpContext context)
    {
        Caller caller = clients.CallerOf(context)!;
        CallOrigin origin = CallOrigin.Of(caller);
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

        HookRequest request = AsAllowed(((HookRequestReading.Accepted)reading).Request, caller.Client);
        CallFacts? facts = context.Features.Get<CallFacts>();
        facts?.Read(request);
        using Activity? span = CallSpans.Start(request);
        pulse.Begin();
        using FhirServerData data = servers.DataOf(request, caller.Client);
        DecisionMemory.CallMemory call = memory.Of(request, origin);
        CheckResult result = await checks.Of(caller.Client).RunWithMemoryAsync(request, data, call.RecallAsync, clock.Now, context.RequestAborted);
        pulse.Called(request.Hook, origin, result);
        if (result is CheckResult.Refused unchecked_)
        {
            await Answer.RefuseAsync(context, unchecked_.Refusal);
            return;
        }

        // Written first: what is recorded as said must have been fit to be sent.
        CheckResult.Answered answered = (CheckResult.Answered)result;
        HookResponse said = checks.Speak(answered.Response, caller.Client);
        ReadOnlyMemory<byte> json = HookResponseWriter.Write(said);
        facts?.Answered(said);
        await call.RecordAsync(answered);
        await Answer.SendAsync(context, StatusCodes.Status200OK, json);
    }

    private static HookRequest AsAllowed(HookRequest request, Client client) =>
        (request.WantsTrace && !client.MayTrace) || client.NeverSendsMedications
            ? request with { WantsTrace = request.WantsTrace && client.MayTrace, NeverHasMedications = client.NeverSendsMedications }
            : request;
}
