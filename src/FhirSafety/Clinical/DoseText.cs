using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FhirSafety.Clinical;

/// <summary>What a dosage text says, where all of it is understood. English only.</summary>
/// <remarks>Clinical page, section 6: free text is read "only with high certainty". One word too many and nothing is read.</remarks>
internal sealed record DoseText
{
    /// <summary>The longest text that is read, characters.</summary>
    public const int Longest = 1000;

    private static readonly SearchValues<char> BetweenWords = SearchValues.Create(" ,;:.-–()=");
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The amounts of one administration; several say the same one in other units.</summary>
    public ImmutableArray<StatedAmount> Amounts { get; private init; } = [];

    /// <summary>Tablets at morning, noon, evening and night ("1-0-1"); empty when not said so.</summary>
    public ImmutableArray<decimal> Scheme { get; private init; } = [];

    /// <summary>How often; null when not said.</summary>
    public FrequencyRange? Frequency { get; private init; }

    /// <summary>The times of day it names: morning, noon, evening, night.</summary>
    public ImmutableArray<string> Moments { get; private init; } = [];

    /// <summary>What a day may come to at most ("max 3 tablets daily"); empty when not said.</summary>
    public ImmutableArray<StatedAmount> Most { get; private init; } = [];

    /// <summary>Taken as needed.</summary>
    public bool AsNeeded { get; private init; }

    /// <summary>Given a single time in all.</summary>
    public bool Once { get; private init; }

    /// <summary>How long, days; null when not said.</summary>
    public decimal? Days { get; private init; }

    /// <summary>The text's meaning; null when any part of it is not understood or two parts do not agree.</summary>
    /// <param name="text">The text.</param>
    /// <param name="drug">The drug's name as ordered, whose words may occur in the text.</param>
    public static DoseText? Read(string text, string drug = "")
    {
        if (text.Length > Longest || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string even = DoseWording.EvenOut(text);
        return CoverAll(even, drug) is { Count: > 0 } phrases ? Agree(phrases) : null;
    }

    private static List<Match>? CoverAll(string text, string drug)
    {
        if (!MayCoverAll(text, drug))
        {
            return null;
        }

        List<Match> phrases = [];
        int from = 0;
        foreach (ValueMatch found in DoseWording.Phrase.EnumerateMatches(text))
        {
            Match phrase = DoseWording.ReadPhrase(text.Substring(found.Index, found.Length));
            ReadOnlySpan<char> gap = text.AsSpan(from..found.Index);
            bool joinsMoments = phrases.Count > 0 && NamesMoment(phrases[^1]) && NamesMoment(phrase);
            if (!phrase.Success || !IsNothing(gap, StartsFigure(phrase.ValueSpan), joinsMoments, drug))
            {
                return null;
            }

            phrases.Add(phrase);
            from = found.Index + found.Length;
        }

        return IsNothing(text.AsSpan(from), beforeFigure: false, joinsMoments: false, drug) ? phrases : null;
    }

    // Most texts have words that are not understood, and to find phrases without their groups costs a fraction.
    private static bool MayCoverAll(ReadOnlySpan<char> text, string drug)
    {
        int from = 0;
        foreach (ValueMatch phrase in DoseWording.Phrase.EnumerateMatches(text))
        {
            if (!IsNothing(text[from..phrase.Index], StartsFigure(text[phrase.Index..]), joinsMoments: true, drug))
            {
                return false;
            }

            from = phrase.Index + phrase.Length;
        }

        return IsNothing(text[from..], beforeFigure: false, joinsMoments: false, drug);
    }

    private static bool StartsFigure(ReadOnlySpan<char> phrase) => char.IsAsciiDigit(phrase[0]) || phrase[0] == '.';

    private static bool IsNothing(ReadOnlySpan<char> gap, bool beforeFigure, bool joinsMoments, string drug)
    {
        // ",5 mg" and "-5 mg": what stands right before a figure may be part of the number.
        if (beforeFigure && gap.Length > 0 && gap[^1] is '.' or ',' or '-' or '–')
        {
            return false;
        }

        foreach (Range place in gap.SplitAny(BetweenWords))
        {
            ReadOnlySpan<char> word = gap[place];
            if (!word.IsEmpty && !IsName(word, drug) && !(joinsMoments && word is "and" or "&"))
            {
                return false;
            }
        }

        return true;
    }

    // A form is no name: in "10 mg tablet" it may be the dose or the strength.
    private static bool IsName(ReadOnlySpan<char> word, string drug)
    {
        if (word.Length <= 4 || word.ContainsAnyExcept(Letters))
        {
            return false;
        }

        foreach (Range part in drug.AsSpan().Split(' '))
        {
            if (word.Equals(drug.AsSpan(part), StringComparison.OrdinalIgnoreCase))
            {
                return DoseUnits.Read(null, word.ToString()) == DoseUnit.NotUnderstood;
            }
        }

        return false;
    }

    private static DoseText? Agree(List<Match> phrases)
    {
        List<StatedAmount> amounts = [];
        List<StatedAmount> most = [];
        List<FrequencyRange> frequencies = [];
        List<ImmutableArray<decimal>> schemes = [];
        SortedSet<string> moments = new(StringComparer.Ordinal);
        bool asNeeded = false;
        bool once = false;
        decimal? days = null;
        foreach (Match phrase in phrases)
        {
            asNeeded |= phrase.Groups["prn"].Success;
            once |= phrase.Groups["once"].Success;
            days = DosePhrase.Days(phrase) ?? days;
            if (DosePhrase.Moment(phrase) is { } moment)
            {
                moments.Add(moment);
            }

            if (phrase.Groups["unit"].Success)
            {
                amounts.AddRange(DosePhrase.Amounts(phrase));
            }
            else if (DosePhrase.Most(phrase) is { } limit)
            {
                most.Add(limit);
            }
            else if (phrase.Groups["scheme"].Success)
            {
                schemes.Add(DosePhrase.Scheme(phrase));
            }
            else if (DosePhrase.IsFrequency(phrase))
            {
                if (DosePhrase.Frequency(phrase) is not { } frequency)
                {
                    return null;
                }

                frequencies.Add(frequency);
            }
        }

        // "10 mg TID, 10 mg TID as needed" is twice the dose, not the same one again.
        bool contradicts = frequencies.Exists(frequency => frequency != frequencies[0]) || (asNeeded && frequencies.Count > 1)
            || (schemes.Count > 0 && (schemes.Count > 1 || amounts.Count > 0 || frequencies.Count > 0 || moments.Count > 0))
            || (once && frequencies.Count + moments.Count > 0)
            || amounts.Any(static amount => amount.Low > amount.High)
            || amounts.Exists(amount => amounts.Exists(other => other.Unit == amount.Unit && other != amount));
        if (contradicts || Frequencies(frequencies, moments.Count, once) is not { } agreed
            || DosePhrase.CountMayBeTimes(phrases, agreed.Range)
            || Divide(amounts, agreed.Range, phrases.ConvertAll(DosePhrase.Divided).Find(static parts => parts is not null)) is not { } divided)
        {
            return null;
        }

        return new DoseText
        {
            Amounts = [.. divided.Amounts.Distinct()],
            Scheme = schemes.Count > 0 ? schemes[0] : [],
            Most = [.. most],
            Frequency = divided.Range,
            Moments = [.. moments],
            AsNeeded = asNeeded,
            Once = once,
            Days = days,
        };
    }

    // "Twice daily, morning and night" agrees; "three times daily and at night" is one more, so it is not understood.
    private static (FrequencyRange? Range, bool Agreed)? Frequencies(List<FrequencyRange> said, int moments, bool once)
    {
        FrequencyRange? byMoments = moments > 0 ? DosePhrase.ADay(moments) : null;
        if (said.Count > 0)
        {
            return byMoments is null || byMoments == said[0] ? (said[0], true) : null;
        }

        return (byMoments ?? (once ? DosePhrase.ADay(1) : null), true);
    }

    // "30 mg daily in 3 divided doses": the amount is the day's, which only a plain "daily" says.
    private static (List<StatedAmount> Amounts, FrequencyRange? Range)? Divide(List<StatedAmount> amounts, FrequencyRange? range, decimal? parts)
    {
        if (parts is not { } doses)
        {
            return (amounts, range);
        }

        bool daily = range == DosePhrase.ADay(1) && amounts.Count > 0 && amounts.TrueForAll(amount => amount.High / doses * doses == amount.High);
        return daily
            ? (amounts.ConvertAll(amount => amount with { Low = amount.Low / doses, High = amount.High / doses }), DosePhrase.ADay(doses))
            : null;
    }

    private static bool NamesMoment(Match phrase) => DosePhrase.Moment(phrase) is not null;
}
