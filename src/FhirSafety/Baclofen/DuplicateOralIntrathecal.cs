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
        ImmutableArray<DrugOrder> others = [.. order.Patient.Running.Items.Where(running => IsPump(running) != draftIsPump)];
        if (others.IsEmpty)
        {
            return order.Therapy.IsKnown
                ? new Verdict.Silent("only one route") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("medications", order.Patient.Running.Gap) { Facts = OrderFacts.Of(order) };
        }

        return new Verdict.Found(order.Policy.Level(Id, Level(order, others, draftIsPump)), CardText.Of(order, Id, new($"{Id}.summary")))
        {
            Facts = [.. others.Select(other => new Fact("running", draftIsPump ? "oral order" : "intrathecal order", other.AuthoredOn, other.Source)), .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, new Act.CreateTask("oralTaperPlan", "due.now")),
        };
    }

    private static string Level(OrderUnderCheck order, ImmutableArray<DrugOrder> others, bool draftIsPump)
    {
        IntrathecalLimits limits = order.Policy.Intrathecal;
        DateOnly today = order.Patient.Today;
        bool unchanged = order.Therapy is { IsNewStart: false } && !order.IsRaised
            && order.Therapy.Since < today.AddDays(-limits.PairDays)
            && others.All(other => other.AuthoredOn < today.AddDays(-limits.PairDays));
        if (unchanged || order.IsTaper)
        {
            return "unchanged";
        }

        DateOnly? pumpSince = draftIsPump ? order.Therapy.IsNewStart ? today : order.Therapy.Since : others.Min(other => other.AuthoredOn);
        if (pumpSince >= today.AddDays(-limits.PumpStartDays))
        {
            return "pumpStart";
        }

        decimal? oral = draftIsPump ? others.Sum(other => (other.Dose as DailyDose.Oral)?.MostMg ?? 0m) : order.KnownMg;
        bool unread = draftIsPump ? others.Any(other => other.Dose is not DailyDose.Oral) : order.MayBeMore;
        return oral >= limits.OralCritical || unread ? "highOral" : "lowOral";
    }

    private static bool IsPump(DrugOrder order) => order.Route is Route.Intrathecal or Route.Epidural;
}
