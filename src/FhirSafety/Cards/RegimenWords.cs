using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Cards;

/// <summary>A regimen as people read it and as a Dosage writes it.</summary>
internal static class RegimenWords
{
    private static readonly string[][] Times = [[], ["MORN"], ["MORN", "NIGHT"], ["MORN", "NOON", "NIGHT"], ["MORN", "NOON", "EVE", "NIGHT"]];

    /// <summary>"5 mg three times daily", or the parts of the day where they differ.</summary>
    public static string Of(Words words, Regimen regimen) => regimen.IsEven
        ? words.Plain(new($"regimen.{regimen.Parts.Length}", ("amount", Amount(regimen.Parts[0]))))
        : string.Join(", ", regimen.Parts.Select((part, place) =>
            words.Plain(new("regimen.part", ("amount", Amount(part)), ("when", words[$"when.{TimeOf(regimen, place)}"])))));

    /// <summary>The time of day of a part, as FHIR's EventTiming writes it.</summary>
    public static string TimeOf(Regimen regimen, int place) => Times[regimen.Parts.Length][place];

    /// <summary>An amount without trailing zeros.</summary>
    public static string Amount(decimal mg) => mg.ToString("0.##", CultureInfo.InvariantCulture);
}
