using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What an order is for.</summary>
internal static class OrderReasons
{
    private const string Indications = "spasticity-indications";

    /// <summary>What its reason codes mean, and the conditions on file that it points to.</summary>
    public static ImmutableArray<Meaning> Of(OrderUnderCheck order) => order.Order.ReasonConditions.IsEmpty ? order.Order.Reasons :
    [
        .. order.Order.Reasons,
        .. order.Patient.Conditions.Items
            .Where(condition => condition is { Refuted: false, Source: { } source } && order.Order.ReasonConditions.Contains(source))
            .SelectMany(condition => condition.Meanings),
    ];

    /// <summary>Whether spasticity, or a disease that brings it, is on file or is the reason.</summary>
    public static bool HasSpasticity(this OrderUnderCheck order) =>
        !order.Conditions(Indications, "licensed", "cerebral-origin", "symptom").IsEmpty
        || order.Reasons.Any(reason => reason is { Set: Indications, Group: "licensed" or "cerebral-origin" or "symptom" });

    /// <summary>Whether it points to a condition that was not seen.</summary>
    public static bool HasUnseenReason(this OrderUnderCheck order) =>
        !order.Patient.Conditions.IsWhole && order.Order.ReasonConditions.Any(reason => order.Patient.Conditions.Items.All(condition => condition.Source != reason));
}
