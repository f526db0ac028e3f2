using System.Globalization;

namespace FhirSafety.Service.Decisions;

/// <summary>How many answers came after so many seconds, in one text: <c>4:2 17:1</c>.</summary>
/// <remarks>Above 999 seconds the first three digits count, so that late answers need no room of their own.</remarks>
internal sealed class Waits
{
    private readonly SortedDictionary<long, long> _answers = [];

    /// <summary>Reads the text.</summary>
    public static Waits Parse(string text)
    {
        Waits waits = new();
        foreach (Range part in text.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> pair = text.AsSpan(part);
            if (pair.IndexOf(':') is > 0 and int colon)
            {
                waits._answers[Number(pair[..colon])] = Number(pair[(colon + 1)..]);
            }
        }

        return waits;
    }

    /// <summary>The wait by which half of the answers, rounded up, had come; null without an answer.</summary>
    public long? MedianSeconds
    {
        get
        {
            long all = _answers.Values.Sum();
            long sofar = 0;
            foreach ((long seconds, long answers) in _answers)
            {
                sofar += answers;
                if (2 * sofar >= all)
                {
                    return seconds;
                }
            }

            return null;
        }
    }

    /// <summary>Adds answers, or takes them back.</summary>
    public void Add(TimeSpan wait, long answers)
    {
        long seconds = Math.Max(0, (long)wait.TotalSeconds);
        long step = 1;
        while (seconds / step > 999)
        {
            step *= 10;
        }

        long rounded = seconds / step * step;
        long sum = _answers.GetValueOrDefault(rounded) + answers;
        if (sum == 0)
        {
            _answers.Remove(rounded);
        }
        else
        {
            _answers[rounded] = sum;
        }
    }

    public override string ToString() =>
        string.Join(' ', _answers.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}:{entry.Value}")));

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
