using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What a card says of a pair of drugs.</summary>
internal static class PairText
{
    // Every drug is in the summary's list as far as that has room; the detail shows so many in full.
    private const int MostLines = 6;

    /// <summary>The message: the drugs with their dates, what makes it worse, and what was not seen.</summary>
    public static FindingMessage Message(OrderUnderCheck order, PairFinding finding, bool isStable) => CardText.Of(
        order,
        finding.Id,
        finding.Summary ?? new($"{finding.Id}.summary", ("drug", Names(finding.Drugs))),
        [
            .. finding.Drugs.Take(MostLines).Select(drug => Line(order, drug)),
            .. finding.Risks,
            .. isStable ? [new Phrase("pair.stable", ("days", Days(order)))] : (Phrase[])[],
            .. NotSeen(order),
        ]);

    /// <summary>The names for a summary; what is too long is cut where it is shown.</summary>
    public static string Names(IEnumerable<PairedDrug> drugs) => string.Join(", ", drugs.Select(drug => drug.ShortName).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>A sentence on a list that was not seen whole, so that something worse may have been missed.</summary>
    public static Phrase NotSeen(string what, MissingReason gap) => new("pair.notSeen") { Terms = [("what", $"pair.{what}"), ("why", $"why.{gap}")] };

    private static IEnumerable<Phrase> NotSeen(OrderUnderCheck order)
    {
        if (!order.Patient.Medications.IsWhole)
        {
            yield return NotSeen("medicines", order.Patient.Medications.Gap);
        }
    }

    private static Phrase Line(OrderUnderCheck order, PairedDrug drug)
    {
        (string, string) name = ("drug", drug.FullName);
        return drug switch
        {
            { IsNew: true } => new("pair.ordered", name),
            _ when drug.IsOld(order) => new("pair.older", name, ("date", Shown.Date(drug.Records.Max(record => record.AuthoredOn)))),
            { IsOrdered: true, Since: { } since } => new("pair.renewed", name, ("date", Shown.Date(since))),
            { Since: { } since } => new("pair.since", name, ("date", Shown.Date(since))),
            _ => new(drug.IsOrdered ? "pair.renewedUndated" : "pair.undated", name),
        };
    }

    private static string Days(OrderUnderCheck order) => order.Policy.Interactions.StableDays.ToString(CultureInfo.InvariantCulture);
}
