using System.Text.Json;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Gathering;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Tests.Clients;

/// <summary>The example token of the specification: signed well, and long over.</summary>
public sealed class PublishedVectorTests
{
    private static readonly JsonElement Vector = JsonElement.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "cds-hooks-spec", "jwt-es384-vector.json")));

    private static readonly string Compact = Vector.GetProperty("compactJwt").GetString()!;

    private static readonly KeySet Keys = KeySet.Parse(Vector.GetProperty("jwks").GetRawText());

    [Fact]
    public async Task Its_signature_holds_with_the_key_we_find_for_it()
    {
        PresentedToken token = PresentedToken.Read(Compact, out _)!;
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(Compact, new TokenValidationParameters
        {
            ValidateLifetime = false,
            ValidateAudience = false,
            ValidIssuer = "https://fhir-ehr.example.com/",
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, _, _) => Keys.Find(token.KeyId, token.Algorithm),
        });

        Assert.True(result.IsValid, result.Exception?.ToString());
    }

    [Theory]
    [InlineData("2026-11-22T00:00:00Z", "Expired")]
    [InlineData("2013-01-01T00:00:00Z", "LivesTooLong")]
    [InlineData("2011-07-21T00:00:00Z", "IssuedInFuture")]
    public void It_is_refused_for_its_dates_at_any_time(string now, string fault)
    {
        PresentedToken token = PresentedToken.Read(Compact, out _)!;
        Client client = new() { Name = "ehr", Issuer = token.Issuer, FhirServers = new FhirServerAllowList([], insecureLoopback: false) };

        Assert.Equal(fault, token.FaultFor(client, _ => true, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ToString());
        Assert.Equal("2ddd6c3a-8e9a-44c6-a305-52111ad302a2", token.Tenant);
    }
}
