using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>By mouth and into the spine at once (clinical page, <c>duplicate-oral-intrathecal</c>).</summary>
internal static class DuplicateOralIntrathecal
{
    public const string Id = "duplicate-oral-intrathecal";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(
            Id,
            Id,
            indicator => indicator switch { Indicator.Critical => 8, Indicator.Warning => 12, _ => 16 },
            ["specialist-advice", "taper-arranged"]),
        HookSets.SelectAndSign,
        PrecautionNeeds.Therapy,
        Judge)
    {
        Levels = ["pumpStart", "highOral", "lowOral", "unchanged"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        bool draftIsPump = !order.IsOral;
        ImmutableArray<DrugOrder> others = [.. order.Patient.Running.Items.Where(running => Pump.IsPump(running) != draftIsPump)];
        RunningRecords records = RunningRecords.Of(order.Patient, draftIsPump ? Route.Oral : Route.Intrathecal, order.Policy.Therapy);
        if (others.IsEmpty && !records.ShowTaking)
        {
            return order.Therapy.IsKnown
                ? new Verdict.Silent("only one route") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        return new Verdict.Found(order.Policy.Level(Id, Level(order, others, records)), CardText.Of(order, Id, new($"{Id}.summary")))
        {
            Facts = [.. Facts(others, records, draftIsPump ? "oral" : "intrathecal"), .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, new Act.CreateTask("oralTaperPlan", "due.now")),
        };
    }

    private static string Level(OrderUnderCheck order, ImmutableArray<DrugOrder> others, RunningRecords records)
    {
        IntrathecalLimits limits = order.Policy.Intrathecal;
        DateOnly today = order.Patient.Today;
        bool draftIsPump = !order.IsOral;
        DateOnly? otherSince = records.Since(others, today, order.Policy.Therapy);
        if (order.IsTaper || IsUnchanged(order, others, otherSince))
        {
            return "unchanged";
        }

        DateOnly? pumpSince = draftIsPump ? order.Therapy.IsNewStart ? today : order.Therapy.Since : otherSince;
        if (pumpSince >= today.AddDays(-limits.PumpStartDays))
        {
            return "pumpStart";
        }

        decimal? oral = !draftIsPump ? order.KnownMg : others.IsEmpty ? records.StatedMg : others.Sum(other => (other.Dose as DailyDose.Oral)?.MostMg ?? 0m);
        bool unread = !draftIsPump ? order.MayBeMore : oral is null || others.Any(other => other.Dose is not DailyDose.Oral);
        return oral >= limits.OralCritical || unread ? "highOral" : "lowOral";
    }

    private static bool IsUnchanged(OrderUnderCheck order, ImmutableArray<DrugOrder> others, DateOnly? otherSince)
    {
        DateOnly before = order.Patient.Today.AddDays(-order.Policy.Intrathecal.PairDays);
        return !order.IsRaised && order.Therapy is { IsNewStart: false } && order.Therapy.Since < before && otherSince < before && others.All(other => other.AuthoredOn < before);
    }

    // Statements and supplies speak where no order of the other route was seen: what another practice fills is in no list of orders.
    private static IEnumerable<Fact> Facts(ImmutableArray<DrugOrder> others, RunningRecords records, string route) => others.IsEmpty
        ? records.Taken.Select(statement => new Fact("running", $"{route} statement", statement.StartsOn, statement.Source))
            .Concat(records.Supplied.Select(supply => new Fact("running", $"{route} supply", supply.SuppliedOn, supply.Source)))
        : others.Select(other => new Fact("running", $"{route} order", other.AuthoredOn, other.Source));
}
