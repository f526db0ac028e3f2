using System.Net;
using System.Text.Json;
using FhirSafety.Service.Pages;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Time.Testing;

namespace FhirSafety.Service.Tests.Scenarios;

public sealed class ScenarioPageTests
{
    [Fact]
    public async Task A_scenario_comes_with_the_dates_of_the_sites_day_as_json()
    {
        // Half past two at night in Auckland is still the day before in UTC.
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 21, 13, 30, 0, TimeSpan.Zero));
        await using SafetyApp app = new SafetyApp().With(time).With("TimeZone", "Pacific/Auckland");
        using HookClient ehr = app.Client();

        using HttpResponseMessage response = await ehr.RawAsync(new HttpRequestMessage(HttpMethod.Get, "/scenarios/renal-severe-new-start/request.json"));
        JsonElement prefetch = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("prefetch");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("1947-11-22", prefetch.GetProperty("patient").GetProperty("birthDate").GetString());
    }

    [Theory]
    [InlineData("no-such-scenario")]
    [InlineData("Renal-severe-new-start")]
    [InlineData("README.md")]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("..%2Fbaclofen")]
    [InlineData("renal-severe-new-start%2F..%2Frenal-mild-clearance")]
    public async Task A_name_that_is_no_scenario_gives_nothing_away(string name)
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        (HttpStatusCode status, string body) = await ehr.GetPlainAsync($"/scenarios/{name}/request.json");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("hookInstance", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_scenario_is_refused_in_the_form_of_every_refusal()
    {
        await using SafetyApp app = new();
        using HookClient ehr = app.Client();

        HookReply reply = await ehr.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/scenarios/no-such-scenario/request.json"));

        Assert.Equal((HttpStatusCode.NotFound, "unknown-scenario"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("Development", 1)]
    [InlineData("Production", 0)]
    [InlineData("Staging", 0)]
    public async Task Scenarios_are_handed_out_in_Development_only(string environment, int routes)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        FhirSafety.Service.Operations.Setup.AddSite(builder);
        await using WebApplication elsewhere = builder.Build();

        elsewhere.MapScenarios();

        Assert.Equal(routes, ((IEndpointRouteBuilder)elsewhere).DataSources.Sum(source => source.Endpoints.Count));
    }
}
