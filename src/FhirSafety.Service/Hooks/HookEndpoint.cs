using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>One service's hook calls, from body to answer.</summary>
internal sealed class HookEndpoint(
    ImmutableArray<string> hooks, SafetyCheck check, BodyReceiver receiver, ClientRegistry clients, FhirServers servers, SiteClock clock)
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
        HookRequestReading reading = HookRequestReader.Read(body.Root, hooks);
        if (reading is HookRequestReading.Refused unread)
        {
            await Answer.RefuseAsync(context, unread.Refusal);
            return;
        }

        Client client = clients.CallerOf(context)!.Client;
        HookRequest request = AsAllowed(((HookRequestReading.Accepted)reading).Request, client);
        CallFacts? facts = context.Features.Get<CallFacts>();
        facts?.Read(request);
        using FhirServerData data = servers.DataOf(request, client);
        CheckResult result = await check.RunAsync(request, data, clock.Now, context.RequestAborted);
        if (result is CheckResult.Answered { Response: var said })
        {
            facts?.Answered(said);
        }

        await (result switch
        {
            CheckResult.Answered answered => Answer.SendAsync(context, StatusCodes.Status200OK, HookResponseWriter.Write(answered.Response)),
            CheckResult.Refused unchecked_ => Answer.RefuseAsync(context, unchecked_.Refusal),
            _ => throw new InvalidOperationException("A check that neither answered nor refused."),
        });
    }

    private static HookRequest AsAllowed(HookRequest request, Client client) =>
        (request.WantsTrace && !client.MayTrace) || client.NeverSendsMedications
            ? request with { WantsTrace = request.WantsTrace && client.MayTrace, NeverHasMedications = client.NeverSendsMedications }
            : request;
}
