using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>A precaution with the function that judges it.</summary>
/// <param name="Info">What the composer needs of it.</param>
/// <param name="Hooks">The hooks it answers on.</param>
/// <param name="Needs">The data its answer depends on; the patient always comes.</param>
/// <param name="Judge">Pure: the order in, one verdict out.</param>
internal sealed record BaclofenPrecaution(
    Precaution Info, FrozenSet<string> Hooks, ImmutableArray<Need> Needs, Func<OrderUnderCheck, Verdict> Judge)
{
    /// <summary>Hooks of an order being written and being signed.</summary>
    public static FrozenSet<string> SelectAndSign { get; } = FrozenSet.Create("order-select", "order-sign");

    /// <summary>The hook of an order being signed.</summary>
    public static FrozenSet<string> Sign { get; } = FrozenSet.Create("order-sign");

    /// <summary>Every precaution, in the order of the clinical page.</summary>
    public static ImmutableArray<BaclofenPrecaution> All { get; } =
    [
        DoseMaxDaily.Precaution,
        DoseStartHigh.Precaution,
        DoseUnresolved.Precaution,
        RenalDialysis.Precaution,
        RenalAki.Precaution,
        RenalSevere.Precaution,
        RenalModerate.Precaution,
        RenalMild.Precaution,
        RenalProblemList.Precaution,
        RenalData.Precaution,
    ];

    /// <summary>The verdict on one order in one hook.</summary>
    public Verdict Of(OrderUnderCheck order) => Hooks.Contains(order.Session.Hook)
        ? Judge(order)
        : new Verdict.DoesNotApply($"not a check of {order.Session.Hook}");
}
