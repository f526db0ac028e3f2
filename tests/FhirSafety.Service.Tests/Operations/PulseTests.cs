using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace FhirSafety.Service.Tests.Operations;

public sealed class PulseTests
{
    private const string Token = "an-operator-token-of-enough-length";

    [Fact]
    public async Task Operators_are_told_how_the_parts_are()
    {
        await using SafetyApp app = new SafetyApp().With("Operator:Token", Token);
        using HttpClient http = app.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        JsonElement detail = await ReadyAsync(http, HttpStatusCode.OK);

        Assert.Equal("ready", detail.GetProperty("status").GetString());
        Assert.StartsWith("policy ", detail.GetProperty("version").GetString(), StringComparison.Ordinal);
        JsonElement store = detail.GetProperty("store");
        Assert.Equal("sqlite up 0 0", $"{store.GetProperty("database")} {store.GetProperty("state")} {store.GetProperty("waiting")} {store.GetProperty("dropped")}");
        JsonElement canaries = detail.GetProperty("canaries");
        Assert.InRange(canaries.GetProperty("all").GetInt32(), 5, 100);
        Assert.Equal(canaries.GetProperty("all").GetInt32(), canaries.GetProperty("right").GetInt32());
        Assert.Equal(JsonValueKind.Object, detail.GetProperty("breakers").ValueKind);
    }

    [Fact]
    public async Task A_critical_canary_that_fails_makes_the_service_unready_and_is_named()
    {
        using ServiceProcess service = new(["ASPNETCORE_ENVIRONMENT=Development", "Policy__indicators__renal-severe__avoid=warning"], ["--urls", "http://127.0.0.1:0"]);
        using HttpClient http = new() { BaseAddress = await service.AddressAsync() };

        JsonElement detail = await ReadyAsync(http, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("not-ready", detail.GetProperty("status").GetString());
        Assert.Equal(["renal-severe"], detail.GetProperty("canaries").GetProperty("criticalFailed").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task What_the_site_itself_made_silent_is_no_canary_that_fails()
    {
        using ServiceProcess service = new(
            ["ASPNETCORE_ENVIRONMENT=Development", "Policy__modes__renal-severe=silent", "Policy__modes__counselling=off"], ["--urls", "http://127.0.0.1:0"]);
        using HttpClient http = new() { BaseAddress = await service.AddressAsync() };

        JsonElement canaries = (await ReadyAsync(http, HttpStatusCode.OK)).GetProperty("canaries");

        Assert.Equal(canaries.GetProperty("all").GetInt32(), canaries.GetProperty("right").GetInt32());
    }

    [Theory]
    [InlineData("/metrics", null)]
    [InlineData("/insights.json", null)]
    [InlineData("/metrics", "another-token-of-just-the-same-size")]
    [InlineData("/insights.json", "")]
    public async Task Others_are_told_nothing(string path, string? token)
    {
        await using SafetyApp app = new SafetyApp().With("Operator:Token", Token)
            .With(host => host.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new FromElsewhere())));
        using HttpClient http = app.CreateClient();
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using HttpResponseMessage response = await http.GetAsync(path);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task In_Development_this_machine_is_an_operator()
    {
        await using SafetyApp app = new SafetyApp().OnARealSocket();
        using HttpClient http = app.CreateClient();

        Assert.Equal("""{"rows":[]}""", await UntilUpAsync(http));
    }

    [Fact]
    public async Task What_happens_is_measured_and_names_no_patient()
    {
        using FakeEhr ehr = await FakeEhr.StartAsync();
        // A process of its own: instruments are the process's, and other tests' services would be counted too.
        using ServiceProcess service = new(
            ["ASPNETCORE_ENVIRONMENT=Development", $"Operator__Token={Token}", "AllowInsecureLoopback=true", "FhirServer__TotalBudget=00:00:08", "FhirServer__AttemptTimeout=00:00:06"],
            ["--urls", "http://127.0.0.1:0"]);
        using HttpClient http = new() { BaseAddress = await service.AddressAsync() };
        using HookClient client = new(new HttpClient { BaseAddress = http.BaseAddress });
        await client.CallAsync(new BaclofenOrder(ehr.Url).ToString());
        await client.CallAsync(new BaclofenOrder().WithPatient().ToString());
        await client.CallAsync(new BaclofenOrder().ToString());
        await client.CallAsync("[]");
        await client.FeedbackAsync("""{"feedback":7}""");
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        string metrics = await http.GetStringAsync("/metrics");

        Assert.All(
            (string[])
            [
                "fhirsafety_calls_total{[^}]*client=\"development\",hook=\"order-sign\",outcome=\"cards\"} 2",
                "fhirsafety_calls_total{[^}]*hook=\"order-sign\",outcome=\"missing-data\"} 1",
                "fhirsafety_calls_total{[^}]*hook=\"unread\",outcome=\"wrong-type\"} 1",
                "fhirsafety_findings_total{[^}]*code=\"renal-severe\",indicator=\"critical\",status=\"shown\"} 1",
                "fhirsafety_not_checked_total{[^}]*need=\"kidneyLabs\",reason=\"NotSupplied\"}",
                "fhirsafety_fhir_reads_seconds_count{[^}]*outcome=\"Answered\"}",
                "fhirsafety_fhir_budget_used[a-z_]*_count{[^}]*} 1",
                "fhirsafety_fhir_breaker{[^}]*server=[^}]*} 0",
                "fhirsafety_decisions_waiting",
                "fhirsafety_decisions_dropped_total{[^}]*} 0",
                "fhirsafety_feedback_total{[^}]*outcome=\"refused\"} 1",
                "fhirsafety_canaries_right",
            ],
            pattern => Assert.Matches(pattern, metrics));
        Assert.DoesNotContain(HookClient.Marker, metrics, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<JsonElement> ReadyAsync(HttpClient http, HttpStatusCode expected)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (true)
        {
            using HttpResponseMessage response = await http.GetAsync("/health/ready", patience.Token);
            JsonElement detail = JsonElement.Parse(await response.Content.ReadAsStringAsync(patience.Token));
            if (!detail.GetProperty("status").ValueEquals("starting") && !detail.GetProperty("store").GetProperty("state").ValueEquals("starting"))
            {
                Assert.Equal(expected, response.StatusCode);
                return detail;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<string> UntilUpAsync(HttpClient http)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (true)
        {
            using HttpResponseMessage response = await http.GetAsync("/insights.json", patience.Token);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadAsStringAsync(patience.Token);
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Lets every call come from another machine.</summary>
    private sealed class FromElsewhere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.7");
                return following(context);
            });
            next(app);
        };
    }
}
