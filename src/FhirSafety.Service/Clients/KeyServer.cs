using System.Net;
using System.Text;
using FhirSafety.Service.Hooks;

namespace FhirSafety.Service.Clients;

/// <summary>Fetches key sets: from the configured address only, no redirects, so much and so long at most.</summary>
internal sealed class KeyServer(IHttpClientFactory clients)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string ClientName = "Keys";

    private const int MostBytes = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The keys; null when they cannot be had or none of them is usable.</summary>
    public async Task<KeySet?> FetchAsync(Uri address)
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            using HttpClient http = clients.CreateClient(ClientName);
            using HttpResponseMessage response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return null;
            }

            using BodyBuffer buffer = new(first: 16 * 1024);
            await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
            return await buffer.FillAsync(body, MostBytes, patience.Token)
                && KeySet.Parse(Encoding.UTF8.GetString(buffer.Content.Span)) is { IsEmpty: false } keys
                ? keys
                : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or OperationCanceledException or ArgumentException)
        {
            return null;
        }
    }
}
