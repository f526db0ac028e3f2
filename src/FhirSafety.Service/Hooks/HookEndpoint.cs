using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>One service's hook calls, from body to answer.</summary>
internal sealed class HookEndpoint(
    ImmutableArray<string> hooks, ClientChecks checks, BodyReceiver receiver, ClientRegistry clients, FhirServers servers, SiteClock clock)
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
        CheckResult result = await checks.Of(client).RunAsync(request, data, clock.Now, context.RequestAborted);
        if (result is CheckResult.Refused unchecked_)
        {
            await Answer.RefuseAsync(context, unchecked_.Refusal);
            return;
        }

        HookResponse said = checks.Speak(((CheckResult.Answered)result).Response, client);
        facts?.Answered(said);
        await Answer.SendAsync(context, StatusCodes.Status200OK, HookResponseWriter.Write(said));
    }

    private static HookRequest AsAllowed(HookRequest request, Client client) =>
        (request.WantsTrace && !client.MayTrace) || client.NeverSendsMedications
            ? request with { WantsTrace = request.WantsTrace && client.MayTrace, NeverHasMedications = client.NeverSendsMedications }
            : request;
}
