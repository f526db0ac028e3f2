using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Hooks;

public sealed class HookCallTests
{
    [Fact]
    public async Task A_call_without_the_drug_is_answered_without_cards()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(Requests.OrderSign().ToJsonString());

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""{"cards":[]}""", reply.Body);
    }

    public static TheoryData<string> Tolerated => new(
        Requests.Without("prefetch"),
        Requests.With("prefetch", "null"),
        Requests.With("prefetch", """{"patient":null}"""),
        Requests.Without("context.userId"),
        Requests.Without("context.encounterId"),
        Requests.With("context.patientId", $"\"Patient/{HookClient.Marker}\""),
        Requests.With("context.selections", "null"),
        Requests.With("context.selections", "[]"),
        Requests.With("hookInstance", "\"not a UUID\""),
        Requests.With("extension", "[1]"),
        Requests.With("extension", """{"org.fhirsafety.trace":"yes"}"""),
        Requests.With("fhirAuthorization", "null"),
        "\uFEFF" + Requests.OrderSign().ToJsonString(),
        Requests.With("context.encounterId", "\"\\ud83d\\ude00 \\\\ud83d\""));

    [Theory]
    [MemberData(nameof(Tolerated))]
    public async Task What_nothing_depends_on_may_be_odd(string body)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(body)).Status);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/FHIR+JSON; fhirVersion=4.0")]
    public async Task Json_goes_by_several_names(string mediaType)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Sent(mediaType))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/jsonp")]
    public async Task Anything_else_is_415(string? mediaType)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(Sent(mediaType));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_compressed_body_is_415_and_not_malformed()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();
        ByteArrayContent body = Sent("application/json");
        body.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await ehr.CallAsync(body)).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task An_unknown_service_is_404(string method)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/cds-services/" + HookClient.Marker));

        Assert.Equal((HttpStatusCode.NotFound, "unknown-service"), (reply.Status, reply.Code));
    }

    private static ByteArrayContent Sent(string? mediaType)
    {
        ByteArrayContent body = new(Encoding.UTF8.GetBytes(Requests.OrderSign().ToJsonString()));
        body.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        return body;
    }
}
