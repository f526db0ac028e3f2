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

    /// <summary>The hooks in which it answers while another drug is ordered, where they are not all of its hooks.</summary>
    public FrozenSet<string>? PairedHooks { get; init; }

    /// <summary>Whether its critical findings are said in palliative care too; all else is silent there.</summary>
    public bool EvenInPalliativeCare { get; init; }

    /// <summary>Every precaution, in the order of the clinical page.</summary>
    public static ImmutableArray<BaclofenPrecaution> All { get; } =
    [
        DoseMaxDaily.Precaution,
        DoseSingleHigh.Precaution,
        DoseStartHigh.Precaution,
        DoseEscalationFast.Precaution,
        DoseNotDivided.Precaution,
        DoseUnitRouteMismatch.Precaution,
        LiquidStrength.Precaution,
        DoseUnresolved.Precaution,
        IntrathecalDoseRange.Precaution,
        RenalDialysis.Precaution,
        RenalAki.Precaution,
        RenalSevere.Precaution,
        RenalModerate.Precaution,
        RenalMild.Precaution,
        RenalProblemList.Precaution,
        RenalData.Precaution,
        DuplicateBaclofen.Precaution,
        DuplicateOralIntrathecal.Precaution,
        Counselling.Precaution,
        SideEffectCheck.Precaution,
        LongTermReview.Precaution,
        Epilepsy.Precaution,
        Respiratory.Precaution,
        PsychosisConfusion.Precaution,
        Stroke.Precaution,
        ParkinsonLevodopa.Precaution,
        PepticUlcer.Precaution,
        Hepatic.Precaution,
        DiabetesGlucose.Precaution,
        Urinary.Precaution,
        AutonomicDysreflexia.Precaution,
        Porphyria.Precaution,
        SuicideDepression.Precaution,
        Misuse.Precaution,
        Hypotension.Precaution,
        CerebralOrigin.Precaution,
        Allergy.Precaution,
        IndicationCheck.Precaution,
        .. OffLabelPurpose.Precautions,
        RenalNsaid.Precaution,
        PregnancyConfirmed.Precaution,
        PregnancyNearTerm.Precaution,
        PregnancyUnknown.Precaution,
        Lactation.Precaution,
        OlderStart.Precaution,
        OlderFalls.Precaution,
        CnsLoad.Precaution,
        PaedUnder12.Precaution,
        PaedStart.Precaution,
        PaedMaxDaily.Precaution,
        PaedWeight.Precaution,
        WithdrawalAbruptStop.Precaution,
        WithdrawalDoseDrop.Precaution,
        WithdrawalTaperTooFast.Precaution,
        WithdrawalDischargeOmission.Precaution,
        WithdrawalRefillGap.Precaution,
        PumpStop.Precaution,
        PumpRefill.Precaution,
        PumpFault.Precaution,
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
        !(order.Role == OrderRole.Paired ? PairedHooks ?? Hooks : Hooks).Contains(order.Session.Hook) ? NotOfHook
        : !Roles.Contains(order.Role) ? NotOfRole
        : WithMonitoring(order, order.IsPalliative ? Palliative(order) : Judge(order));

    private static readonly Verdict NotOfHook = new Verdict.DoesNotApply("not a check of this hook");

    private static readonly Verdict NotOfRole = new Verdict.DoesNotApply("not a check of what the session does with this order");

    // What could not be seen may be critical.
    private Verdict Palliative(OrderUnderCheck order) =>
        EvenInPalliativeCare && Judge(order) is var verdict and (Verdict.Found { Indicator: Indicator.Critical } or Verdict.NotChecked)
            ? verdict
            : new Verdict.Silent("palliative care");

    // Information carries text only (clinical page, head of section 7).
    private static Verdict WithMonitoring(OrderUnderCheck order, Verdict verdict) =>
        verdict is Verdict.Found { Indicator: > Indicator.Info } found && !order.Session.Taken.Contains(Watching)
            ? found with { Monitoring = new Act.CreateTask(Watching, "due.in2To3Days") { Monitors = true } }
            : verdict;

    private const string Watching = "watch";
}
