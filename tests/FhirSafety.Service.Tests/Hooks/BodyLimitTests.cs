using System.Net;
using System.Net.Sockets;
using System.Text;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace FhirSafety.Service.Tests.Hooks;

/// <summary>On a real socket: these limits are Kestrel's as much as ours.</summary>
public sealed class BodyLimitTests
{
    private const int Limit = 20_000;

    [Theory]
    [InlineData(Limit, false, HttpStatusCode.OK)]
    [InlineData(Limit, true, HttpStatusCode.OK)]
    [InlineData(Limit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(Limit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_limit_holds_with_and_without_a_length(int length, bool chunked, HttpStatusCode expected)
    {
        await using SafetyApp app = new SafetyApp().With("Limits:MaxBodyBytes", $"{Limit}").OnARealSocket();
        using HookClient ehr = app.Client();
        byte[] body = Encoding.UTF8.GetBytes(Requests.OrderSign().ToJsonString().PadRight(length));

        HookReply reply = await ehr.CallAsync(Content(body, chunked), expectContinue: !chunked);

        Assert.Equal(expected, reply.Status);
        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Requests.OrderSign().ToJsonString())).Status);
        Assert.True(expected == HttpStatusCode.OK || reply.Code == "body-too-large");
    }

    [Fact]
    public async Task Eight_megabytes_are_taken_unless_configured()
    {
        await using SafetyApp app = new SafetyApp().OnARealSocket();
        using HookClient ehr = app.Client();
        string body = Requests.OrderSign().ToJsonString();

        HookReply large = await ehr.CallAsync(body.PadRight(8 * 1024 * 1024));
        HookReply tooLarge = await ehr.CallAsync(
            Content(Encoding.UTF8.GetBytes(body.PadRight((8 * 1024 * 1024) + 1)), chunked: false), expectContinue: true);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (large.Status, tooLarge.Status));
    }

    [Theory]
    [InlineData(Limit + 1, false)]
    [InlineData(3 * Limit, false)]
    [InlineData(3 * Limit, true)]
    public async Task The_refusal_reaches_a_caller_that_writes_all_before_it_reads(int length, bool chunked)
    {
        await using SafetyApp app = new SafetyApp().With("Limits:MaxBodyBytes", $"{Limit}").OnARealSocket();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(Content(Encoding.UTF8.GetBytes(Requests.OrderSign().ToJsonString().PadRight(length)), chunked));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (reply.Status, reply.Code));
        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Requests.OrderSign().ToJsonString())).Status);
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_refused_and_not_waited_for()
    {
        await using SafetyApp app = new SafetyApp().With(Impatient).OnARealSocket();
        using HookClient ehr = app.Client();
        Uri address = app.ClientOptions.BaseAddress;
        using TcpClient socket = new(address.Host, address.Port);
        await using NetworkStream stream = socket.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /cds-services/" + HookClient.ServiceId + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        using StreamReader reader = new(stream);
        string answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("body-incomplete", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Requests.OrderSign().ToJsonString())).Status);
    }

    private static void Impatient(IWebHostBuilder host) => host.ConfigureServices(services =>
        Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<KestrelServerOptions>(
            services,
            kestrel => kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(1.1))));

    private static HttpContent Content(byte[] body, bool chunked)
    {
        // Content whose length is unknown goes out in chunks.
        HttpContent content = chunked ? new StreamContent(new Unseekable(body)) : new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
