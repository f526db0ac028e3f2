using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
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
    /// <summary>The names of its levels; the policy has an indicator for each, at <c>indicators.{id}.{level}</c>.</summary>
    public required ImmutableArray<string> Levels { get; init; }

    /// <summary>What the session must do with an order for it to be judged.</summary>
    public ImmutableArray<OrderRole> Roles { get; init; } = [OrderRole.Draft];

    /// <summary>Whether its critical findings are said in palliative care too; all else is silent there.</summary>
    public bool EvenInPalliativeCare { get; init; }

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
        Opioid.Precaution,
        Benzodiazepine.Precaution,
        ZDrug.Precaution,
        Gabapentinoid.Precaution,
        Sedative.Precaution,
        MuscleRelaxant.Precaution,
        Antihypertensive.Precaution,
        Tricyclic.Precaution,
        Lithium.Precaution,
        Maoi.Precaution,
        AnaesthesiaNeuromuscular.Precaution,
        Alcohol.Precaution,
        HerbalSedative.Precaution,
        IntrathecalOpioid.Precaution,
    ];

    /// <summary>The verdict on one order in one hook.</summary>
    public Verdict Of(OrderUnderCheck order) =>
        !Hooks.Contains(order.Session.Hook) ? new Verdict.DoesNotApply($"not a check of {order.Session.Hook}")
        : !Roles.Contains(order.Role) ? new Verdict.DoesNotApply($"not a check of what is {order.Role}")
        : order.IsPalliative ? Palliative(order)
        : Judge(order);

    private Verdict Palliative(OrderUnderCheck order) =>
        EvenInPalliativeCare && Judge(order) is Verdict.Found { Indicator: Indicator.Critical } critical
            ? critical
            : new Verdict.Silent("palliative care");
}
