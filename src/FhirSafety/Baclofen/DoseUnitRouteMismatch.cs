using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>
/// Milligrams into the spine, micrograms by mouth, the wrong product for the route, or a route by which it is never given
/// (clinical page, <c>dose-unit-route-mismatch</c>): a thousand-fold error.
/// </summary>
internal static class DoseUnitRouteMismatch
{
    public const string Id = "dose-unit-route-mismatch";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, Id, indicator => indicator == Indicator.Info ? 16 : 1, ["data-wrong", "specialist-advice"]),
        HookSets.SelectAndSign,
        [.. PrecautionNeeds.Therapy, Reading.Need.BodySize],
        Judge)
    {
        Levels = ["conflict", "ask", "note"],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        (string level, string what)? conflict = Conflict(order);
        if (conflict is not var (level, what))
        {
            return new Verdict.Silent("unit, product and route fit") { Facts = OrderFacts.Of(order) };
        }

        return new Verdict.Found(order.Policy.Level(Id, level), Message(order, what))
        {
            Facts = [new("conflict", what, null, order.Order.Source), .. OrderFacts.Of(order)],
            Acts = level == "conflict" ? DoseActs.InOrder(order, DoseActs.NotToStart(order)) : [],
        };
    }

    private static (string Level, string What)? Conflict(OrderUnderCheck order)
    {
        DrugOrder ordered = order.Order;
        ImmutableArray<WrittenAmount> written = ordered.Dose.Written;
        return ordered switch
        {
            { Route: Route.Wrong } => ("conflict", "wrongRoute"),
            { Product.Route: Route.Intrathecal, StatedRoute: Route.Oral } => ("conflict", "injectionByMouth"),
            { Product.Route: Route.Oral, StatedRoute: Route.Intrathecal or Route.Epidural } => ("conflict", "oralIntoSpine"),
            { Route: Route.Intrathecal or Route.Epidural } when IsMilligramsIntoSpine(ordered.Dose, order.Policy.Regimen.MgIntoSpine) => ("conflict", "milligramsIntoSpine"),
            { Product.Route: Route.Intrathecal, StatedRoute: Route.Unknown } => ("ask", "routeOfInjection"),
            { Route: Route.Unknown } when written.Any(amount => amount.Unit == DoseUnit.Microgram) => ("ask", "routeOfMicrograms"),
            { Route: not (Route.Intrathecal or Route.Epidural) } when IsTinyByMouth(order, written) => ("conflict", "tinyByMouth"),
            { Route: Route.Oral } when written.Any(amount => amount.Unit == DoseUnit.Microgram) => ("note", "microgramsByMouth"),
            { Route: Route.Intrathecal or Route.Epidural } when written.Any(IsMilligrams) => ("note", "readAsMicrograms"),
            _ => null,
        };
    }

    private static bool IsMilligrams(WrittenAmount amount) => amount.Unit is DoseUnit.Milligram or DoseUnit.Gram;

    // By the day where the day's dose is known, else by the one amount that is.
    private static bool IsMilligramsIntoSpine(DailyDose dose, decimal leastMg)
    {
        decimal? mgADay = dose switch
        {
            DailyDose.Intrathecal known => known.McgADay / 1000m,
            DailyDose.Unresolved { AtLeastMg: { } atLeast } => atLeast,
            _ => dose.Written.Max(amount => amount.Mg),
        };
        return dose.Written.Any(IsMilligrams) && mgADay >= leastMg;
    }

    private static bool IsTinyByMouth(OrderUnderCheck order, ImmutableArray<WrittenAmount> written)
    {
        decimal least = LeastSingle(order);
        return written.Any(amount => !amount.IsRate && amount.Mg < least);
    }

    /// <summary>A single dose by mouth below this is taken for one in micrograms, mg.</summary>
    internal static decimal LeastSingle(OrderUnderCheck order)
    {
        RegimenLimits limits = order.Policy.Regimen;
        if (!order.IsSurelyChild)
        {
            return limits.LeastSingleAdult;
        }

        // A weight of long ago is too low, and so would be the dose it lets pass.
        BodyMeasure? weight = BodySize.ChildWeight(order.Patient, order.Age < 2 ? order.Policy.Child.WeightDaysUnder2 : order.Policy.Child.WeightDays);
        return weight is null ? limits.LeastSingleChild : limits.LeastSingleChildPerKg * weight.Value;
    }

    private static FindingMessage Message(OrderUnderCheck order, string what)
    {
        string amount = order.Order.Dose.Written is [var first, ..] ? $"{Shown.Number(first.Value)} {Unit(first.Unit)}" : "";
        Phrase summary = amount.Length == 0
            ? new Phrase($"{Id}.summaryNoDose") { Terms = [("what", $"{Id}.{what}")] }
            : new Phrase($"{Id}.summary", ("amount", amount)) { Terms = [("what", $"{Id}.{what}")] };
        return CardText.Of(order, Id, summary);
    }

    private static string Unit(DoseUnit unit) => unit switch
    {
        DoseUnit.Milligram => "mg",
        DoseUnit.Microgram => "mcg",
        DoseUnit.Gram => "g",
        DoseUnit.Millilitre => "mL",
        _ => "units",
    };
}
