using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FhirSafety.Clinical;

/// <summary>The English words of a dosage text, and the few spellings that are evened out before they are looked for.</summary>
/// <remarks>
/// Every pattern runs without backtracking: the text comes from the request, and a crafted one must not hold up a prescriber.
/// Loose patterns are a hazard here: what is missing is a question to the prescriber, what is misread is a wrong dose.
/// </remarks>
internal static class DoseWording
{
    /// <summary>How the expressions are run: in time linear to the text.</summary>
    public const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // A comma and three figures would be a thousand here and one thousandth elsewhere, so it is no number. Nor are figures of other
    // scripts, which \d takes and the parser refuses.
    private const string Number = @"([0-9]{1,7}(\.[0-9]{1,4}|,[0-9]{1,2})?|\.[0-9]{1,4})";

    private const string Unit =
        "(mgs?|milligrams?|mcgs?|[u\u00B5\u03BC]g|micrograms?|g|grams?|mls?|millilit(re|er)s?|tablets?|tabs?|capsules?|caps?|pills?|packets?)";

    private const string Part = @"([0-9]|[0-9]?\.5)";

    private const string Scheme =
        $@"\b{Part}\s*-\s*{Part}\s*-\s*{Part}(\s*-\s*{Part})?\b(\s*(tablets?|tabs?|capsules?|caps?)\b)?";

    // What a day may come to at most. Without the day it might be one dose's.
    private const string Most =
        $@"\b(((max(imum|\.)?|not? more than|(do )?not (take )?more than|(do )?not (to )?exceed)( of)? (?<most>{Number})\s*(?<mostUnit>{Unit})\s*(/|a\b|per\b|in\b|every\b)?\s*(day|daily|d|24\s*(hours?|hrs?|h))\b)"
        + $@"|(max(imum|\.)? daily (amount|dose)( of|:)? (?<most>{Number})\s*(?<mostUnit>{Unit})\b(\s*(/|a\b|per\b)\s*day\b)?))";

    // In the order in which they are tried where one text could be several.
    private static readonly string[] Phrases =
    [
        $@"(?<scheme>{Scheme})",
        Most,
        // "2 x 10 mg tablets"; "3 x daily" has no amount after the sign.
        $@"\b(?<count>[1-9])\s*(x|×)\s*(?<low>{Number})\s*(?<unit>mgs?|milligrams?)\b(\s*(?<form>tablets?|tabs?|capsules?|caps?)\b)?",
        $@"(?<low>{Number})(\s*(-|–|\bto\b|\bor\b)\s*(?<high>{Number}))?\s*(?<unit>{Unit})\b",
        @"\b(?<upTo>up to )?(?<times>[0-9]{1,2})(\s*(-|\bto\b)\s*(?<timesHigh>[0-9]{1,2}))?\s*(x|×|times?\b)\s*(/|a\b|per\b|each\b|every\b|in a\b)?\s*(day|daily|d)\b",
        @"\b(every|each|q)\s*(?<hours>[0-9]{1,2})(\s*(-|\bto\b)\s*(?<hoursHigh>[0-9]{1,2}))?\s*(hours?|hourly|hrs?|h)\b",
        @"\b(?<hours>[0-9]{1,2})(\s*(-|\bto\b)\s*(?<hoursHigh>[0-9]{1,2}))?\s*-?\s*hourly\b",
        @"\b(every|q)\s*(?<days>[0-9]{1,2})\s*(days?|d)\b",
        @"\b(?<alternate>(every|each) (other|second) day|(on )?alternate days|qod)\b",
        @"\b(?<quarter>qid|q\.i\.d|qds|q\.d\.s)\b|\b(?<third>tid|t\.i\.d|tds|t\.d\.s)\b|\b(?<half>bid|b\.i\.d|bd|b\.d)\b",
        @"\b(?<daily>qd|q\.d|od|daily|(every|each|per|a) day)\b|(?<daily>/\s*(day|d|24\s*h(ours?)?)\b)",
        @"\b(?<hourly>per hour)\b|(?<hourly>/\s*(hour|hr|h)\b)",
        @"(\b1 times )?\b(in the |at |every |each |before )?((?<am>mornings?|mane|q?am)|(?<noon>midday|noon|lunchtime)"
        + @"|(?<pm>evenings?|q?pm)|(?<night>nights?|nightly|nocte|bedtime|bed|q?hs))\b",
        @"\b(?<once>1 times|stat)\b",
        @"\b(?<prn>(as|when|if|whenever) (needed|required|necessary)|prn|p\.r\.n)\b",
        @"\b(for |x ?)?(?<for>[0-9]{1,3}) ?(?<forUnit>days?|weeks?|months?)\b|\bx ?(?<for>[0-9]{1,3}) ?(?<forUnit>d|wk)\b",
        @"\b(in|divided (in|into)) (?<divided>[2-6])( equal(ly)?)?( divided)? doses\b",
        // The supply: of two figures or more, because "#3" before a frequency may count tablets.
        @"#\s*[0-9]{2,4}(\s*(tablets?|tabs?|capsules?|caps?))?\b|\b[0-9]{1,2} refills?\b",
        @"\b(takes?|give|swallow|to be (taken|given|swallowed)|by mouth|oral(ly)?( route)?|p\.?o|per os|total"
        + @"|(with|after|with or after) (a |each )?(food|meals?|milk|water)( or (food|milk|water))?"
        + @"|(via|per|by|through) (an? |the )?((peg|ng|nasogastric|gastrostomy|jejunostomy|feeding|enteral)([- ]tube)?|[gj][- ]tube)"
        + @"|(for )?(muscle |leg |painful |night )*(spasms?|spasticity|stiffness|cramps?)"
        + @"|intrathecal(ly)?( route)?|(by|via) (an? |the )?((implanted|intrathecal) )*pump|(simple )?continuous(ly)?|infusion( at)?"
        + @"|(screening )?bolus( of)?|(test|screening) dose( of)?|over [0-9]{1,2} minutes?)\b",
    ];

    // The groups of all phrases at once are dear, so a phrase is found without any and then read by its own pattern. The last, which
    // says nothing of the dose and is never one of the others, comes first: it is the most frequent.
    private static readonly Regex[] WholePhrases =
        [.. Phrases[^1..].Concat(Phrases[..^1]).Select(static phrase => new Regex($@"\A({phrase})\z", Linear))];

    /// <summary>All that is understood. What lies between two finds decides whether the whole text is.</summary>
    public static readonly Regex Phrase = new(string.Join('|', Phrases), Linear);

    private static readonly Regex Space = new(@"\s+", Linear);
    private static readonly Regex NumberWord = new(@"\b(one|two|three|four|five|six|seven|eight|nine|ten|once|twice|thrice)\b", Linear);
    private static readonly Regex HalfSign = new(@"½|\b1/2\b", Linear);

    // A pattern costs as much where it finds nothing, so each is run only where a part of what it looks for stands.
    private static readonly SearchValues<string> Numbers = SearchValues.Create(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once", "twice", "thrice"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Forms = SearchValues.Create(["tab", "capsule", "packet"], StringComparison.Ordinal);
    private static readonly SearchValues<string> Halves = SearchValues.Create(["½", "1/2", "half"], StringComparison.Ordinal);
    private static readonly Regex WholeAndHalf = new(@"\b(?<whole>[0-9]{1,3})( ?(and )?½| and (a |1[- ])?half\b)", Linear);
    private static readonly Regex HalfAlone = new(@"(½|\b(1[- ]|a )?half\b)( of)?( an?\b)?", Linear);
    private static readonly Regex Article = new(@"\ban? (?<form>tablet|tab|capsule|packet)\b", Linear);
    // "One to be taken three times a day": the British way to write tablets. Not above two, where milligrams could be meant.
    private static readonly Regex BareCount = new(@"^(?<count>0\.5|1|1\.5|2) (?<taken>to be (taken|given|swallowed))\b", Linear);

    private static readonly Regex SaidTwice = new(@"\b(?<first>[0-9]{1,3})\s*\(\s*(?<second>[0-9]{1,3})\s*\)", Linear);

    /// <summary>The text in lower case with numbers as figures: "One and a half tablets 3 (three) times" is "1.5 tablets 3 times".</summary>
    public static string EvenOut(string text)
    {
        string even = OneSpace(text.ToLowerInvariant()).Trim().Replace("(s)", "s", StringComparison.Ordinal);
        even = even.ContainsAny(Numbers) ? NumberWord.Replace(even, static word => Figure(word.Value)) : even;
        if (even.ContainsAny(Halves))
        {
            even = HalfSign.Replace(even, "½");
            even = WholeAndHalf.Replace(even, "${whole}.5");
            even = Space.Replace(HalfAlone.Replace(even, "0.5 "), " ");
        }

        even = even.ContainsAny(Forms) ? Article.Replace(even, "1 ${form}") : even;
        even = even.Contains(" to be ", StringComparison.Ordinal) ? BareCount.Replace(even, "${count} tablets ${taken}") : even;
        return even.Contains('(', StringComparison.Ordinal) ? SaidTwice.Replace(even, Once).Trim() : even.Trim();
    }

    /// <summary>One find of <see cref="Phrase"/> with its groups.</summary>
    public static Match ReadPhrase(string phrase)
    {
        Match read = Match.Empty;
        for (int at = 0; at < WholePhrases.Length && !read.Success; at++)
        {
            read = WholePhrases[at].Match(phrase);
        }

        return read;
    }

    private static string OneSpace(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]) && (text[at] != ' ' || (at > 0 && text[at - 1] == ' ')))
            {
                return Space.Replace(text, " ");
            }
        }

        return text;
    }

    /// <summary>A number of the text; a comma is its decimal mark.</summary>
    public static decimal ReadNumber(string figures) =>
        decimal.Parse(figures.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string Once(Match pair) =>
        pair.Groups["first"].Value == pair.Groups["second"].Value ? pair.Groups["first"].Value : pair.Value;

    private static string Figure(string word) => word switch
    {
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "once" => "1 times",
        "twice" => "2 times",
        _ => "3 times",
    };
}
