using FhirSafety.Service.Gathering;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Tests.Gathering;

public sealed class FhirServerAllowListTests
{
    private static readonly string[] Listed = ["https://ehr.example/fhir", "https://other.example:8443/"];

    [Theory]
    [InlineData("https://ehr.example/fhir")]
    [InlineData("https://ehr.example/fhir/")]
    [InlineData("https://ehr.example:443/fhir")]
    [InlineData("HTTPS://EHR.example/fhir")]
    [InlineData("https://ehr.example/fhir/tenants/7/r4")]
    [InlineData("https://other.example:8443")]
    [InlineData("https://other.example:8443/anything")]
    public void What_is_listed_and_what_lies_under_it_may_be_read(string sent)
    {
        Assert.True(new FhirServerAllowList(Listed, insecureLoopback: false).Allows(sent, out AllowedServer? server));
        Assert.Contains(server.Name, Listed.Select(entry => entry.TrimEnd('/')));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ehr.example/fhir")]
    [InlineData("//ehr.example/fhir")]
    [InlineData("https:/ehr.example/fhir")]
    [InlineData("https:ehr.example/fhir")]
    [InlineData("https:///ehr.example/fhir")]
    [InlineData(" https://ehr.example/fhir")]
    [InlineData("https://ehr.example/fhir ")]
    [InlineData("https://ehr.example/fhir\n")]
    [InlineData("https://ehr\t.example/fhir")]
    [InlineData("http://ehr.example/fhir")]
    [InlineData("ftp://ehr.example/fhir")]
    [InlineData("file:///fhir")]
    [InlineData("https://ehr.example")]
    [InlineData("https://ehr.example/")]
    [InlineData("https://ehr.example/fhir-evil")]
    [InlineData("https://ehr.example/fhirx/fhir")]
    [InlineData("https://ehr.example/FHIR")]
    [InlineData("https://ehr.example/x/fhir")]
    [InlineData("https://ehr.example//fhir")]
    [InlineData("https://ehr.example:8443/fhir")]
    [InlineData("https://ehr.example:0/fhir")]
    [InlineData("https://ehr.example:99999/fhir")]
    [InlineData("https://ehr.example./fhir")]
    [InlineData("https://ehr.example.evil.example/fhir")]
    [InlineData("https://evil.example/ehr.example/fhir")]
    [InlineData("https://xehr.example/fhir")]
    [InlineData("https://evil.example#https://ehr.example/fhir")]
    [InlineData("https://evil.example?https://ehr.example/fhir")]
    [InlineData("https://ehr.example@evil.example/fhir")]
    [InlineData("https://user@ehr.example/fhir")]
    [InlineData("https://user:secret@ehr.example/fhir")]
    [InlineData("https://@ehr.example/fhir")]
    [InlineData("https://:@ehr.example/fhir")]
    [InlineData("https://evil.example\\@ehr.example/fhir")]
    [InlineData("https://ehr.example\\@evil.example/fhir")]
    [InlineData("https:\\\\ehr.example\\fhir")]
    [InlineData("https://ehr.example\\fhir")]
    [InlineData("https://ehr.example/fhir\\..\\admin")]
    [InlineData("https://ehr.example/fhir#x")]
    [InlineData("https://ehr.example/fhir#")]
    [InlineData("https://ehr.example/fhir?x=1")]
    [InlineData("https://ehr.example/fhir/../admin")]
    [InlineData("https://ehr.example/x/../fhir")]
    [InlineData("https://ehr.example/fhir/./x")]
    [InlineData("https://ehr.example/fhir/..")]
    [InlineData("https://ehr.example/fhir/%2e%2e/admin")]
    [InlineData("https://ehr.example/fhir/%2E./admin")]
    [InlineData("https://ehr.example/fhir/%252e%252e/admin")]
    [InlineData("https://ehr.example/fhir/..;/admin")]
    [InlineData("https://ehr.example/fhir/..;x=1/admin")]
    [InlineData("https://ehr.example/fhir/..%3b/admin")]
    [InlineData("https://ehr.example/fhir/..%2fadmin")]
    [InlineData("https://ehr.example/fhir%2f..%2fadmin")]
    [InlineData("https://ehr.example/fhir/..%5cadmin")]
    [InlineData("https://ehr.example/fhir%00")]
    [InlineData("https://ehr.example/fhir/%c0%ae%c0%ae/admin")]
    [InlineData("https://ehr.example/fhir/%zz")]
    [InlineData("https://ehr.example/fhir/a%20b")]
    [InlineData("https://ehr\u3002example/fhir")]
    [InlineData("https://\u0435hr.example/fhir")]
    [InlineData("https://ehr.example\uff0ffhir")]
    [InlineData("https://ehr%2eexample/fhir")]
    [InlineData("https://localhost/fhir")]
    [InlineData("http://127.0.0.1/fhir")]
    [InlineData("https://other.example/")]
    public void Nothing_else_may_be_read(string? sent) =>
        Assert.False(new FhirServerAllowList(Listed, insecureLoopback: false).Allows(sent, out _));

    [Theory]
    [InlineData("http://localhost:8080/fhir", true)]
    [InlineData("http://127.0.0.1/fhir", true)]
    [InlineData("http://[::1]:8080/fhir", true)]
    [InlineData("https://localhost/fhir", true)]
    [InlineData("http://localhost.evil.example/fhir", false)]
    [InlineData("http://127.0.0.1.evil.example/fhir", false)]
    [InlineData("http://127.0.0.1@evil.example/fhir", false)]
    [InlineData("http://0.0.0.0/fhir", false)]
    [InlineData("http://10.0.0.1/fhir", false)]
    [InlineData("http://ehr.example/fhir", false)]
    [InlineData("https://unlisted.example/fhir", false)]
    public void Insecure_loopback_opens_this_machine_and_nothing_more(string sent, bool allowed) =>
        Assert.Equal(allowed, new FhirServerAllowList(Listed, insecureLoopback: true).Allows(sent, out _));

    [Fact]
    public void An_empty_list_allows_nothing() =>
        Assert.False(new FhirServerAllowList([], insecureLoopback: false).Allows("https://ehr.example/fhir", out _));

    [Theory]
    [InlineData("http://ehr.example/fhir")]
    [InlineData("https://user@ehr.example/fhir")]
    [InlineData("ehr.example")]
    public void What_could_never_be_allowed_cannot_be_listed(string listed) =>
        Assert.Throws<StartRefusedException>(() => new FhirServerAllowList([listed], insecureLoopback: false));

    [Theory]
    [InlineData("Patient/1", "https://ehr.example/fhir/t1/Patient/1")]
    [InlineData("Observation?code=http://loinc.org|2160-0,x", "https://ehr.example/fhir/t1/Observation?code=http://loinc.org|2160-0,x")]
    [InlineData("?page=2", "https://ehr.example/fhir/t1/?page=2")]
    [InlineData("/fhir/t1?page=2", "https://ehr.example/fhir/t1?page=2")]
    [InlineData("https://ehr.example/fhir/t1?page=2", "https://ehr.example/fhir/t1?page=2")]
    [InlineData("https://ehr.example/fhir/t1/Observation?page=https://x", "https://ehr.example/fhir/t1/Observation?page=https://x")]
    [InlineData("https://ehr.example/fhir/t2?page=2", null)]
    [InlineData("https://ehr.example/fhir/t1-evil?page=2", null)]
    [InlineData("https://ehr.example?page=/fhir/t1", null)]
    [InlineData("http://ehr.example/fhir/t1?page=2", null)]
    [InlineData("https://evil.example/fhir/t1?page=2", null)]
    [InlineData("//evil.example/fhir/t1", null)]
    [InlineData("/admin", null)]
    [InlineData("../t2/Patient/1", null)]
    [InlineData("Patient/..", null)]
    [InlineData("Patient/%2e%2e", null)]
    [InlineData("Patient/1#x", null)]
    [InlineData("https://ehr.example@evil.example/fhir/t1", null)]
    [InlineData("javascript:alert(1)", "https://ehr.example/fhir/t1/javascript:alert(1)")]
    public void A_read_or_a_next_page_stays_under_the_server_of_the_call(string link, string? address)
    {
        Assert.True(FhirServerAddress.TryParse("https://ehr.example/fhir/t1/", out FhirServerAddress? server));

        Assert.Equal(address, server.Find(link)?.OriginalString);
    }
}
