using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.CdsHooks;

public sealed class FhirAccessTests
{
    [Theory]
    [InlineData("""{"access_token":"abc.DEF-1_2~3+/=","token_type":"Bearer"}""", "abc.DEF-1_2~3+/=")]
    [InlineData("""{"access_token":"a","token_type":"bearer","expires_in":"300","scope":7}""", "a")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("\"a\"", null)]
    [InlineData("[]", null)]
    [InlineData("""{"access_token":"a"}""", null)]
    [InlineData("""{"token_type":"Bearer"}""", null)]
    [InlineData("""{"access_token":"","token_type":"Bearer"}""", null)]
    [InlineData("""{"access_token":null,"token_type":"Bearer"}""", null)]
    [InlineData("""{"access_token":7,"token_type":"Bearer"}""", null)]
    [InlineData("""{"access_token":"a","token_type":"DPoP"}""", null)]
    [InlineData("""{"access_token":"a\r\nX: y","token_type":"Bearer"}""", null)]
    [InlineData("""{"access_token":"ä","token_type":"Bearer"}""", null)]
    public void A_token_that_can_be_used_is_read_and_no_other(string sent, string? token) =>
        Assert.Equal(token, Read(Requests.With("fhirAuthorization", sent)).FhirAuthorization?.AccessToken);

    [Fact]
    public void The_token_is_in_no_ones_text()
    {
        HookRequest request = Read(Requests.With("fhirAuthorization", """{"access_token":"the-token","token_type":"Bearer"}"""));

        Assert.DoesNotContain("the-token", request.ToString() + request.FhirAuthorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"https://ehr.example/fhir\"", "https://ehr.example/fhir")]
    [InlineData("\"no address\"", "no address")]
    [InlineData("null", null)]
    public void The_server_is_read_as_sent(string sent, string? server) =>
        Assert.Equal(server, Read(Requests.With("fhirServer", sent)).FhirServer);

    private static HookRequest Read(string body) =>
        Assert.IsType<HookRequestReading.Accepted>(HookRequestReader.Read(JsonElement.Parse(body), ["order-sign"])).Request;
}
