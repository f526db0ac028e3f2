using System.Collections.Immutable;
using FhirSafety.Cards;
using FhirSafety.Service.Gathering;

namespace FhirSafety.Service.Clients;

/// <summary>An EHR, or a vendor's EHR for a set of hospitals, that may call. Section <c>Clients:N</c>; read once, at the start.</summary>
internal sealed record Client
{
    /// <summary>What logs, metrics and records call it. Key <c>Name</c>: 1 to 64 of a-z, 0-9 and hyphen, each name once.</summary>
    public required string Name { get; init; }

    /// <summary>The <c>iss</c> of its tokens, compared letter by letter. Key <c>Issuer</c>; a URI.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where its public keys are fetched. Key <c>JwksUri</c>, https; null when they stand in the configuration.</summary>
    public Uri? JwksUri { get; init; }

    /// <summary>Its public keys as agreed out of band. Key <c>Jwks</c>; empty when they are fetched.</summary>
    public KeySet Jwks { get; init; } = KeySet.Empty;

    /// <summary>The signature algorithms it may use. Key <c>Algorithms</c>.</summary>
    /// <value>ES384 and RS384 unless configured.</value>
    public ImmutableArray<string> Algorithms { get; init; } = ClientReader.RecommendedAlgorithms;

    /// <summary>Further <c>aud</c> values taken at every endpoint, for an EHR that can only send fixed ones. Key <c>Audiences</c>.</summary>
    public ImmutableArray<string> Audiences { get; init; } = [];

    /// <summary>The <c>tenant</c> values it may send. Key <c>Tenants</c>. Empty accepts only tokens without a tenant.</summary>
    public ImmutableArray<string> Tenants { get; init; } = [];

    /// <summary>The FHIR servers its access tokens may be sent to. Key <c>FhirServers</c>; empty means prefetch only.</summary>
    public required FhirServerAllowList FhirServers { get; init; }

    /// <summary>The time for all FHIR reads of one call. Key <c>TotalBudget</c>; null takes <c>FhirServer:TotalBudget</c>.</summary>
    public TimeSpan? TotalBudget { get; init; }

    /// <summary>
    /// Whether the site has declared that this client never sends medication lists. Key <c>MedicationList</c> = <c>never</c>.
    /// Then an order of an interacting drug alone is not judged, and nothing is said about it.
    /// </summary>
    public bool NeverSendsMedications { get; init; }

    /// <summary>The origins of browser-based clients. Key <c>Origins</c>; empty means no browser.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>How cards are written for it. Key <c>Dialect</c>: <c>standard</c>, <c>epic</c> or <c>cds-hooks-1.0</c>.</summary>
    public Dialect Dialect { get; init; } = Dialect.Standard;

    /// <summary>Whether it may ask for the trace. Key <c>Trace</c>.</summary>
    /// <value>False unless configured.</value>
    public bool MayTrace { get; init; }

    /// <summary>Its own numbers in place of the site's, by their path in policy.json. Section <c>Policy</c>.</summary>
    public ImmutableDictionary<string, string> Policy { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The client that every call belongs to while authentication is off, which is so in Development only.</summary>
    /// <param name="allowInsecureLoopback">Whether FHIR servers on this machine may be read.</param>
    public static Client Development(bool allowInsecureLoopback) => new()
    {
        Name = "development",
        Issuer = "",
        FhirServers = new FhirServerAllowList([], allowInsecureLoopback),
        MayTrace = true,
    };
}
