using System.Globalization;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Hooks;

/// <summary>Takes a request's body in, within the site's limit.</summary>
/// <remarks>Whole before it is parsed: whether it is valid Unicode can only be told from the bytes.</remarks>
internal sealed class BodyReceiver(SiteSettings site)
{
    // A caller that announces megabytes and sends none gets no more than this set aside.
    private const int LargestFirstBuffer = 256 * 1024;

    private readonly Refusal _tooLarge = new(
        StatusCodes.Status413PayloadTooLarge, RefusalCodes.BodyTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body is over {site.MaxBodyBytes} bytes (Limits:MaxBodyBytes). Send only the prefetch keys that discovery names."));

    private static readonly Refusal NotJson = new(
        StatusCodes.Status415UnsupportedMediaType, RefusalCodes.UnsupportedMediaType, $"Content-Type must be {BodyMediaType.Accepted}.");

    public async ValueTask<ReceivedBody> ReceiveAsync(HttpRequest request, CancellationToken stop)
    {
        if (!BodyMediaType.Accepts(request))
        {
            return new ReceivedBody.Refused(NotJson);
        }

        if (request.ContentLength > site.MaxBodyBytes)
        {
            return new ReceivedBody.Refused(_tooLarge);
        }

        // One byte more than announced, so that the end is seen without growing.
        int first = (int)Math.Min(request.ContentLength + 1 ?? 16 * 1024, LargestFirstBuffer);
        using BodyBuffer buffer = new(first);
        try
        {
            if (!await buffer.FillAsync(request.Body, site.MaxBodyBytes, stop))
            {
                return new ReceivedBody.Refused(_tooLarge);
            }

            return HookBody.TryParse(buffer.Content, out JsonDocument? document, out Refusal? refusal)
                ? buffer.HandOver(document)
                : new ReceivedBody.Refused(refusal);
        }
        catch (BadHttpRequestException fault)
        {
            return new ReceivedBody.Refused(fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? _tooLarge : Incomplete(fault.StatusCode));
        }
    }

    private static Refusal Incomplete(int status) =>
        new(status, RefusalCodes.BodyIncomplete, "The body broke off or came too slowly. Send it whole; nothing was checked.");
}
