using System.Net;

namespace FhirSafety.Service.Tests.Support;

/// <summary>Another machine, as our HTTP client sees it; counts what it is asked.</summary>
internal sealed class CannedHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int _asked;

    public int Asked => _asked;

    public static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        await Task.Yield();
        return answer(request);
    }
}
