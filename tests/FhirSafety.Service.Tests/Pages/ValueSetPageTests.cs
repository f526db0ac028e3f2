using System.Net;
using System.Text.Json;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.Pages;

public sealed class ValueSetPageTests
{
    [Fact]
    public async Task A_value_set_is_served_as_fhir()
    {
        (HttpResponseMessage response, JsonElement set) = await GetAsync("/fhir/ValueSet/ckd");
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("ValueSet", set.GetProperty("resourceType").GetString());
        Assert.Contains("SNOMED", set.GetProperty("copyright").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_value_sets_are_listed_and_each_one_listed_is_there()
    {
        (_, JsonElement list) = await GetAsync("/fhir/ValueSet");
        Assert.Equal("searchset", list.GetProperty("type").GetString());
        foreach (string? id in list.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()).Take(3))
        {
            (HttpResponseMessage response, JsonElement set) = await GetAsync($"/fhir/ValueSet/{id}");
            Assert.Equal((HttpStatusCode.OK, id), (response.StatusCode, set.GetProperty("id").GetString()));
        }
    }

    [Theory]
    [InlineData("no-such-set")]
    [InlineData("ckd.csv")]
    [InlineData("README")]
    [InlineData("..%2Fpolicy")]
    public async Task A_name_that_is_no_value_set_is_an_operation_outcome(string name)
    {
        (HttpResponseMessage response, JsonElement outcome) = await GetAsync($"/fhir/ValueSet/{name}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType?.ToString());
        Assert.Empty(OutcomeValidator.Outcome(outcome));
        Assert.Equal("unknown-value-set", outcome.GetProperty("issue")[0].GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString());
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Json)> GetAsync(string path)
    {
        await using SafetyApp app = new();
        using HookClient operatorOfTheSite = app.Client();
        HttpResponseMessage response = await operatorOfTheSite.RawAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return (response, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}
