using System.Globalization;

namespace FhirSafety.Service.Operations;

/// <summary>Reads single settings. One that cannot be used stops the start, naming its key as the operator wrote it.</summary>
internal static class Settings
{
    public static string? Text(this IConfiguration configuration, string key) =>
        configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public static bool Switch(this IConfiguration configuration, string key)
    {
        string text = configuration.Text(key) ?? "false";
        return bool.TryParse(text, out bool on) ? on : throw new StartRefusedException($"{key} is {text}. Give true or false.");
    }

    public static int Number(this IConfiguration configuration, string key, int unlessGiven, int least, int most, string what)
    {
        if (configuration.Text(key) is not { } text)
        {
            return unlessGiven;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new StartRefusedException(Invariant($"{key} is {text}. Give {what} from {least} to {most}."));
    }

    public static TimeSpan Duration(this IConfiguration configuration, string key, TimeSpan unlessGiven, TimeSpan least, TimeSpan most)
    {
        if (configuration.Text(key) is not { } text)
        {
            return unlessGiven;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) && span >= least && span <= most
            ? span
            : throw new StartRefusedException(Invariant($"{key} is {text}. Give a time from {least} to {most}, as hours:minutes:seconds."));
    }

    /// <summary>All values of a section by their path in it; a bare value has the path <c>0</c>, as a list of one.</summary>
    public static Dictionary<string, string> Flat(this IConfiguration configuration, string key)
    {
        IConfigurationSection section = configuration.GetSection(key);
        return section.Value is { Length: > 0 } bare
            ? new(StringComparer.OrdinalIgnoreCase) { ["0"] = bare }
            : section.AsEnumerable(makePathsRelative: true)
                .Where(entry => entry.Value is not null && entry.Key.Length > 0)
                .ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.OrdinalIgnoreCase);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
