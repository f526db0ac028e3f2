namespace FhirSafety.Service.Operations;

/// <summary>What a site can set. A value that cannot be used stops the start, naming its key.</summary>
internal sealed record SiteSettings
{
    public const string InsecureLoopbackKey = "AllowInsecureLoopback";

    /// <summary>
    /// Where clients reach this service: what links on cards and the audiences of tokens begin with, with or without a slash at its end.
    /// Key <c>PublicBaseUrl</c>: https, or in Development http on this machine; a path is allowed.
    /// </summary>
    /// <value>Unless configured, in Development the address listened on; else null, and cards carry no links.</value>
    public required Uri? PublicBaseUrl { get; init; }

    /// <summary>The site's time zone, which decides which day "today" is. Key <c>TimeZone</c>, an IANA id.</summary>
    /// <value>UTC unless configured.</value>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The largest request body, in bytes. Key <c>Limits:MaxBodyBytes</c>, 1 to 1,000,000,000.</summary>
    /// <value>8 MiB unless configured.</value>
    public required int MaxBodyBytes { get; init; }

    /// <summary>How many calls run at once. Key <c>Limits:ConcurrentCalls</c>, 1 to 100,000.</summary>
    /// <value>512 unless configured: far more than the prescribers of a hospital, and 512 bodies of the usual 50 kB are 25 MB.</value>
    public required int ConcurrentCalls { get; init; }

    /// <summary>How many more wait in line; the next is told to come again. Key <c>Limits:QueuedCalls</c>, 0 to 100,000.</summary>
    /// <value>256 unless configured.</value>
    public required int QueuedCalls { get; init; }

    /// <summary>How many calls one client may make in a minute; 0 for any number. Key <c>Limits:ClientCallsPerMinute</c>.</summary>
    /// <value>0 unless configured.</value>
    public required int ClientCallsPerMinute { get; init; }

    /// <summary>Whether codes that no second person has verified count. Key <c>Terminology:IncludeUnverifiedCodes</c>.</summary>
    /// <value>False unless configured.</value>
    public required bool IncludeUnverifiedCodes { get; init; }

    /// <summary>Whether FHIR servers on this machine are read, listed or not, and over http. Key <c>AllowInsecureLoopback</c>; Development only.</summary>
    /// <value>False unless configured.</value>
    public required bool AllowInsecureLoopback { get; init; }

    /// <summary>A site's own numbers by their path in policy.json. Section <c>Policy</c>.</summary>
    /// <value>Empty unless configured.</value>
    public required IReadOnlyDictionary<string, string> Policy { get; init; }

    /// <exception cref="StartRefusedException">A value cannot be used.</exception>
    public static SiteSettings Read(IConfiguration configuration, bool isDevelopment) => new()
    {
        PublicBaseUrl = Operations.PublicBaseUrl.Read(configuration, isDevelopment),
        TimeZone = ReadTimeZone(configuration),
        MaxBodyBytes = configuration.Number("Limits:MaxBodyBytes", 8_388_608, 1, 1_000_000_000, "a number of bytes"),
        ConcurrentCalls = configuration.Number("Limits:ConcurrentCalls", 512, 1, 100_000, "a number of calls"),
        QueuedCalls = configuration.Number("Limits:QueuedCalls", 256, 0, 100_000, "a number of calls"),
        ClientCallsPerMinute = configuration.Number("Limits:ClientCallsPerMinute", 0, 0, 1_000_000_000, "a number of calls"),
        IncludeUnverifiedCodes = configuration.Switch("Terminology:IncludeUnverifiedCodes"),
        AllowInsecureLoopback = configuration.Switch(InsecureLoopbackKey),
        Policy = configuration.Flat("Policy").Where(entry => entry.Value.Length > 0) // some sources give a section an empty value
            .ToDictionary(StringComparer.OrdinalIgnoreCase),
    };

    private static TimeZoneInfo ReadTimeZone(IConfiguration configuration)
    {
        string id = configuration.Text("TimeZone") ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw new StartRefusedException($"TimeZone is {id}, which this machine does not know. Give an IANA id such as Europe/Berlin.");
    }
}
