using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FhirSafety.Service.Clients;

/// <summary>All clients, found by what their tokens say of themselves.</summary>
internal sealed class ClientRegistry
{
    private readonly Caller? _everyone;
    private readonly FrozenDictionary<(string Issuer, string? Tenant), Client> _byIssuer;
    private readonly FrozenSet<string> _issuers;

    /// <param name="clients">The clients; no two may share issuer and tenant.</param>
    /// <param name="everyone">The client every call belongs to while authentication is off; null when it is on.</param>
    public ClientRegistry(ImmutableArray<Client> clients, Client? everyone)
    {
        All = clients;
        _everyone = everyone is null ? null : new Caller(everyone, null);
        _byIssuer = clients.SelectMany(KeysOf).ToFrozenDictionary(pair => pair.Key, pair => pair.Client);
        _issuers = clients.Select(client => client.Issuer).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>All clients of the configuration.</summary>
    public ImmutableArray<Client> All { get; }

    /// <summary>Whether authentication is off.</summary>
    public bool IsOpen => _everyone is not null;

    /// <summary>Whom a call comes from; null when it was not let in, or nobody had to be.</summary>
    public Caller? CallerOf(HttpContext context) => _everyone ?? context.Features.Get<Caller>();

    /// <summary>The client an unverified token claims to be of.</summary>
    public Client? Find(string issuer, string? tenant) => _byIssuer.GetValueOrDefault((issuer, tenant));

    /// <summary>Whether any client has the issuer.</summary>
    public bool Knows(string issuer) => _issuers.Contains(issuer);

    /// <summary>What the tokens of a client may say, issuer and tenant.</summary>
    public static IEnumerable<((string Issuer, string? Tenant) Key, Client Client)> KeysOf(Client client) =>
        client.Tenants.IsEmpty
            ? [((client.Issuer, null), client)]
            : client.Tenants.Select(tenant => ((client.Issuer, (string?)tenant), client));
}
