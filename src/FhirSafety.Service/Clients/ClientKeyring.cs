using System.Collections.Frozen;

namespace FhirSafety.Service.Clients;

/// <summary>The keys of all clients, each client's apart: a key of one never verifies a token of another.</summary>
internal sealed class ClientKeyring(ClientRegistry clients, KeyServer server, TimeProvider time, ILogger<ClientKeys> logger)
{
    private readonly FrozenDictionary<string, ClientKeys> _keys = clients.All.ToFrozenDictionary(
        client => client.Name, client => new ClientKeys(client, server, time, logger), StringComparer.Ordinal);

    public ClientKeys Of(Client client) => _keys[client.Name];

    /// <summary>How the key set of each client is, by its name.</summary>
    public IEnumerable<(string Client, string State)> States => _keys.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value.State));
}
