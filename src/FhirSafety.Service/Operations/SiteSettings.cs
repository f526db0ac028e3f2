using System.Globalization;

namespace FhirSafety.Service.Operations;

/// <summary>What a site can set. A value that cannot be used stops the start, naming its key.</summary>
internal sealed record SiteSettings
{
    /// <summary>The site's time zone, which decides which day "today" is. Key <c>TimeZone</c>, an IANA id.</summary>
    /// <value>UTC unless configured.</value>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The largest request body, in bytes. Key <c>Limits:MaxBodyBytes</c>, 1 to 1,000,000,000.</summary>
    /// <value>8 MiB unless configured.</value>
    public required int MaxBodyBytes { get; init; }

    /// <summary>Whether codes that no second person has verified count. Key <c>Terminology:IncludeUnverifiedCodes</c>.</summary>
    /// <value>False unless configured.</value>
    public required bool IncludeUnverifiedCodes { get; init; }

    /// <summary>A site's own numbers by their path in policy.json. Section <c>Policy</c>.</summary>
    /// <value>Empty unless configured.</value>
    public required IReadOnlyDictionary<string, string> Policy { get; init; }

    /// <exception cref="StartRefusedException">A value cannot be used.</exception>
    public static SiteSettings Read(IConfiguration configuration) => new()
    {
        TimeZone = ReadTimeZone(configuration),
        MaxBodyBytes = ReadMaxBodyBytes(configuration),
        IncludeUnverifiedCodes = ReadSwitch(configuration, "Terminology:IncludeUnverifiedCodes"),
        Policy = configuration.GetSection("Policy").AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Value is not null && entry.Key.Length > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.OrdinalIgnoreCase),
    };

    private static TimeZoneInfo ReadTimeZone(IConfiguration configuration)
    {
        string id = Value(configuration, "TimeZone") ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw new StartRefusedException($"TimeZone is {id}, which this machine does not know. Give an IANA id such as Europe/Berlin.");
    }

    private static int ReadMaxBodyBytes(IConfiguration configuration)
    {
        const string Key = "Limits:MaxBodyBytes";
        string text = Value(configuration, Key) ?? "8388608";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) && bytes is >= 1 and <= 1_000_000_000
            ? bytes
            : throw new StartRefusedException($"{Key} is {text}. Give a number of bytes from 1 to 1000000000.");
    }

    private static bool ReadSwitch(IConfiguration configuration, string key)
    {
        string text = Value(configuration, key) ?? "false";
        return bool.TryParse(text, out bool on) ? on : throw new StartRefusedException($"{key} is {text}. Give true or false.");
    }

    private static string? Value(IConfiguration configuration, string key) =>
        configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
