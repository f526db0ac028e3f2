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
        if (order.Role == OrderRole.Paired && !order.Patient.Medications.Items.Any(drug => drug.IsDraft && CnsDrugs.Includes(drug)))
        {
            return new Verdict.DoesNotApply("no such drug is ordered");
        }

        if (order.IsStableRenewal || (order.Role == OrderRole.Draft && order.IsTaper) || (order.Role == OrderRole.Paired && !CnsDrugs.OrdersNews(order)))
        {
            return new Verdict.Silent("a stable renewal, or a taper") { Facts = OrderFacts.Of(order) };
        }

        ImmutableArray<(string Ingredient, string Name)> others = CnsDrugs.Of(order);
        int count = others.Length + 1;
        OlderLimits limits = order.Policy.Older;
        if (count < (order.IsOlder ? limits.CnsDrugs : limits.CnsDrugsYounger))
        {
            return order.Age is null && count >= limits.CnsDrugs ? order.AgeNotKnown()
                : order.Patient.Medications.IsWhole ? new Verdict.Silent("fewer drugs that act on the brain") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("interactions", order.Patient.Medications.Gap) { Facts = OrderFacts.Of(order) };
        }

        return new Verdict.Found(order.Policy.Level(Id, order.IsOlder ? "older" : "younger"), Message(order, others, count))
        {
            Facts = [.. others.Select(one => new Fact("cns drug", one.Ingredient)), .. OrderFacts.Of(order)],
        };
    }

    private static FindingMessage Message(OrderUnderCheck order, ImmutableArray<(string Ingredient, string Name)> others, int count)
    {
        (string, string) number = ("n", count.ToString(CultureInfo.InvariantCulture));
        string names = string.Join(", ", others.Take(NamesInSummary).Select(one => Short(one.Name)));
        int more = others.Length - NamesInSummary;
        return CardText.Of(
            order,
            Id,
            more > 0
                ? new("cns-load.summaryMore", number, ("names", names), ("more", more.ToString(CultureInfo.InvariantCulture)))
                : new("cns-load.summary", number, ("names", names)),
            new Phrase("cns-load.found", ("names", string.Join(", ", others.Select(one => Short(one.Name))))));
    }

    private static string Short(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");
}
