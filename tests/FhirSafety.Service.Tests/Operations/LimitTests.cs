using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Operations;
using FhirSafety.Service.Tests.Clients;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;

namespace FhirSafety.Service.Tests.Operations;

public sealed class LimitTests
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    [Fact]
    public async Task A_client_beyond_its_calls_a_minute_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        EhrKey other = EhrKey.Rsa("other");
        await using SafetyApp app = TrustedApp.Start([Key], [other]).With("Limits:ClientCallsPerMinute", "3");
        using HttpClient http = app.CreateClient();

        for (int call = 0; call < 3; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key)));
        }

        using HttpResponseMessage refused = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("\"too-many-calls\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(
            http, Token.Of(other, issuer: TrustedApp.OtherIssuer).With("tenant", TrustedApp.Tenant).SignedBy(other)));
    }

    [Fact]
    public async Task Value_sets_count_for_a_client_and_not_for_an_operator()
    {
        await using WebApplication app = await GuardedApp.StartAsync("Production", Key, "203.0.113.7", settings: [new("Limits:ClientCallsPerMinute", "1")]);
        using HttpClient http = app.GetTestClient();
        async Task<int> CallAsync(string token)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/both");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            using HttpResponseMessage response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }

        string Fresh() => Token.Of(Key, TrustedApp.PublicBaseUrl + "/both").SignedBy(Key);

        int[] client = [await CallAsync(Fresh()), await CallAsync(Fresh())];
        int[] operators = [await CallAsync(GuardedApp.OperatorToken), await CallAsync(GuardedApp.OperatorToken)];

        Assert.Equal<int>([200, 429], client);
        Assert.Equal<int>([200, 200], operators);
    }

    [Fact]
    public async Task Unless_configured_a_client_may_make_any_number_of_calls()
    {
        await using SafetyApp app = TrustedApp.Start([Key]);
        using HttpClient http = app.CreateClient();

        for (int call = 0; call < 100; call++)
        {
            Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key)));
        }
    }

    [Fact]
    public async Task Beyond_what_runs_and_waits_calls_are_told_to_come_again_and_the_others_are_answered()
    {
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection([new("Limits:ConcurrentCalls", "2"), new("Limits:QueuedCalls", "3")]).Build();
        using CallLimits limits = new(SiteSettings.Read(settings, isDevelopment: true), new ClientRegistry([], Client.Development(allowInsecureLoopback: false)));
        TaskCompletionSource released = new();
        HttpContext[] contexts = [.. Enumerable.Range(0, 9).Select(_ => new DefaultHttpContext { Response = { Body = new MemoryStream() } })];

        Task[] calls = [.. contexts.Select(context => limits.PassAsync(context, _ => released.Task))];

        Assert.All(calls[..5], call => Assert.False(call.IsCompleted));
        await Task.WhenAll(calls[5..]);
        Assert.All(contexts[5..], context => Assert.Equal(
            (503, "1", TokenFault.Overloaded),
            (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString(), context.Features.Get<Denial>()!.Fault)));
        released.SetResult();
        await Task.WhenAll(calls);
        Assert.All(contexts[..5], context => Assert.Equal(200, context.Response.StatusCode));
    }

    [Fact]
    public async Task Forty_calls_at_once_are_all_answered()
    {
        await using SafetyApp app = new();
        using HookClient http = app.Client();

        HookReply[] replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => http.CallAsync(Requests.OrderSign().ToJsonString())));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
    }

    [Fact]
    public async Task A_body_that_trickles_is_refused_within_seconds()
    {
        await using SafetyApp app = new SafetyApp().OnARealSocket();
        using HookClient ehr = app.Client();
        Uri address = app.ClientOptions.BaseAddress;
        using TcpClient socket = new(address.Host, address.Port);
        await using NetworkStream stream = socket.GetStream();
        long start = Stopwatch.GetTimestamp();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /cds-services/" + HookClient.ServiceId + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"));

        byte[] answer = new byte[4096];
        Task<int> answered = stream.ReadAsync(answer).AsTask();
        while (!answered.IsCompleted)
        {
            await stream.WriteAsync(" "u8.ToArray());
            await Task.WhenAny(answered, Task.Delay(200));
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "A trickling body is waited for.");
        }

        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(answer, 0, await answered), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_says_that_it_is_neither_to_be_guessed_at_nor_kept_nor_run()
    {
        await using SafetyApp app = new SafetyApp().With("Tls:EndsInFront", "true").With(new Brokenness());
        using HookClient ehr = app.Client();
        foreach ((string path, HttpMethod method) in ((string, HttpMethod)[])[("/cds-services", HttpMethod.Get), ("/health/live", HttpMethod.Get), ("/nowhere", HttpMethod.Get), ("/cds-services/" + HookClient.ServiceId, HttpMethod.Post)])
        {
            using HttpRequestMessage request = new(method, path);
            request.Content = method == HttpMethod.Post ? new StringContent(Requests.OrderSign().ToJsonString(), Encoding.UTF8, "application/json") : null;

            using HttpResponseMessage response = await ehr.RawAsync(request);

            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
            Assert.Contains("default-src 'none'", string.Concat(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.StartsWith("max-age=", string.Concat(response.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server") || response.Headers.Contains("X-Powered-By"));
            Assert.Equal(method == HttpMethod.Post, response.StatusCode == HttpStatusCode.InternalServerError);
        }
    }

    [Fact]
    public async Task Over_plain_http_no_browser_is_told_to_insist_on_https()
    {
        await using SafetyApp app = new();
        using HttpClient http = app.CreateClient();

        using HttpResponseMessage response = await http.GetAsync("/cds-services");

        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>A clock that breaks the check, so that a 500 is among the answers.</summary>
    private sealed class Brokenness : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException();
    }
}
