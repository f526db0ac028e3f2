using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A dose that cannot be read at signing: the checks on dose did not run (clinical page, <c>dose-unresolved</c>).</summary>
internal static class DoseUnresolved
{
    public const string Id = "dose-unresolved";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, "reading", _ => 16, []), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["note"],
    };

    /// <summary>What must be said of how the dose was read, such as a text that says otherwise.</summary>
    public static ImmutableArray<Phrase> Remarks(OrderUnderCheck order) =>
        order.Dose is { Remarks: { IsEmpty: false } remarks }
            ? [.. remarks.Select(remark => remark.Kind is DoseRemarkKind.TextDiffers or DoseRemarkKind.ReadFromText
                ? new Phrase($"remark.{remark.Kind}", ("text", remark.Text ?? ""))
                : new Phrase($"remark.{remark.Kind}"))]
            : [];

    private static Verdict Judge(OrderUnderCheck order)
    {
        string? problem = order.Order.Dose switch
        {
            DailyDose.Unresolved unresolved => unresolved.Problem.ToString(),
            DailyDose.NotYetKnown => "NotStated",
            DailyDose.Oral { Implausible: true } => nameof(DoseProblem.Implausible),
            _ => null,
        };
        return problem is null
            ? new Verdict.Silent("the dose was read") { Facts = OrderFacts.Of(order) }
            : new Verdict.Found(order.Policy.Level(Id, "note"), Message(order, problem)) { Facts = [new Fact("problem", problem, null, order.Order.Source) { Bearing = FactBearing.Unsure }] };
    }

    private static FindingMessage Message(OrderUnderCheck order, string problem) => new(
        Summary(order),
        [new($"problem.{problem}"), new("order.named", ("drug", order.Order.Product.Display))],
        [],
        [Limits(order)],
        new("dose-unresolved.sources"));

    private static Phrase Summary(OrderUnderCheck order) => order.Order.Dose switch
    {
        DailyDose.Oral { MostMg: var most } => new("dose-unresolved.summaryImplausible", ("dose", Shown.Number(most))),
        DailyDose.Unresolved { Problem: not DoseProblem.Implausible, AtLeastMg: { } atLeast } => new("dose-unresolved.summaryPart", ("dose", Shown.Number(atLeast))),
        _ => new("dose-unresolved.summary"),
    };

    private static Phrase Limits(OrderUnderCheck order)
    {
        string max = Shown.Number(order.Policy.MaxDaily);
        return order switch
        {
            { IsOral: false } => new("dose-unresolved.limitsPump"),
            { IsChild: true } => new("dose-unresolved.limitsChild"),
            { Band: { } band } => new("dose-unresolved.limitsKidney", ("max", max), ("cap", Shown.Number(DoseAdvice.Cap(order, band)))),
            _ => new("dose-unresolved.limits", ("max", max)),
        };
    }
}
