using FhirSafety.Service.Operations;

namespace FhirSafety.Service.Gathering;

/// <summary>How long and how much the service reads from an EHR's FHIR server. Section <c>FhirServer</c>.</summary>
internal sealed record FhirServerSettings
{
    private const string TotalBudgetKey = "FhirServer:TotalBudget";
    private const string AttemptTimeoutKey = "FhirServer:AttemptTimeout";

    private static readonly TimeSpan LeastBudget = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long all reads of one call together may take, counted from when the request was read; the prescriber is waiting.
    /// Key <c>FhirServer:TotalBudget</c>, 50 ms to 10 s.
    /// </summary>
    /// <value>350 ms unless configured.</value>
    public TimeSpan TotalBudget { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>
    /// How long one attempt at one page may take, body included. Key <c>FhirServer:AttemptTimeout</c>, 10 ms to 10 s.
    /// </summary>
    /// <remarks>
    /// Shorter than the budget: an attempt that the budget cuts off counts as given up by us, not as failed by the server, and
    /// a server that only ever hangs would never be left alone.
    /// </remarks>
    /// <value>300 ms unless configured.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The most pages of one search. Key <c>FhirServer:MaxPages</c>, 1 to 50. What lies beyond is a gap.</summary>
    /// <value>5 unless configured.</value>
    public int MaxPages { get; init; } = 5;

    /// <summary>
    /// The most bytes of one search, all pages together, after decompression. Key <c>FhirServer:MaxBytes</c>, 1,024 to 100,000,000.
    /// </summary>
    /// <value>5 MiB unless configured.</value>
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>The most reads of one call at the same time. Key <c>FhirServer:MaxParallel</c>, 1 to 32.</summary>
    /// <value>8 unless configured.</value>
    public int MaxParallel { get; init; } = 8;

    /// <exception cref="StartRefusedException">A value cannot be used.</exception>
    public static FhirServerSettings Read(IConfiguration configuration)
    {
        FhirServerSettings unlessGiven = new();
        FhirServerSettings read = new()
        {
            TotalBudget = configuration.Duration(TotalBudgetKey, unlessGiven.TotalBudget, LeastBudget, LongestTime),
            AttemptTimeout = configuration.Duration(AttemptTimeoutKey, unlessGiven.AttemptTimeout, TimeSpan.FromMilliseconds(10), LongestTime),
            MaxPages = configuration.Number("FhirServer:MaxPages", unlessGiven.MaxPages, 1, 50, "a number of pages"),
            MaxBytes = configuration.Number("FhirServer:MaxBytes", unlessGiven.MaxBytes, 1024, 100_000_000, "a number of bytes"),
            MaxParallel = configuration.Number("FhirServer:MaxParallel", unlessGiven.MaxParallel, 1, 32, "a number of reads"),
        };
        RefuseLongAttempts(read, TotalBudgetKey, read.TotalBudget);
        return read;
    }

    /// <summary>A client's own budget; null when it has none.</summary>
    /// <exception cref="StartRefusedException">It cannot be used.</exception>
    public static TimeSpan? ReadBudgetOfClient(IConfiguration configuration, string key)
    {
        if (configuration.Text(key) is null)
        {
            return null;
        }

        TimeSpan budget = configuration.Duration(key, default, LeastBudget, LongestTime);
        RefuseLongAttempts(Read(configuration), key, budget);
        return budget;
    }

    private static void RefuseLongAttempts(FhirServerSettings read, string budgetKey, TimeSpan budget)
    {
        if (read.AttemptTimeout >= budget)
        {
            throw new StartRefusedException(
                $"{AttemptTimeoutKey} ({read.AttemptTimeout}) must be shorter than {budgetKey} ({budget}). Lower the one or raise the other.");
        }
    }
}
