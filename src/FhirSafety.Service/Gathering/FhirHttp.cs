using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Gathering;

/// <summary>One attempt at one page.</summary>
internal sealed class FhirHttp(IHttpClientFactory clients, TimeProvider time)
{
    private const int FirstBuffer = 16 * 1024;

    private static readonly MediaTypeWithQualityHeaderValue FhirJson = new("application/fhir+json");

    /// <summary>Asks. A fault is an outcome, never an exception.</summary>
    /// <remarks>
    /// The pipeline would put a stack trace on every exception that passes it. A server that hangs ends a dozen reads a call by
    /// exception, and in an outage that work alone made the answers late.
    /// </remarks>
    /// <param name="address">What for; under a server that may be read.</param>
    /// <param name="access">The token of the call.</param>
    /// <param name="mostBytes">How much may come, after decompression.</param>
    /// <param name="attempt">Ends this attempt.</param>
    /// <param name="budget">Ended when the call waits no longer, by which <paramref name="attempt"/> is ended too.</param>
    public async ValueTask<FhirResponse> GetAsync(
        Uri address, FhirAuthorization access, int mostBytes, CancellationToken attempt, CancellationToken budget)
    {
        try
        {
            return await AskAsync(address, access, mostBytes, attempt);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException)
        {
            return new(
                budget.IsCancellationRequested ? ReadOutcome.GivenUp
                : attempt.IsCancellationRequested ? ReadOutcome.TimedOut
                : ReadOutcome.Unavailable);
        }
    }

    private async ValueTask<FhirResponse> AskAsync(Uri address, FhirAuthorization access, int mostBytes, CancellationToken stop)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.AccessToken);
        request.Headers.Accept.Add(FhirJson);
        using HttpClient client = clients.CreateClient(FhirServerSetup.ClientName);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadAsync(response.Content, mostBytes, stop),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new(ReadOutcome.Unavailable, RetryAfter(response.Headers.RetryAfter)),

            // A redirect too: it would take the token to where nobody listed.
            _ => new(ReadOutcome.Refused),
        };
    }

    private static async ValueTask<FhirResponse> ReadAsync(HttpContent content, int mostBytes, CancellationToken stop)
    {
        if (!IsJson(content.Headers.ContentType?.MediaType))
        {
            return new(ReadOutcome.Unreadable);
        }

        using BodyBuffer buffer = new(FirstBuffer);
        try
        {
            await using Stream body = await content.ReadAsStreamAsync(stop);
            if (!await buffer.FillAsync(body, mostBytes, stop))
            {
                return new(ReadOutcome.CutShort);
            }
        }
        catch (InvalidDataException)
        {
            // Said to be compressed, and is not.
            return new(ReadOutcome.Unreadable);
        }

        if (!HookBody.TryParse(buffer.Content, out JsonDocument? document, out _))
        {
            return new(ReadOutcome.Unreadable);
        }

        int bytes = buffer.Content.Length;
        return new(ReadOutcome.Answered, Body: buffer.HandOver(document), Bytes: bytes);
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is not null
        && (mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/json+fhir", StringComparison.OrdinalIgnoreCase));

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}
