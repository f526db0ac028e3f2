using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace FhirSafety.Service.Operations;

/// <summary>Who is let in, and by which address the service is known. A value that cannot be used stops the start, naming its key.</summary>
internal sealed record AccessSettings
{
    public const string RequiredKey = "Authentication:Required";
    public const string EndsInFrontKey = "Tls:EndsInFront";

    private const string DiscoveryKey = "Authentication:Discovery";
    private const string OperatorTokenKey = "Operator:Token";
    private const string KnownProxiesKey = "Tls:KnownProxies";
    private const int ShortestOperatorToken = 32;

    /// <summary>Whether calls must carry a client's token. Key <c>Authentication:Required</c>; false in Development only.</summary>
    /// <value>True; in Development false.</value>
    public required bool Required { get; init; }

    /// <summary>Whether discovery asks for a token too. Key <c>Authentication:Discovery</c>.</summary>
    /// <value>False unless configured: some clients probe it without one.</value>
    public required bool Discovery { get; init; }

    /// <summary>
    /// The address clients call the service by, without a closing slash. Key <c>PublicBaseUrl</c>, https; needed when
    /// authentication is on, because the audience of a token is this and the path. Otherwise empty.
    /// </summary>
    public required string PublicBaseUrl { get; init; }

    /// <summary>A hash of what operators show. Key <c>Operator:Token</c>, at least 32 characters; null lets no operator in.</summary>
    public required ImmutableArray<byte>? OperatorToken { get; init; }

    /// <summary>Whether a proxy ends TLS, so that plain http beyond this machine is meant. Key <c>Tls:EndsInFront</c>.</summary>
    /// <value>False unless configured.</value>
    public required bool TlsEndsInFront { get; init; }

    /// <summary>The proxies whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed. Key <c>Tls:KnownProxies</c>, addresses or networks such as 10.0.0.0/24.</summary>
    /// <value>None unless configured.</value>
    public required ImmutableArray<IPNetwork> KnownProxies { get; init; }

    /// <summary>Reads <see cref="Required"/> alone.</summary>
    /// <exception cref="StartRefusedException">It is neither true nor false.</exception>
    public static bool IsRequired(IHostEnvironment environment, IConfiguration configuration) =>
        configuration.Text(RequiredKey) is null ? !environment.IsDevelopment() : configuration.Switch(RequiredKey);

    /// <exception cref="StartRefusedException">A value cannot be used.</exception>
    public static AccessSettings Read(IHostEnvironment environment, IConfiguration configuration)
    {
        bool required = IsRequired(environment, configuration);
        AccessSettings read = new()
        {
            Required = required,
            Discovery = configuration.Switch(DiscoveryKey),
            PublicBaseUrl = required ? ReadPublicBaseUrl(configuration, environment.IsDevelopment()) : "",
            OperatorToken = ReadOperatorToken(configuration),
            TlsEndsInFront = configuration.Switch(EndsInFrontKey),
            KnownProxies = [.. ReadProxies(configuration)],
        };
        if (read.Discovery && !required)
        {
            throw new StartRefusedException($"{DiscoveryKey} is true, and calls are not authenticated. Set {RequiredKey} to true, or remove {DiscoveryKey}.");
        }

        return read.TlsEndsInFront || read.KnownProxies.IsEmpty
            ? read
            : throw new StartRefusedException($"{KnownProxiesKey} lists proxies, and {EndsInFrontKey} is not true. Set it to true, or remove the list.");
    }

    private static string ReadPublicBaseUrl(IConfiguration configuration, bool isDevelopment) =>
        Operations.PublicBaseUrl.Read(configuration, isDevelopment)?.AbsoluteUri.TrimEnd('/')
        ?? throw new StartRefusedException(
            $"{Operations.PublicBaseUrl.Key} is missing. Give the https address clients call, such as https://cds.example.org: tokens are made out to it.");

    private static ImmutableArray<byte>? ReadOperatorToken(IConfiguration configuration) => configuration.Text(OperatorTokenKey) switch
    {
        null => null,
        { } token when token.Any(c => c is < ' ' or > '~') => throw new StartRefusedException(
            $"{OperatorTokenKey} holds characters that a header cannot carry. Give a random one of letters and digits, such as openssl rand -base64 32 makes."),
        { Length: >= ShortestOperatorToken } token => [.. SHA256.HashData(Encoding.UTF8.GetBytes(token))],
        _ => throw new StartRefusedException($"{OperatorTokenKey} is shorter than {ShortestOperatorToken} characters. Give a random one, such as openssl rand -base64 32 makes."),
    };

    private static IEnumerable<IPNetwork> ReadProxies(IConfiguration configuration)
    {
        foreach ((string key, string text) in configuration.Flat(KnownProxiesKey).Select(entry => ($"{KnownProxiesKey}:{entry.Key}", entry.Value)))
        {
            yield return IPNetwork.TryParse(text, out IPNetwork network) && network.PrefixLength > 0 ? network
                : IPAddress.TryParse(text, out IPAddress? address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : throw new StartRefusedException($"{key} is {text}. Give the address of a proxy, or a network such as 10.0.0.0/24.");
        }
    }
}
