using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>What the words for a product say of strength, form and route ("10 MG Oral Tablet", "5 mg/5 mL").</summary>
/// <param name="MgPerUnit">Milligrams in one tablet, by each wording that tells it.</param>
/// <param name="MgPerMl">Milligrams in one millilitre, by each wording that tells it.</param>
/// <param name="IsSolid">Whether a solid form is named.</param>
/// <param name="IsLiquid">Whether a liquid form is named.</param>
internal sealed record ProductWords(
    ImmutableArray<decimal> MgPerUnit, ImmutableArray<decimal> MgPerMl, bool IsSolid, bool IsLiquid)
{
    private const RegexOptions Linear = DoseWording.Linear | RegexOptions.IgnoreCase;

    // English thousands ("1,000 mcg/mL"), or a decimal point or comma. Not \d, which takes figures of other scripts too.
    private const string Number = "([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,7}([.,][0-9]{1,4})?)";

    private static readonly Regex PerMl = new(
        $@"\b(?<amount>{Number})\s*(?<unit>mg|mcg|[u\u00B5\u03BC]g|micrograms?|milligrams?|g)\s*(/|per|in)\s*(?<per>{Number})?\s*(ml|millilit(re|er)s?)\b",
        Linear);

    private static readonly Regex Amount = new(
        $@"\b{Number}\s*(mg|mcg|[u\u00B5\u03BC]g|micrograms?|milligrams?|g)\b", Linear);

    private static readonly SearchValues<char> OfFigures = SearchValues.Create("0123456789.,");

    // The jurisdictions of the clinical page write German, French and Italian too, and every one of these words counts solid pieces.
    private const string ForeignTablet = "tabletten?|comprim[ée]s?|compress[ae]|comprimidos?";
    private const string ForeignCapsule = "kapseln?|g[ée]lules?";

    private static readonly Regex Solid = new($@"\b(tablets?|tabs?|capsules?|caps?|packets?|granules|{ForeignTablet}|{ForeignCapsule})\b", Linear);
    private static readonly Regex Whole = new($@"\b(capsules?|caps?|packets?|granules|{ForeignCapsule})\b", Linear);
    private static readonly Regex Liquid = new(@"\b(solution|suspension|syrup|liquid|elixir|injection|injectable|(injektions|infusions)l(ö|oe)sung|iniettabile|ml)\b|/\s*ml\b", Linear);
    private static readonly Regex Injection = new(@"\b(injection|injectable|intrathecal|intrathekal|intrath[eé]cale?|intratecale?|(injektions|infusions)l(ö|oe)sung|iniettabile|ampoules?|vials?|prefilled syringes?)\b", Linear);
    private static readonly Regex ByMouth = new($@"\b(oral|tablets?|tabs?|capsules?|granules|packets?|{ForeignTablet}|{ForeignCapsule})\b", Linear);

    private static readonly Regex Trial = new(@"\bintrathecal trial\b", Linear);

    // A pattern costs as much where it finds nothing, so one is run only where a part of its words stands.
    private static readonly SearchValues<string> Liquids =
        SearchValues.Create(["solution", "suspension", "syrup", "liquid", "elixir", "inject", "injektions", "infusionsl", "iniett", "ml"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Millilitres = SearchValues.Create(["ml", "millilit"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Injected =
        SearchValues.Create(["inject", "injektions", "infusionsl", "iniett", "intrath", "intratec", "ampoule", "vial", "prefilled"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the words name the product of a trial dose.</summary>
    public static bool NameTrial(string words) => words.Length <= DoseText.Longest && words.ContainsAny(Injected) && Trial.IsMatch(words);

    /// <summary>Whether the words name a form that cannot be halved.</summary>
    public static bool NameWhole(string words) => words.Length <= DoseText.Longest && Whole.IsMatch(words);

    /// <summary>Reads all wordings of one product.</summary>
    public static ProductWords Read(ReadOnlySpan<string> wordings)
    {
        List<decimal> perUnit = [];
        List<decimal> perMl = [];
        string all = string.Join(" | ", wordings!);
        if (all.Length > 10 * DoseText.Longest)
        {
            return new ProductWords([], [], IsSolid: false, IsLiquid: false);
        }

        bool liquid = all.ContainsAny(Liquids) && Liquid.IsMatch(all);
        bool solid = Solid.IsMatch(all) && !liquid;
        foreach (string wording in wordings)
        {
            if (wording.ContainsAny(Millilitres))
            {
                AddPerMl(wording, perMl);
            }

            if (solid)
            {
                AddPerUnit(wording, perUnit);
            }
        }

        return new ProductWords([.. perUnit], [.. perMl], solid, liquid);
    }

    /// <summary>What all wordings of one product say of the route.</summary>
    public static Route RouteIn(ReadOnlySpan<string> wordings)
    {
        string all = string.Join(" | ", wordings!);
        return all.Length > 10 * DoseText.Longest ? Route.Unknown
            : all.ContainsAny(Injected) && Injection.IsMatch(all) ? Route.Intrathecal
            : ByMouth.IsMatch(all) ? Route.Oral
            : Route.Unknown;
    }

    /// <summary>Milligrams in one unit of the denominator; null when either number is none.</summary>
    public static decimal? Strength(decimal mg, decimal per) =>
        mg is > 0 and < 1_000_000 && per is >= 0.001m and < 1_000_000 ? mg / per : null;

    private static void AddPerMl(string wording, List<decimal> strengths)
    {
        for (Match said = PerMl.Match(wording); said.Success; said = said.NextMatch())
        {
            GroupCollection parts = said.Groups;
            decimal per = parts["per"].Success ? Figures(parts["per"].Value) : 1;
            if (Strength(Mg(parts["amount"].Value, parts["unit"].Value), per) is { } strength)
            {
                strengths.Add(strength);
            }
        }
    }

    private static void AddPerUnit(string wording, List<decimal> strengths)
    {
        foreach (ValueMatch said in Amount.EnumerateMatches(wording))
        {
            ReadOnlySpan<char> amount = wording.AsSpan(said.Index, said.Length);
            int figures = amount.IndexOfAnyExcept(OfFigures);
            if (Strength(Mg(amount[..figures].ToString(), amount[figures..].ToString()), 1) is { } strength)
            {
                strengths.Add(strength);
            }
        }
    }

    private static decimal Mg(string figures, string unit) => DoseUnits.Read(null, unit) switch
    {
        DoseUnit.Microgram => Figures(figures) / 1000,
        DoseUnit.Gram => Figures(figures) * 1000,
        _ => Figures(figures),
    };

    private static decimal Figures(string figures)
    {
        if (figures.Contains(',', StringComparison.Ordinal))
        {
            bool thousands = figures.Split(',')[1..].All(static group => group.Length == 3);
            figures = thousands ? figures.Replace(",", "", StringComparison.Ordinal) : figures.Replace(',', '.');
        }

        return decimal.Parse(figures, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }
}
