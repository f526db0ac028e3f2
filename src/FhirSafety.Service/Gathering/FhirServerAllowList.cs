using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Gathering;

/// <summary>The FHIR servers that one client's access tokens may be sent to. A server that is not on it is never contacted.</summary>
/// <param name="listed">The client's servers: https, and what lies under each of them.</param>
/// <param name="insecureLoopback">Whether any server on this machine counts as listed, over http too.</param>
/// <param name="key">The setting that lists them, for the message.</param>
/// <exception cref="StartRefusedException">An entry is no https address of a server.</exception>
internal sealed class FhirServerAllowList(IEnumerable<string> listed, bool insecureLoopback, string key = "FhirServers")
{
    private readonly ImmutableArray<FhirServerAddress> _listed =
    [
        .. listed.Select(text => FhirServerAddress.TryParse(text, out FhirServerAddress? server) && (server.IsHttps || (insecureLoopback && server.IsLoopback))
            ? server
            : throw new StartRefusedException($"{key} lists {text}. Give the https address of a FHIR server, without user, query or dot segments.")),
    ];

    /// <summary>The server a call names, if it may be read.</summary>
    /// <param name="sent">The address as the call has it.</param>
    /// <param name="server">Where to read.</param>
    public bool Allows(string? sent, [NotNullWhen(true)] out AllowedServer? server)
    {
        server = null;
        if (!FhirServerAddress.TryParse(sent, out FhirServerAddress? address))
        {
            return false;
        }

        if (_listed.FirstOrDefault(entry => entry.Covers(address)) is { } listing)
        {
            server = new AllowedServer(address, listing.ToString());
        }
        else if (insecureLoopback && address.IsLoopback)
        {
            server = new AllowedServer(address, address.Authority);
        }

        return server is not null;
    }
}

/// <summary>A server that may be read.</summary>
/// <param name="Address">Its base: reads and next pages stay under it, not merely under what is listed.</param>
/// <param name="Name">What it is known by across calls: the listing, so that no caller can make names up.</param>
internal sealed record AllowedServer(FhirServerAddress Address, string Name);
