using System.Globalization;
using System.Text.RegularExpressions;

namespace FhirSafety.Scenarios;

/// <summary>The date tokens of scenarios, documented in <c>cds-hooks/scenarios/README.md</c>.</summary>
internal static partial class DateToken
{
    /// <summary>The date or instant that a token stands for.</summary>
    /// <exception cref="InvalidDataException">It is no token, or no date can be that far away; the message names it.</exception>
    public static string Fill(string token, DateTimeOffset now)
    {
        Match match = Token().Match(token);
        if (!match.Success)
        {
            throw new InvalidDataException($"{token} is no date token. Write @today, @today-30d, @today+6m, @today-79y, @now or @now-30h.");
        }

        try
        {
            int distance = match.Groups["distance"] is { Success: true, Value: var written }
                ? int.Parse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : 0;
            return token.StartsWith("@now", StringComparison.Ordinal)
                ? now.AddHours(distance).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
                : Day(DateOnly.FromDateTime(now.DateTime), distance, match.Groups["unit"].Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"{token} is too far away for a date.", fault);
        }
    }

    // A day that a month or year does not have (29 February, 31st) becomes its last.
    private static DateOnly Day(DateOnly today, int distance, string unit) => unit switch
    {
        "y" => today.AddYears(distance),
        "m" => today.AddMonths(distance),
        _ => today.AddDays(distance),
    };

    [GeneratedRegex(@"\A(@today((?<distance>[+-][0-9]{1,9})(?<unit>[dmy]))?|@now((?<distance>[+-][0-9]{1,9})(?<unit>h))?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
