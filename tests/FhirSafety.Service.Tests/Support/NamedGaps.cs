using System.Collections.Frozen;
using FhirSafety.Cards;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Service.Tests.Support;

/// <summary>How a card names a need that was not met: the sentences of the words file that speak of it, with the reason filled in.</summary>
/// <param name="words">What cards say.</param>
internal sealed class NamedGaps(Words words)
{
    private static readonly string[] Drugs = ["notChecked.interactions", "notChecked.medicationsForDrug", "pair.notSeen:pair.medicines", "condition.notSeen:name.medicines"];

    private static readonly string[] Diagnoses = ["notChecked.conditions", "pair.notSeen:pair.conditions", "notChecked.birth"];

    /// <summary>By need the keys of the sentences; after a colon what the sentence speaks of.</summary>
    private static readonly FrozenDictionary<Need, string[]> Sentences = new Dictionary<Need, string[]>
    {
        [Need.Medications] = [.. Drugs, "notChecked.medications", "notChecked.dischargeList", "therapy.notSeen"],
        [Need.Statements] = Drugs,
        [Need.Dispenses] = [.. Drugs, "notChecked.supply"],
        [Need.Administrations] = ["notChecked.pumpRefill"],
        [Need.Allergies] = ["notChecked.allergies"],
        [Need.KidneyLabs] = ["notChecked.kidneyLabs", "notChecked.kidneyFunction", "notChecked.yearlyTests", "renal-data.summary", "pair.notSeen:pair.kidneys"],
        [Need.Conditions] = [.. Diagnoses, "notChecked.pumpSigns"],
        [Need.BodySize] = ["notChecked.kidneyLabs", "renal-data.summary", "paed-weight.summary"],
        [Need.Procedures] = ["notChecked.procedures", "notChecked.birth"],
        [Need.ServiceRequests] = ["notChecked.procedures"],
        [Need.Pregnancy] = ["notChecked.pregnancy"],
        [Need.VitalSigns] = ["notChecked.bloodPressure", "notChecked.saturation", "condition.notSeen:name.saturation"],
        [Need.Encounter] = ["notChecked.encounter", "notChecked.admission"],
        [Need.Appointments] = ["notChecked.pumpRefill"],
        [Need.OtherLabs] = ["notChecked.liverTests", "notChecked.yearlyTests", "notChecked.creatineKinase"],
    }.ToFrozenDictionary();

    /// <summary>Whether the texts of an answer name a need, for one of some reasons, or because something could not be worked out without it.</summary>
    public bool Name(IReadOnlyCollection<string> texts, Need need, params IEnumerable<MissingReason> reasons) =>
        Sentences.GetValueOrDefault(need, []).SelectMany(sentence => reasons.Select(reason => Said(sentence, need == Need.BodySize ? MissingReason.NotComputable : reason)))
            .Any(said => texts.Any(text => text.Contains(said, StringComparison.OrdinalIgnoreCase)));

    private string Said(string sentence, MissingReason reason)
    {
        string why = words[$"why.{reason}"];
        return sentence switch
        {
            "renal-data.summary" => words[$"{sentence}{reason}"],
            _ when sentence.Split(':') is [var key, var what] => words[key].Replace("{what}", words[what], StringComparison.Ordinal).Replace("{why}", why, StringComparison.Ordinal),
            _ => words[sentence].Replace("{why}", why, StringComparison.Ordinal),
        };
    }
}
