using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FhirSafety.Memory;

/// <summary>
/// Seals what a verdict rests on, so that the same facts of the same patient can be recognised later by whoever holds the key,
/// and by nobody else.
/// </summary>
/// <remarks>
/// Keyed for each patient: bands and doses are so few that a bare hash could be looked up in a table of all of them.
/// Dates, resource ids and drifting measures stay out (clinical page, section 9, rule 2: rule, band or code, dose, interacting codes).
/// </remarks>
/// <param name="key">The patient's key; at least 32 bytes.</param>
public sealed class FactsSeal(ImmutableArray<byte> key)
{
    /// <summary>The sealed facts of a judgement; null when they are too little known to be the same twice.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="mgADay">A dose to seal in place of the one judged, in mg a day; null for the one judged.</param>
    public string? Of(Judgement judgement, decimal? mgADay = null)
    {
        ImmutableArray<Fact> facts = judgement.Verdict.Facts;
        ImmutableArray<Fact> deciding = [.. facts.Where(fact => fact.Bearing is FactBearing.Decides or FactBearing.Dose)];
        if (deciding.IsEmpty || facts.Any(fact => fact.Bearing == FactBearing.Unsure) || (mgADay is not null && !deciding.Any(IsDose)))
        {
            return null;
        }

        StringBuilder text = new(judgement.Precaution.Id);
        foreach (Fact fact in deciding.OrderBy(fact => fact.Name, StringComparer.Ordinal).ThenBy(fact => fact.Value, StringComparer.Ordinal))
        {
            string value = IsDose(fact) && mgADay is { } other ? Dose(other) : fact.Value;
            text.Append('\n').Append(fact.Name).Append('=').Append(value).Append(fact.Compared);
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key.AsSpan(), Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }

    /// <summary>A dose as a fact of the bearing <see cref="FactBearing.Dose"/> writes it.</summary>
    public static string Dose(decimal mgADay) => string.Create(CultureInfo.InvariantCulture, $"{mgADay:0.##} mg/day");

    private static bool IsDose(Fact fact) => fact.Bearing == FactBearing.Dose;
}
