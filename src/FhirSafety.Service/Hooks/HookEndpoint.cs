using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>One service's hook calls, from body to answer.</summary>
internal sealed class HookEndpoint(ImmutableArray<string> hooks, SafetyCheck check, BodyReceiver receiver, SiteClock clock)
{
    public async Task CallAsync(HttpContext context)
    {
        ReceivedBody received = await receiver.ReceiveAsync(context.Request, context.RequestAborted);
        if (received is ReceivedBody.Refused refused)
        {
            await Answer.RefuseAsync(context, refused.Refusal);
            return;
        }

        using ReceivedBody.Json body = (ReceivedBody.Json)received;
        CheckResult result = HookRequestReader.Read(body.Root, hooks) switch
        {
            HookRequestReading.Refused unread => new CheckResult.Refused(unread.Refusal),
            HookRequestReading.Accepted call => await check.RunAsync(call.Request, new RequestData(), clock.Now, context.RequestAborted),
            _ => throw new InvalidOperationException("A call that was neither accepted nor refused."),
        };

        await (result switch
        {
            CheckResult.Answered answered => Answer.SendAsync(context, StatusCodes.Status200OK, HookResponseWriter.Write(answered.Response)),
            CheckResult.Refused unchecked_ => Answer.RefuseAsync(context, unchecked_.Refusal),
            _ => throw new InvalidOperationException("A check that neither answered nor refused."),
        });
    }
}
