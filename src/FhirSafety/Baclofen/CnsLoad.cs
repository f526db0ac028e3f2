using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Several drugs that act on the brain, baclofen among them (clinical page, <c>cns-load</c>).</summary>
internal static class CnsLoad
{
    public const string Id = "cns-load";

    // Three names of this length leave room for the number and the words within a summary.
    private const int NamesInSummary = 3;
    private const int LongestName = 24;

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, "sedation", indicator => indicator == Indicator.Info ? 16 : 13, ["established-tolerated", "specialist-advice"]),
        HookSets.Sign,
        PrecautionNeeds.Therapy,
        Judge)
    {
        Levels = ["older", "younger"],
        Roles = [OrderRole.Draft, OrderRole.Paired],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> others = CnsDrugs.Of(order);
        if (order.Role == OrderRole.Paired && !others.Any(drug => drug.IsOrdered))
        {
            return new Verdict.DoesNotApply("no such drug is ordered");
        }

        int count = others.Length + 1;
        OlderLimits limits = order.Policy.Older;
        bool isTaper = order.Role == OrderRole.Draft && order.IsTaper;
        if (order.IsStableRenewal
            || ((isTaper || order.Role == OrderRole.Paired) && !others.Any(drug => drug.IsOrdered && !Pairs.IsStable(order, drug))))
        {
            return !isTaper && count >= limits.CnsDrugs && PairVerdict.Unseen(order) is { } gap
                ? gap with { Facts = OrderFacts.Of(order) }
                : new Verdict.Silent("a stable renewal, or a taper") { Facts = OrderFacts.Of(order) };
        }

        int many = order.IsOlder ? limits.CnsDrugs : limits.CnsDrugsYounger;
        if (count < many)
        {
            return order.Age is null && count >= limits.CnsDrugs ? order.AgeNotKnown()
                : order.Patient.Medications.IsWhole ? new Verdict.Silent("fewer drugs that act on the brain") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = OrderFacts.Of(order) };
        }

        // What makes the number only by free text, or by an order to be confirmed, counts a step less.
        Indicator level = order.Policy.Level(Id, order.IsOlder ? "older" : "younger");
        bool isSure = others.Count(drug => drug.IsSure(order)) + 1 >= many;
        return new Verdict.Found(isSure ? level : level.Lower(), Message(order, others, count))
        {
            // The count takes the place of the single classes; an opioid keeps its card.
            IsBullet = !PairedDrug.Of(order, Opioid.Set).IsEmpty,
            Facts = [.. others.Select(drug => new Fact("cns drug", drug.Ingredient, drug.Since, drug.Records[0].Source) { Compared = drug.Doses }), .. OrderFacts.Of(order)],
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, ImmutableArray<PairedDrug> others, int count)
    {
        (string, string) number = ("n", count.ToString(CultureInfo.InvariantCulture));
        string names = string.Join(", ", others.Take(NamesInSummary).Select(drug => Short(drug.ShortName)));
        int more = others.Length - NamesInSummary;
        return CardText.Of(
            order,
            Id,
            more > 0
                ? new("cns-load.summaryMore", number, ("names", names), ("more", more.ToString(CultureInfo.InvariantCulture)))
                : new("cns-load.summary", number, ("names", names)),
            new Phrase("cns-load.found", ("names", string.Join(", ", others.Select(drug => Short(drug.ShortName))))));
    }

    private static string Short(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");
}
