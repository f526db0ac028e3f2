using System.Collections.Immutable;
using FhirSafety.Cards;
using FhirSafety.Service.Clients;
using FhirSafety.Service.Operations;
using Microsoft.Extensions.Configuration;

namespace FhirSafety.Service.Tests.Clients;

public sealed class ClientSettingsTests
{
    private static readonly string Keys = EhrKey.SetOf(EhrKey.Ec("ec"));

    [Fact]
    public void Unless_configured_a_client_may_do_little()
    {
        Client client = Assert.Single(Read());

        Assert.Equal(("ehr", "https://ehr.example/"), (client.Name, client.Issuer));
        Assert.Equal<string>(["ES384", "RS384"], client.Algorithms);
        Assert.Empty(client.Audiences.Concat(client.Tenants).Concat(client.Origins));
        Assert.False(client.FhirServers.Allows("https://ehr.example/fhir", out _));
        Assert.False(client.NeverSendsMedications || client.MayTrace);
        Assert.Equal((Dialect.Standard, null, 0), (client.Dialect, client.TotalBudget, client.Policy.Count));
    }

    [Fact]
    public void All_settings_are_read()
    {
        Client client = Assert.Single(Read(
            ("Algorithms:0", "ES384"), ("Audiences", "urn:fixed"), ("Tenants:0", "a"), ("Tenants:1", "b"), ("FhirServers:0", "https://ehr.example/fhir"),
            ("TotalBudget", "00:00:00.800"), ("MedicationList", "never"), ("Origins:0", "https://app.example"), ("Dialect", "epic"), ("Trace", "true"),
            ("Policy:dose:maxDaily:adult", "60")));

        Assert.Equal<string>(["ES384"], client.Algorithms);
        Assert.Equal<string>(["urn:fixed"], client.Audiences);
        Assert.Equal<string>(["a", "b"], client.Tenants);
        Assert.True(client.FhirServers.Allows("https://ehr.example/fhir/r4", out _));
        Assert.False(client.FhirServers.Allows("https://ehr.example/fhir-evil", out _));
        Assert.Equal(TimeSpan.FromMilliseconds(800), client.TotalBudget);
        Assert.True(client.NeverSendsMedications && client.MayTrace);
        Assert.Equal<string>(["https://app.example"], client.Origins);
        Assert.Equal(Dialect.Epic, client.Dialect);
        Assert.Equal("60", client.Policy["dose:maxDaily:adult"]);
    }

    [Fact]
    public void Keys_may_stand_in_a_settings_file_as_they_are()
    {
        EhrKey key = EhrKey.Ec("ec");
        Client client = Assert.Single(Read([("Jwks", null), .. key.Jwk.Select(member => ($"Jwks:keys:0:{member.Key}", (string?)member.Value!.GetValue<string>()))]));

        Assert.Single(client.Jwks.Find("ec", "ES384"));
        Assert.StartsWith(
            "Clients:0:Jwks holds no usable public key",
            Assert.Throws<StartRefusedException>(() => Read([("Jwks", null), ("Jwks:keys:0:key_ops:0", "encrypt"), .. key.Jwk.Select(member => ($"Jwks:keys:0:{member.Key}", (string?)member.Value!.GetValue<string>()))])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_is_refused_also_beside_public_ones()
    {
        EhrKey given = EhrKey.Ec("given-away");
        given.Jwk["d"] = given.Jwk["x"]!.GetValue<string>();

        string message = Assert.Throws<StartRefusedException>(() => Read(("Jwks", EhrKey.SetOf(EhrKey.Ec("ec"), given)))).Message;

        Assert.StartsWith("Clients:0:Jwks holds a private key", message, StringComparison.Ordinal);
        Assert.DoesNotContain(given.Jwk["d"]!.GetValue<string>(), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", null, "Clients:0:Name is missing")]
    [InlineData("Name", "St. Mary", "Clients:0:Name is St. Mary")]
    [InlineData("Issuer", null, "Clients:0:Issuer is missing")]
    [InlineData("Issuer", "our ehr", "Clients:0:Issuer is our ehr")]
    [InlineData("Jwks", null, "Clients:0:JwksUri and Clients:0:Jwks")]
    [InlineData("Jwks", "{}", "Clients:0:Jwks holds no usable public key")]
    [InlineData("Jwks", "not json", "Clients:0:Jwks holds no usable public key")]
    [InlineData("JwksUri", "https://ehr.example/keys", "Clients:0:JwksUri and Clients:0:Jwks")]
    [InlineData("JwksUri", "http://ehr.example/keys", "Clients:0:JwksUri is http://ehr.example/keys")]
    [InlineData("JwksUri", "http://127.0.0.1/keys", "Clients:0:JwksUri is http://127.0.0.1/keys")]
    [InlineData("JwksUri", "file:///etc/keys", "Clients:0:JwksUri is file:///etc/keys")]
    [InlineData("Algorithms:0", "none", "Clients:0:Algorithms:0 is none")]
    [InlineData("Algorithms:0", "HS256", "Clients:0:Algorithms:0 is HS256")]
    [InlineData("Algorithms:0", "ES256", "Clients:0:Jwks holds no key for ES256")]
    [InlineData("Audiences:0", "us", "Clients:0:Audiences:0 is us")]
    [InlineData("FhirServers:0", "http://ehr.example/fhir", "Clients:0:FhirServers lists http://ehr.example/fhir")]
    [InlineData("FhirServers:0", "https://user@ehr.example/fhir", "Clients:0:FhirServers lists https://user@ehr.example/fhir")]
    [InlineData("FhirServers:0:Url", "https://ehr.example/fhir", "Clients:0:FhirServers:0:Url is no setting of a client")]
    [InlineData("TotalBudget", "1", "Clients:0:TotalBudget is 1")]
    [InlineData("TotalBudget", "00:00:00.200", "FhirServer:AttemptTimeout (00:00:00.3000000) must be shorter than Clients:0:TotalBudget (00:00:00.2000000)")]
    [InlineData("MedicationList", "sometimes", "Clients:0:MedicationList is sometimes")]
    [InlineData("Origins:0", "*", "Clients:0:Origins:0 is *")]
    [InlineData("Origins:0", "https://app.example/", "Clients:0:Origins:0 is https://app.example/")]
    [InlineData("Origins:0", "http://app.example", "Clients:0:Origins:0 is http://app.example")]
    [InlineData("Dialect", "Epic", "Clients:0:Dialect is Epic")]
    [InlineData("Trace", "yes", "Clients:0:Trace is yes")]
    [InlineData("Audience", "urn:x", "Clients:0:Audience is no setting of a client")]
    public void What_cannot_be_used_is_refused_by_its_key(string key, string? value, string message) =>
        Assert.StartsWith(message, Assert.Throws<StartRefusedException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Plain_http_to_this_machine_is_for_development_only() =>
        Assert.Equal("http://127.0.0.1/keys", Assert.Single(Read(true, ("Jwks", null), ("JwksUri", "http://127.0.0.1/keys"))).JwksUri!.ToString());

    [Theory]
    [InlineData("https://ehr.example/", "a", "b", true)]
    [InlineData("https://ehr.example/", null, "b", true)]
    [InlineData("https://other.example/", null, null, true)]
    [InlineData("https://ehr.example/", null, null, false)]
    [InlineData("https://ehr.example/", "a", "a", false)]
    public void Two_clients_of_one_issuer_are_told_apart_by_their_tenants_or_refused(string issuer, string? tenant, string? tenantOfOther, bool accepted)
    {
        ImmutableArray<Client> Both() => Read(
            ("Tenants:0", tenant), ("1:Name", "other"), ("1:Issuer", issuer), ("1:Jwks", Keys), ("1:Tenants:0", tenantOfOther));

        if (accepted)
        {
            Assert.Equal(2, Both().Length);
        }
        else
        {
            Assert.StartsWith("Clients: two clients have the Issuer", Assert.Throws<StartRefusedException>(() => Both()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_clients_of_one_name_are_refused() =>
        Assert.StartsWith(
            "Clients: two clients have the Name ehr",
            Assert.Throws<StartRefusedException>(() => Read(("1:Name", "ehr"), ("1:Issuer", "urn:x"), ("1:Jwks", Keys))).Message,
            StringComparison.Ordinal);

    private static ImmutableArray<Client> Read(params (string Key, string? Value)[] changes) => Read(false, changes);

    private static ImmutableArray<Client> Read(bool insecureLoopback, params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal)
        {
            ["Clients:0:Name"] = "ehr",
            ["Clients:0:Issuer"] = "https://ehr.example/",
            ["Clients:0:Jwks"] = Keys,
        };
        foreach ((string key, string? value) in changes)
        {
            string path = char.IsAsciiDigit(key[0]) ? $"Clients:{key}" : $"Clients:0:{key}";
            if (value is null)
            {
                settings.Remove(path);
            }
            else
            {
                settings[path] = value;
            }
        }

        return ClientReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), insecureLoopback);
    }
}
