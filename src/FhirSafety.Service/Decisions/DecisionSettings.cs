using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Decisions;

/// <summary>Where and for how long decisions are kept. Section <c>Decisions</c>.</summary>
internal sealed record DecisionSettings
{
    private const string ProviderKey = "Decisions:Provider";
    private const string ConnectionKey = "ConnectionStrings:Decisions";
    private const string PatientKeyKey = "Decisions:PatientKey";
    private const int ShortestPatientKey = 32;

    /// <summary>Whether the store is PostgreSQL and not SQLite. Key <c>Decisions:Provider</c>: <c>sqlite</c> or <c>postgres</c>.</summary>
    public required bool IsPostgres { get; init; }

    /// <summary>The SQLite file, or PostgreSQL's connection string. Key <c>ConnectionStrings:Decisions</c>.</summary>
    /// <value><c>decisions.db</c> in the working directory unless configured.</value>
    public required string Connection { get; init; }

    /// <summary>The site's secret that patients are hashed with. Key <c>Decisions:PatientKey</c>, at least 32 characters.</summary>
    /// <value>Random in Development, so nothing is recognised after a restart; required elsewhere.</value>
    public required ImmutableArray<byte> PatientKey { get; init; }

    /// <summary>How long decisions and their feedback are kept. Key <c>Decisions:RetentionDays</c>, 31 to 3,650.</summary>
    /// <value>400 days unless configured.</value>
    public required TimeSpan Retention { get; init; }

    /// <summary>Whether overridden findings may stay silent. Key <c>Decisions:Silence</c>.</summary>
    /// <value>True unless configured.</value>
    public required bool Silence { get; init; }

    /// <summary>The most decisions that wait in memory while the store is down. Key <c>Decisions:MaxWaiting</c>, 1 to 1,000,000.</summary>
    /// <value>10,000 unless configured.</value>
    public required int MaxWaiting { get; init; }

    /// <exception cref="StartRefusedException">A value cannot be used.</exception>
    public static DecisionSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        bool postgres = ReadProvider(configuration);
        string? connection = configuration.Text(ConnectionKey);
        if (postgres && connection is null)
        {
            throw new StartRefusedException($"{ConnectionKey} is missing and {ProviderKey} is postgres. Give PostgreSQL's connection string.");
        }

        return new DecisionSettings
        {
            IsPostgres = postgres,
            Connection = connection ?? "decisions.db",
            PatientKey = ReadPatientKey(configuration, environment),
            Retention = TimeSpan.FromDays(configuration.Number("Decisions:RetentionDays", 400, 31, 3650, "a number of days")),
            Silence = configuration.Text("Decisions:Silence") is null || configuration.Switch("Decisions:Silence"),
            MaxWaiting = configuration.Number("Decisions:MaxWaiting", 10_000, 1, 1_000_000, "a number of decisions"),
        };
    }

    private static bool ReadProvider(IConfiguration configuration) => configuration.Text(ProviderKey) switch
    {
        null or "sqlite" => false,
        "postgres" => true,
        var other => throw new StartRefusedException($"{ProviderKey} is {other}. Give sqlite or postgres."),
    };

    // The message must not repeat the secret.
    private static ImmutableArray<byte> ReadPatientKey(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.Text(PatientKeyKey) switch
        {
            { Length: >= ShortestPatientKey } key => [.. Encoding.UTF8.GetBytes(key)],
            null when environment.IsDevelopment() => [.. RandomNumberGenerator.GetBytes(ShortestPatientKey)],
            null => throw new StartRefusedException(
                $"{PatientKeyKey} is missing. Give a secret of at least {ShortestPatientKey} characters that never changes: patients are hashed with it."),
            _ => throw new StartRefusedException($"{PatientKeyKey} is too short. Give at least {ShortestPatientKey} characters."),
        };
}
