using System.Buffers;
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
        Filling filling = new(ArrayPool<byte>.Shared.Rent(first));
        try
        {
            ReceivedBody received = await FillAsync(request.Body, filling, stop);
            if (received is ReceivedBody.Json)
            {
                filling.Buffer = [];
            }

            return received;
        }
        catch (BadHttpRequestException fault)
        {
            return new ReceivedBody.Refused(fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? _tooLarge : Incomplete(fault.StatusCode));
        }
        finally
        {
            if (filling.Buffer.Length > 0)
            {
                ReceivedBody.GiveBack(filling.Buffer);
            }
        }
    }

    private async ValueTask<ReceivedBody> FillAsync(Stream body, Filling filling, CancellationToken stop)
    {
        int length = 0;
        while (await body.ReadAsync(filling.Buffer.AsMemory(length), stop) is > 0 and int read)
        {
            length += read;
            if (length > site.MaxBodyBytes)
            {
                return new ReceivedBody.Refused(_tooLarge);
            }

            if (length == filling.Buffer.Length)
            {
                filling.Grow();
            }
        }

        return HookBody.TryParse(filling.Buffer.AsMemory(0, length), out JsonDocument? document, out Refusal? refusal)
            ? new ReceivedBody.Json(document, filling.Buffer)
            : new ReceivedBody.Refused(refusal);
    }

    private static Refusal Incomplete(int status) =>
        new(status, RefusalCodes.BodyIncomplete, "The body broke off or came too slowly. Send it whole; nothing was checked.");

    private sealed class Filling(byte[] buffer)
    {
        public byte[] Buffer { get; set; } = buffer;

        public void Grow()
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Buffer.Length * 2);
            Buffer.CopyTo(larger, 0);
            ReceivedBody.GiveBack(Buffer);
            Buffer = larger;
        }
    }
}
