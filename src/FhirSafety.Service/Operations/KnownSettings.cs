namespace FhirSafety.Service.Operations;

/// <summary>Which settings there are. A misspelt one would leave its default in force without a word, and some defaults are the more open choice.</summary>
internal static class KnownSettings
{
    private static readonly (string Section, string[] Keys)[] Sections =
    [
        ("Authentication", ["Required", "Discovery"]),
        ("Operator", ["Token"]),
        ("Tls", ["EndsInFront", "KnownProxies"]),
        ("Limits", ["MaxBodyBytes", "ConcurrentCalls", "QueuedCalls", "ClientCallsPerMinute"]),
        ("FhirServer", ["TotalBudget", "AttemptTimeout", "MaxPages", "MaxBytes", "MaxParallel"]),
        ("Decisions", ["Provider", "PatientKey", "RetentionDays", "Silence", "MaxWaiting"]),
        ("Terminology", ["IncludeUnverifiedCodes"]),
    ];

    /// <summary>Refuses what is none of them.</summary>
    /// <exception cref="StartRefusedException">There is one.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach ((string section, string[] keys) in Sections)
        {
            if (configuration.GetSection(section).GetChildren().FirstOrDefault(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                throw new StartRefusedException($"{unknown.Path} is no setting. {section} has {string.Join(", ", keys)}.");
            }
        }

        foreach ((string key, string? level) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (level is { Length: > 0 } && key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase) && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
            {
                throw new StartRefusedException($"{key} is {level}. Give one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }
    }
}
