using System.Collections.Immutable;
using FhirSafety.Service.Operations;
using Microsoft.IdentityModel.Tokens;

namespace FhirSafety.Service.Clients;

/// <summary>The keys of one client, kept between calls.</summary>
/// <remarks>
/// An unknown key id fetches them again before the call is judged, so that a rotation needs no restart and costs no call; not more
/// often than <see cref="Rest"/>, so that made-up ids do not become a flood at the EHR. Keys older than <see cref="Age"/> are
/// renewed behind the calls, so that a withdrawn key stops counting. A key server that is down changes nothing for keys already known.
/// </remarks>
internal sealed class ClientKeys(Client client, KeyServer server, TimeProvider time, ILogger<ClientKeys> logger)
{
    /// <summary>The least time between two fetches.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>How old keys may be before they are fetched again.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private volatile KeySet _keys = client.Jwks;
    private Task _fetch = Task.CompletedTask;
    private long? _lastFetch;

    /// <summary>Whether any key is known.</summary>
    public bool HasAny => !_keys.IsEmpty;

    /// <summary>How the keys are, in a word for operators: they are fetched when the first call needs them.</summary>
    public string State
    {
        get
        {
            lock (_lock)
            {
                return HasAny ? "known" : _lastFetch is null ? "not-needed-yet" : "unavailable";
            }
        }
    }

    /// <summary>The key known now; at most one in a set that keeps to the rules.</summary>
    public ImmutableArray<SecurityKey> Find(string id, string algorithm) => _keys.Find(id, algorithm);

    /// <summary>Whether there is a key, after a fetch where one is due.</summary>
    public async ValueTask<bool> HasAsync(string id, string algorithm, CancellationToken stop)
    {
        bool isKnown = !Find(id, algorithm).IsEmpty;
        if (client.JwksUri is { } address && (!isKnown || IsOld()))
        {
            Task fetch = FetchUnlessJustDone(address);
            if (!isKnown)
            {
                await fetch.WaitAsync(stop);
                isKnown = !Find(id, algorithm).IsEmpty;
            }
        }

        return isKnown;
    }

    private bool IsOld()
    {
        lock (_lock)
        {
            return _lastFetch is { } last && time.GetElapsedTime(last) > Age;
        }
    }

    // Calls that come while a fetch runs wait for the same one.
    private Task FetchUnlessJustDone(Uri address)
    {
        lock (_lock)
        {
            if (_fetch.IsCompleted && (_lastFetch is not { } last || time.GetElapsedTime(last) >= Rest))
            {
                _lastFetch = time.GetTimestamp();
                _fetch = FetchAsync(address);
            }

            return _fetch;
        }
    }

    private async Task FetchAsync(Uri address)
    {
        if (await server.FetchAsync(address) is { } keys)
        {
            _keys = keys;
        }
        else
        {
            logger.KeysNotFetched(client.Name, HasAny);
        }
    }
}
