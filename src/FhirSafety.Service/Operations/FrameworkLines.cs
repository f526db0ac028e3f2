namespace FhirSafety.Service.Operations;

/// <summary>Keeps what ASP.NET logs of a request out of every log, whatever a site sets as level.</summary>
/// <remarks>
/// Its lines below a warning and the scope of every line quote the path, Kestrel's quote headers it cannot read: where a caller errs,
/// that is a patient's id or a token. A filter of its own would not do, because the most specific of all filters is the one that counts.
/// </remarks>
internal static class FrameworkLines
{
    private const string Framework = "Microsoft.AspNetCore";

    private static readonly string[] Never = [Framework + ".Hosting.Diagnostics", Framework + ".Server.Kestrel.BadRequests"];

    public static void KeepOut(IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        options.Rules.Insert(0, new LoggerFilterRule(providerName: null, categoryName: null, options.MinLevel, filter: null));
        for (int at = 0; at < options.Rules.Count; at++)
        {
            LoggerFilterRule rule = options.Rules[at];
            options.Rules[at] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                MayBeWritten(category, level) && (rule.Filter is null || rule.Filter(provider, category, level)));
        }
    });

    private static bool MayBeWritten(string? category, LogLevel level) =>
        category?.StartsWith(Framework, StringComparison.OrdinalIgnoreCase) != true
        || (level >= LogLevel.Warning && !Never.Contains(category, StringComparer.OrdinalIgnoreCase));
}
