using System.Globalization;
using System.Net;
using System.Numerics;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Tests.Clients;

public sealed class ReplayTests
{
    private static readonly EhrKey Key = EhrKey.Rsa("rsa");

    private static string Redis => Environment.GetEnvironmentVariable("FHIRSAFETY_TEST_REDIS")
        ?? throw new InvalidOperationException("This test needs a Redis-compatible server, which the test run starts: bash tests/run");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_200_posts_of_one_token_exactly_one_is_let_in(bool shared)
    {
        await using SafetyApp app = App(shared);
        using HttpClient http = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Token.Of(Key).SignedBy(Key)));
        string token = Token.Of(Key).SignedBy(Key);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => TrustedApp.StatusAsync(http, token))));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(199, answers.Count(status => status == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Two_instances_that_share_a_store_let_a_token_in_once()
    {
        await using SafetyApp one = App(shared: true);
        await using SafetyApp two = App(shared: true);
        using HttpClient first = one.CreateClient();
        using HttpClient second = two.CreateClient();
        string token = Token.Of(Key).SignedBy(Key);

        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(first, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(second, token));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(second, Token.Of(Key).SignedBy(Key)));
    }

    [Fact]
    public async Task The_other_signature_that_can_be_made_of_one_is_no_other_token()
    {
        // Of (r, s) anyone can make (r, n - s), which is as good, without the key. The order n of P-384: FIPS 186-4, D.1.2.4.
        BigInteger order = BigInteger.Parse("0ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        EhrKey ec = EhrKey.Ec("ec");
        await using SafetyApp app = TrustedApp.Start([ec]);
        using HttpClient http = app.CreateClient();
        string Other(string token)
        {
            byte[] signature = Base64UrlEncoder.DecodeBytes(token.Split('.')[2]);
            byte[] s = (order - new BigInteger(signature.AsSpan(48), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
            return token[..(token.LastIndexOf('.') + 1)] + Base64UrlEncoder.Encode([.. signature[..48], .. new byte[48 - s.Length], .. s]);
        }

        string token = Token.Of(ec).SignedBy(ec);

        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, Other(Token.Of(ec).SignedBy(ec))));
        Assert.Equal(HttpStatusCode.OK, await TrustedApp.StatusAsync(http, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await TrustedApp.StatusAsync(http, Other(token)));
    }

    [Fact]
    public async Task A_shared_store_forgets_a_token_when_it_has_expired()
    {
        await using RedisReplayStore store = new(Redis, TimeProvider.System);
        UInt128 lasting = (UInt128)Random.Shared.NextInt64();
        UInt128 brief = (UInt128)Random.Shared.NextInt64();
        DateTimeOffset later = TimeProvider.System.GetUtcNow().AddMinutes(5);
        Assert.Equal(TokenUse.First, await store.UseAsync(lasting, later));
        Assert.Equal(TokenUse.First, await store.UseAsync(brief, TimeProvider.System.GetUtcNow().AddMilliseconds(300)));

        await Background.UntilAsync(async () => await store.UseAsync(brief, later) == TokenUse.First);

        Assert.Equal(TokenUse.Repeated, await store.UseAsync(brief, later));
        Assert.Equal(TokenUse.Repeated, await store.UseAsync(lasting, later));
    }

    [Fact]
    public async Task A_store_that_is_down_lets_nobody_in_and_says_that_it_is_our_fault()
    {
        await using SafetyApp app = TrustedApp.Start([Key]).With("ConnectionStrings:Redis", "127.0.0.1:1,connectTimeout=200");
        using HttpClient http = app.CreateClient();

        using HttpResponseMessage response = await TrustedApp.CallAsync(http, Token.Of(Key).SignedBy(Key));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("\"unavailable\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains(app.Logs.GetSnapshot(), line => line.Message.Contains("ConnectionStrings:Redis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memory_keeps_a_token_until_it_expires_and_not_longer()
    {
        FakeTimeProvider time = new();
        MemoryReplayStore store = new(time);

        Assert.Equal(TokenUse.First, await store.UseAsync(1, time.GetUtcNow().AddMinutes(5)));
        Assert.Equal(TokenUse.First, await store.UseAsync(2, time.GetUtcNow().AddMinutes(1)));
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal(TokenUse.Repeated, await store.UseAsync(1, time.GetUtcNow().AddMinutes(5)));
        Assert.Equal(1, store.Count);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(TokenUse.First, await store.UseAsync(3, time.GetUtcNow().AddMinutes(5)));
        Assert.Equal(1, store.Count);
    }

    private static SafetyApp App(bool shared) =>
        shared ? TrustedApp.Start([Key]).With("ConnectionStrings:Redis", Redis) : TrustedApp.Start([Key]);
}
