using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>What the patient takes, for triage: running orders, and what only statements and supplies show.</summary>
/// <remarks>
/// The drug is active by a statement or a lasting supply as much as by an order (clinical page, section 3, what counts as active), so triage
/// asks for the three together, side by side. Of an EHR that sends no statements or dispenses, as most do, the orders are believed
/// alone: to call every opioid order there "not checked" would be noise. A list that failed to be read is another thing, and what did
/// come counts: a record whose drug cannot be told may be the one.
/// </remarks>
/// <param name="Drugs">The drugs, identified.</param>
/// <param name="Gap">Why the lists were not seen whole; <see cref="MissingReason.NoneOnFile"/> when a drug that is not in them is not taken.</param>
internal sealed record TakenDrugs(ImmutableArray<OrderedDrug> Drugs, MissingReason Gap)
{
    // Clinical page, section 3: a supply counts until 14 days past its end.
    private const int GraceDays = 14;

    private static readonly ImmutableArray<Need> Lists = [Need.Medications, Need.Statements, Need.Dispenses];

    private static readonly ImmutableArray<Need> ListsAtDischarge = [.. Lists, Need.EndedOrders];

    /// <summary>What has to be gathered for it. Where a stay ends, the drug may stand only among the orders that were stopped in it.</summary>
    public static ImmutableArray<Need> NeedsOf(string hook) => hook == "encounter-discharge" ? ListsAtDischarge : Lists;

    /// <summary>Whether any of the drugs is of a kind.</summary>
    public bool Holds(DrugIdentity identity) => Drugs.Any(drug => drug.Identity == identity);

    /// <summary>Picks out what counts today, wide rather than narrow: what is in is judged with all its dates later.</summary>
    public static TakenDrugs Of(ImmutableDictionary<Need, NeedData> gathered, OrderedDrugs drugs, ReadingContext context)
    {
        DateOnly lastEnd = DateOnly.FromDateTime(context.Now.DateTime).AddDays(-GraceDays);
        return new TakenDrugs(
        [
            .. gathered[Need.Medications].Resources.Where(order => !References.IsTrue(order, "doNotPerform"u8)).Select(drugs.IdentifyChosen),
            .. (gathered.GetValueOrDefault(Need.EndedOrders)?.Resources ?? []).Select(drugs.Identify).Where(order => order.Identity == DrugIdentity.Monitored),
            .. gathered[Need.Statements].Resources.Where(DrugRecordReader.IsTaken).Select(drugs.IdentifyRecord),
            .. gathered[Need.Dispenses].Resources.Where(dispense => DrugRecordReader.IsHandedOut(dispense) && !HasRunOut(dispense)).Select(drugs.IdentifyRecord),
        ],
            GapOf(gathered));

        bool HasRunOut(JsonElement dispense) =>
            References.Object(dispense, "daysSupply"u8) is { } supply
            && OrderDates.DaysOf(supply) is { } days
            && DrugRecordReader.SuppliedOn(dispense, context.Zone) is { } supplied
            && supplied < lastEnd
            && supplied.AddDays(days) < lastEnd;
    }

    private static MissingReason GapOf(ImmutableDictionary<Need, NeedData> gathered) =>
        gathered[Need.Medications].Gap is var orders and not MissingReason.NoneOnFile
            ? orders
            : gathered.OrderBy(list => list.Key).Select(list => list.Value.Gap)
                .FirstOrDefault(gap => gap is not (MissingReason.NoneOnFile or MissingReason.NotSupplied), MissingReason.NoneOnFile);
}
