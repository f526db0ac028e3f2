using System.Net;
using System.Text.Json;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Hooks;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Discovery_lists_a_service_for_each_hook()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/cds-services"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        JsonElement[] services = [.. JsonElement.Parse(reply.Body).GetProperty("services").EnumerateArray()];
        Assert.Contains(services, service => IsServed(service, HookClient.ServiceId, "order-select"));
        Assert.Contains(services, service => IsServed(service, HookClient.ServiceId, "order-sign"));
    }

    [Theory]
    [InlineData("POST", "/cds-services", "GET")]
    [InlineData("HEAD", "/cds-services", "GET")]
    [InlineData("GET", "/cds-services/" + HookClient.ServiceId, "POST")]
    [InlineData("PUT", "/cds-services/" + HookClient.ServiceId, "POST")]
    public async Task Another_method_is_told_which_one_there_is(string method, string path, string allowed)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        using HttpResponseMessage response = await ehr.RawAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal([allowed], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cds-service")]
    [InlineData("/CDS-Services/x/y")]
    public async Task Unknown_paths_are_a_plain_404(string path)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        Assert.Equal((HttpStatusCode.NotFound, ""), await ehr.GetPlainAsync(path));
    }

    private static bool IsServed(JsonElement service, string id, string hook) =>
        service.GetProperty("id").ValueEquals(id) && service.GetProperty("hook").ValueEquals(hook);
}
