using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>What became of cards (conformance sheet, section 7). A 200 means that it is on the disk.</summary>
internal sealed class FeedbackEndpoint(
    BodyReceiver receiver, ClientRegistry clients, DecisionJournal journal, DecisionSettings settings, SiteClock clock, Pulse pulse, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Clients' clocks run ahead, and their days.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private static readonly Refusal NotStored = new(
        StatusCodes.Status503ServiceUnavailable, RefusalCodes.StoreUnavailable, "Nothing was stored. Send the same feedback again after Retry-After seconds.");

    public async Task CallAsync(HttpContext context)
    {
        ReceivedBody received = await receiver.ReceiveAsync(context.Request, context.RequestAborted);
        if (received is ReceivedBody.Refused refused)
        {
            pulse.NotHeard();
            await Answer.RefuseAsync(context, refused.Refusal);
            return;
        }

        DateTimeOffset now = clock.Now;
        FeedbackReading reading;
        using (ReceivedBody.Json body = (ReceivedBody.Json)received)
        {
            reading = FeedbackReader.Read(body.Root, now - settings.Retention, now + Ahead);
        }

        if (reading is FeedbackReading.Refused unread)
        {
            pulse.NotHeard();
            await Answer.RefuseAsync(context, unread.Refusals);
            return;
        }

        ImmutableArray<CardFeedback> entries = ((FeedbackReading.Accepted)reading).Entries;
        FeedbackCounts? counts = entries.IsEmpty ? new(0, 0, 0, 0) : await StoreAsync(new(CallOrigin.Of(clients.CallerOf(context)!), now, entries));
        if (counts is null)
        {
            pulse.NotHeard();
            context.Response.Headers.RetryAfter = "5";
            await Answer.RefuseAsync(context, NotStored);
            return;
        }

        pulse.Heard(counts);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentLength = 0;
    }

    private async Task<FeedbackCounts?> StoreAsync(Feedback feedback)
    {
        Task<FeedbackCounts?> stored = journal.Add(feedback);
        await ((Task)stored).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stored.IsCompletedSuccessfully ? await stored : null;
    }
}
