using System.Net;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>Keys that are fetched: rotated without a restart, and kept while the key server is down.</summary>
public sealed class KeySetTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly EhrKey Old = EhrKey.Ec("old");
    private static readonly EhrKey New = EhrKey.Ec("new");

    private readonly FakeTimeProvider _time = new(Start);
    private string? _served = EhrKey.SetOf(Old);

    [Fact]
    public async Task The_very_first_call_is_let_in_and_fetches_once()
    {
        (SafetyApp app, CannedHandler server) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CallAsync(http, Old)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public async Task The_first_call_with_a_new_key_is_let_in()
    {
        (SafetyApp app, CannedHandler server) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));

        _served = EhrKey.SetOf(Old, New);
        _time.Advance(ClientKeys.Rest);

        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, New));
        Assert.Equal(2, server.Asked);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));
    }

    [Fact]
    public async Task Made_up_key_ids_ask_the_key_server_once_in_a_while()
    {
        (SafetyApp app, CannedHandler server) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));

        for (int call = 0; call < 20; call++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(http, EhrKey.Ec($"made-up-{call}")));
        }

        Assert.Equal(1, server.Asked);
        _time.Advance(ClientKeys.Rest);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(http, New));
        Assert.Equal(2, server.Asked);
    }

    [Fact]
    public async Task A_token_whose_claims_do_not_fit_asks_nobody()
    {
        (SafetyApp app, CannedHandler server) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(http, Token.Of(Old, "https://elsewhere.example", at: Start).SignedBy(Old)));

        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<html>maintenance</html>")]
    [InlineData("""{"keys":[]}""")]
    public async Task Known_keys_outlive_a_key_server_that_fails(string? answer)
    {
        (SafetyApp app, CannedHandler server) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));

        _served = answer;
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(http, New));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));
        Assert.InRange(server.Asked, 2, 3);
        Assert.Contains(app.Logs.GetSnapshot(), line => line.Message.Contains("keys of client ehr could not be fetched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawn_key_stops_counting_once_the_keys_have_grown_old()
    {
        (SafetyApp app, _) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, Old));

        _served = EhrKey.SetOf(New);
        _time.Advance(ClientKeys.Age + TimeSpan.FromSeconds(1));

        // The fetch runs behind the first of them.
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (await CallAsync(http, Old) == HttpStatusCode.OK)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(HttpStatusCode.OK, await CallAsync(http, New));
    }

    [Fact]
    public async Task A_redirect_of_the_key_server_is_not_followed()
    {
        using FakeEhr ehr = (await FakeEhr.StartAsync())
            .SendsElsewhere("/fhir/moved", "/fhir/keys").Sends("/fhir/keys", "application/json", EhrKey.SetOf(Old));
        await using SafetyApp moved = TrustedApp.StartFetching(ehr.Url + "/moved");
        await using SafetyApp direct = TrustedApp.StartFetching(ehr.Url + "/keys");
        using HttpClient redirected = moved.CreateClient();
        using HttpClient straight = direct.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(redirected, Token.Of(Old).SignedBy(Old)));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(straight, Token.Of(Old).SignedBy(Old)));
        Assert.Equal(1, ehr.Reads("/fhir/keys"));
    }

    [Fact]
    public async Task A_key_set_beyond_the_limit_is_not_read()
    {
        _served = EhrKey.SetOf(Old).PadRight((256 * 1024) + 1);
        (SafetyApp app, _) = Running();
        await using SafetyApp running = app;
        using HttpClient http = app.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(http, Old));
    }

    [Fact]
    public void Only_public_keys_that_are_strong_enough_are_taken()
    {
        EhrKey small = EhrKey.Rsa("small", bits: 1024);
        EhrKey encrypting = EhrKey.Ec("encrypting");
        encrypting.Jwk["use"] = "enc";
        EhrKey curve = EhrKey.Ec("p256", "ES256");
        System.Text.Json.Nodes.JsonObject secret = new() { ["kty"] = "oct", ["kid"] = "secret", ["k"] = "AAAA" };
        EhrKey nameless = EhrKey.Ec("");

        string json = EhrKey.SetOf(small, encrypting, curve, nameless, Old).Replace("\"keys\":[", $"\"keys\":[{secret.ToJsonString()},", StringComparison.Ordinal);
        KeySet keys = KeySet.Parse(json);

        Assert.All(["small", "encrypting", "secret", ""], id => Assert.All(["ES384", "RS384", "ES256", "RS256", "HS256"], algorithm => Assert.Empty(keys.Find(id, algorithm))));
        Assert.Single(keys.Find("p256", "ES256"));
        Assert.Empty(keys.Find("p256", "ES384"));
        Assert.Single(keys.Find("old", "ES384"));
    }

    private (SafetyApp App, CannedHandler Server) Running()
    {
        CannedHandler server = new(request => request.RequestUri!.AbsoluteUri == "https://ehr.example/keys" && _served is not null
            ? CannedHandler.Json(_served)
            : new HttpResponseMessage(HttpStatusCode.InternalServerError));
        SafetyApp app = TrustedApp.StartFetching("https://ehr.example/keys").With(_time).With(host => host.ConfigureTestServices(services =>
            services.AddHttpClient(KeyServer.ClientName).ConfigurePrimaryHttpMessageHandler(() => server)));
        return (app, server);
    }

    private Task<HttpStatusCode> CallAsync(HttpClient http, EhrKey key) =>
        TrustedApp.StatusAsync(http, Token.Of(key, at: _time.GetUtcNow()).SignedBy(key));
}
