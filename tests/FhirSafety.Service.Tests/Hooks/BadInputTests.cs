using System.Net;
using System.Net.Http.Headers;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FhirSafety.Service.Tests.Hooks;

/// <summary>Each bad input gets its own answer, nothing of it comes back or is logged, and the service lives on.</summary>
public sealed class BadInputTests
{
    private const int BadRequest = 400;
    private const int PreconditionFailed = 412;

    public static TheoryData<int, string, string, string> Envelopes => new()
    {
        { BadRequest, "missing-field", "hook ", Requests.Without("hook") },
        { BadRequest, "missing-field", "hook ", Requests.With("hook", "null") },
        { BadRequest, "missing-field", "hook ", Requests.With("hook", "\"\"") },
        { BadRequest, "wrong-type", "hook ", Requests.With("hook", "7") },
        { BadRequest, "hook-not-served", "order-select, order-sign", Requests.With("hook", $"\"{HookClient.Marker}\"") },
        { BadRequest, "hook-not-served", "order-sign", """{"hook":"appointment-book"}""" },
        { BadRequest, "missing-field", "hookInstance", Requests.Without("hookInstance") },
        { BadRequest, "wrong-type", "hookInstance", Requests.With("hookInstance", "{}") },
        { BadRequest, "missing-field", "context ", Requests.Without("context") },
        { BadRequest, "wrong-type", "context ", Requests.With("context", "[]") },
        { BadRequest, "missing-field", "context.patientId", Requests.Without("context.patientId") },
        { BadRequest, "missing-field", "context.patientId", Requests.With("context.patientId", "\"Patient/\"") },
        { BadRequest, "wrong-type", "context.patientId", Requests.With("context.patientId", "12") },
        { BadRequest, "wrong-type", "context.encounterId", Requests.With("context.encounterId", "[]") },
        { BadRequest, "wrong-type", "context.selections ", Requests.With("context.selections", $"\"{HookClient.Marker}\"") },
        { BadRequest, "wrong-type", "context.selections[1]", Requests.With("context.selections", "[\"a/b\",2]") },
        { BadRequest, "wrong-type", "prefetch ", Requests.With("prefetch", "[]") },
        { BadRequest, "wrong-type", "fhirServer", Requests.With("fhirServer", $"[\"{HookClient.Marker}\"]") },
        { BadRequest, "wrong-type", "the body", $"[\"{HookClient.Marker}\"]" },
        { BadRequest, "wrong-type", "the body", "null" },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.Without("context.draftOrders") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders", "null") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders", "[]") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders", "\"x\"") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders", "{}") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders.resourceType", "\"Patient\"") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.Without("context.draftOrders.entry") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders.entry", "[]") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders.entry", "[{\"fullUrl\":\"urn:x\"},{\"resource\":null}]") },
        { BadRequest, "wrong-type", "context.draftOrders.entry[1].resource", Requests.With("context.draftOrders.entry", "[{\"resource\":{}},{\"resource\":\"{}\"}]") },
        { PreconditionFailed, "missing-orders", "context.draftOrders", Requests.With("context.draftOrders.entry", "[{\"resource\":{\"resourceType\":\"Medication\",\"id\":\"m\"}}]") },
        { BadRequest, "missing-field", "resourceType of a resource in context.draftOrders", Requests.With("context.draftOrders.entry", "[{\"resource\":{\"id\":\"x\"}}]") },
        { BadRequest, "missing-field", "resourceType of a resource in context.draftOrders", Requests.With("context.draftOrders.entry", "[{\"resource\":{\"resourceType\":7}}]") },
        { BadRequest, "wrong-type", "context.draftOrders.entry[0]", Requests.With("context.draftOrders.entry", "[null]") },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task A_bad_envelope_is_refused_naming_the_path(int status, string code, string names, string body)
    {
        HookReply reply = await Refused(new StringContent(body, new MediaTypeHeaderValue("application/json")));

        Assert.Equal((status, code), ((int)reply.Status, reply.Code));
        Assert.Contains(names, reply.Diagnostics, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Bodies => new()
    {
        { "nothing", [] },
        { "no JSON", Bytes(HookClient.Marker) },
        { "broken off", Bytes("""{"hook":"order-sign",""") },
        { "trailing comma", Bytes("""{"hook":"order-sign",}""") },
        { "comment", Bytes("""{"hook":"order-sign"/* x */}""") },
        { "two documents", Bytes("{}{}") },
        { "repeated member", Bytes($$"""{"{{HookClient.Marker}}":1,"{{HookClient.Marker}}":2}""") },
        { "repeated member under an escape", Bytes("""{"hook":"a","hoo\u006b":"b"}""") },
        { "repeated member deep inside", Bytes("""{"hook":"order-sign","prefetch":{"a":[{"b":1,"b":1}]}}""") },
        { "100,000 brackets", Bytes(new string('[', 100_000)) },
        { "65 levels", Bytes(Requests.With("prefetch", "{\"a\":" + new string('[', 63) + new string(']', 63) + "}")) },
        { "invalid UTF-8", [.. Bytes("{\"hook\":\""), 0xC3, 0x28, .. Bytes("\"}")] },
        { "UTF-16", System.Text.Encoding.Unicode.GetBytes("{\"hook\":\"order-sign\"}") },
        { "half a character", Bytes("""{"hook":"\ud83d"}""") },
        { "the other half", Bytes("""{"hook":"\\\ude00"}""") },
        { "half a character as a name", Bytes("""{"\ud83dx":1}""") },
        { "two first halves", Bytes("""{"hook":"\ud83d\ud83d"}""") },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_malformed_body_is_refused(string what, byte[] body)
    {
        Assert.NotEmpty(what);
        ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        HookReply reply = await Refused(content);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-json"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_malformed_body_is_told_where()
    {
        HookReply reply = await Refused(new StringContent("{\n  \"hook\": order }", new MediaTypeHeaderValue("application/json")));

        Assert.Contains("line 2, byte 11", reply.Diagnostics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("17")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[[{}]]")]
    [InlineData("{}")]
    [InlineData("""{"resourceType":7}""")]
    [InlineData("""{"resourceType":"OperationOutcome"}""")]
    [InlineData("""{"resourceType":"Bundle","entry":{"resource":1}}""")]
    public async Task A_prefetch_value_of_any_type_is_no_fault_of_the_service(string value)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(Requests.With("prefetch.patient", value));

        Assert.True((int)reply.Status < 500, reply.Body);
    }

    private static async Task<HookReply> Refused(HttpContent body)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.CallAsync(body);

        Assert.Equal(HttpStatusCode.OK, (await ehr.CallAsync(Requests.OrderSign().ToJsonString())).Status);
        Assert.DoesNotContain(
            app.Logs.GetSnapshot(),
            (FakeLogRecord line) => line.ToString().Contains(HookClient.Marker, StringComparison.OrdinalIgnoreCase));
        return reply;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
