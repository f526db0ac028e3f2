using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A liquid without its strength, or by volume alone (clinical page, <c>liquid-strength</c>): strengths differ ten-fold.</summary>
internal static class LiquidStrength
{
    public const string Id = "liquid-strength";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, Id, indicator => indicator == Indicator.Info ? 16 : 12, ["already-addressed"]), HookSets.Sign, PrecautionNeeds.Therapy, Judge)
    {
        Levels = ["unknownOrChanged", "volumeOnly"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        DrugProduct product = order.Order.Product;
        if (!order.IsOral || !(product.IsLiquid || order.Order.Dose.Written.Any(amount => amount.Unit == DoseUnit.Millilitre)))
        {
            return new Verdict.DoesNotApply("not an oral liquid");
        }

        decimal? before = order.Patient.Running.Items
            .Where(running => running.Product.MgPerMl is not null && !Pump.IsPump(running))
            .OrderByDescending(running => running.AuthoredOn)
            .Select(running => running.Product.MgPerMl)
            .FirstOrDefault();
        bool told = order.Order.Instructed.Contains("liquidStrength");
        return product.MgPerMl switch
        {
            null => Found(order, "unknownOrChanged", new($"{Id}.summaryUnknown"), told),
            { } now when before is { } then && then != now =>
                Found(order, "unknownOrChanged", new($"{Id}.summaryChanged", ("before", Shown.Number(then)), ("mgml", Shown.Number(now))), told),
            { } now when order.Order.Dose.Written is { IsEmpty: false } written && written.All(amount => amount.Unit == DoseUnit.Millilitre) =>
                Found(order, "volumeOnly", new($"{Id}.summary", ("mgml", Shown.Number(now))), told),
            _ => new Verdict.Silent("dose in mg and strength are stated") { Facts = OrderFacts.Of(order) },
        };
    }

    private static Verdict.Found Found(OrderUnderCheck order, string level, Phrase summary, bool told) =>
        new Verdict.Found(told ? Indicator.Info : order.Policy.Level(Id, level), CardText.Of(order, Id, summary))
        {
            Facts = [new("strength", order.Order.Product.MgPerMl is { } mgPerMl ? $"{Shown.Number(mgPerMl)} mg/mL" : "not known", null, order.Order.Source), .. OrderFacts.Of(order)],
            Acts = told ? [] : DoseActs.InOrder(order, Instruction(order)),
        };

    // Only what is known can be told to the patient: one dose in mg and the strength.
    private static Act.Instruct? Instruction(OrderUnderCheck order) =>
        order is { Order: { Source: { } id, Product.MgPerMl: { } mgPerMl }, Dose.LargestSingleMg: var single }
            ? new Act.Instruct(id, "liquidStrength") { Arguments = [("mg", Shown.Number(single)), ("mgml", Shown.Number(mgPerMl))] }
            : null;
}
