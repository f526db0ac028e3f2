using System.Net;
using System.Text;
using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>An EHR that holds every answer it gets against the protocol and our own promises.</summary>
internal sealed class HookClient(HttpClient http) : IDisposable
{
    /// <summary>Put it where a request holds patient data: no refusal and no log line may repeat it.</summary>
    public const string Marker = "Zaphod-4711";

    public const string ServiceId = "baclofen-safety";

    /// <summary>The service that a hook is sent to.</summary>
    public static string ServiceOf(string? hook) => hook is "order-select" or "order-sign" or "medication-refill" ? ServiceId : "baclofen-watch";

    /// <summary>Calls the service that serves the hook of the body.</summary>
    public Task<HookReply> CallByHookAsync(string body) => CallAsync(body, ServiceOf(JsonElement.Parse(body).GetProperty("hook").GetString()));

    public Task<HookReply> CallAsync(string body, string id = ServiceId) =>
        CallAsync(new StringContent(body, Encoding.UTF8, "application/json"), id);

    public Task<HookReply> CallAsync(HttpContent body, string id = ServiceId, bool expectContinue = false)
    {
        HttpRequestMessage request = new(HttpMethod.Post, $"/cds-services/{id}") { Content = body };
        request.Headers.ExpectContinue = expectContinue;
        return SendAsync(request);
    }

    public async Task<HookReply> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await http.SendAsync(request);
        string body = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.False(response.Headers.Contains("Server"));
        JsonElement root = JsonElement.Parse(body);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            bool discovery = request.Method == HttpMethod.Get;
            Assert.Empty(discovery ? DiscoveryValidator.Discovery(root) : CdsHooksValidator.Response(root));
            Assert.Empty(discovery ? [] : HouseRules.Response(root));
            if (!discovery)
            {
                FirelyReader.Read(body);
            }
        }
        else
        {
            Assert.Empty(OutcomeValidator.Outcome(root));
            Assert.DoesNotContain(Marker, body, StringComparison.OrdinalIgnoreCase);
        }

        return new HookReply(response.StatusCode, body);
    }

    /// <summary>Sends feedback; null when it was taken, which is said without a body.</summary>
    public async Task<HookReply?> FeedbackAsync(string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/cds-services/{ServiceId}/feedback") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using HttpResponseMessage response = await http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.OK)
        {
            Assert.Empty(text);
            return null;
        }

        Assert.Empty(OutcomeValidator.Outcome(JsonElement.Parse(text)));
        Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase);
        return new HookReply(response.StatusCode, text);
    }

    public async Task<(HttpStatusCode Status, string Body)> GetPlainAsync(string path)
    {
        using HttpResponseMessage response = await http.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> RawAsync(HttpRequestMessage request) => http.SendAsync(request);

    public void Dispose() => http.Dispose();
}
