using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on the pump share: one card, of which only the most severe is said.</summary>
internal static class Pump
{
    /// <summary>The card they are on.</summary>
    public const string Group = "pump";

    /// <summary>A precaution on the pump as the composer knows it.</summary>
    public static Precaution Info(string id, params ImmutableArray<string> overrides) => new(
        id,
        Group,
        indicator => indicator switch { Indicator.Critical => 3, Indicator.Warning => id == PumpRefill.Id ? 12 : 3, _ => 16 },
        overrides)
    {
        OnlyWorstOfGroup = true,
    };

    /// <summary>Whether an order is given into the spine.</summary>
    public static bool IsPump(DrugOrder order) => order.Route is Route.Intrathecal or Route.Epidural;

    /// <summary>Calls the team that looks after the pump.</summary>
    public static Act Team(string due) => new Act.CreateTask("pumpTeam", due);

    /// <summary>What is said: the order and what was found, why an empty pump is feared, and the sentences of the precaution.</summary>
    /// <inheritdoc cref="Withdrawal.Message"/>
    public static FindingMessage Message(OrderUnderCheck order, string id, Phrase summary, string act, params ReadOnlySpan<Phrase> found) => new(
        summary, [.. OrderLine.Of(order), .. found], [new("pump.why")], [new($"{id}.{act}")], new($"{id}.sources"));

    /// <summary>Micrograms a day; null when not known.</summary>
    public static decimal? Mcg(DrugOrder order) => (order.Dose as DailyDose.Intrathecal)?.McgADay;

    /// <summary>Whether an order gives no more a day than what runs, and takes its place: one that stays beside it adds to it.</summary>
    public static bool IsKept(OrderUnderCheck order) =>
        !IsTrial(order.Order)
        && order.Therapy is { RunningBeside.IsEmpty: true, DraftsBeside.IsEmpty: true }
        && Mcg(order.Order) <= Therapy.RunningOf(order.Patient, order.Order).Where(running => !IsTrial(running)).Max(Mcg);

    /// <summary>Whether an order is a trial or test dose.</summary>
    public static bool IsTrial(DrugOrder order) => order.Dose is DailyDose.Intrathecal { IsBolus: true };
}
