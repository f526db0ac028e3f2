using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>
/// A new start for a purpose the label does not name (clinical page, section 7.9): five precautions that differ in the reason they
/// ask for and in what they say of it.
/// </summary>
/// <param name="Id">The precaution.</param>
/// <param name="Reason">The group of reasons it is about.</param>
internal sealed record OffLabelPurpose(string Id, string Reason)
{
    private const string Group = "off-label";

    private static readonly OffLabelPurpose Alcohol = new("offlabel-aud", "aud");

    /// <summary>The five.</summary>
    public static ImmutableArray<BaclofenPrecaution> Precautions { get; } =
    [
        .. ((OffLabelPurpose[])
        [
            Alcohol,
            new("offlabel-anxiety", "anxiety"),
            new("offlabel-gerd", "gerd"),
            new("offlabel-neuropathic", "neuropathic-pain"),
            new("offlabel-hiccup", "hiccup"),
        ]).Select(purpose => purpose.Precaution),
    ];

    /// <summary>Whether the order is for alcohol use disorder, by its reason or because nothing else on file explains it.</summary>
    public static bool IsForAlcohol(OrderUnderCheck order) => Alcohol.IsReason(order) || (!order.HasSpasticity() && !Dependence(order).IsEmpty);

    private bool IsAlcohol => ReferenceEquals(this, Alcohol);

    private BaclofenPrecaution Precaution => new(
        ConditionCard.Info(Id, Group, overrides: ["specialist-advice", "not-relevant"]), HookSets.Sign, ConditionCard.Needs, Judge)
    {
        Levels = IsAlcohol ? ["note", "contraindicated"] : ["note"],
    };

    private Verdict Judge(OrderUnderCheck order)
    {
        if (!order.Therapy.IsNewStart)
        {
            return new Verdict.Silent("no new start") { Facts = OrderFacts.Of(order) };
        }

        bool byReason = IsReason(order);
        if (!byReason && !(IsAlcohol && IsForAlcohol(order)))
        {
            return IsAlcohol || order.HasUnseenReason() ? ConditionVerdict.None(order) : new Verdict.Silent("no such reason") { Facts = OrderFacts.Of(order) };
        }

        ConditionHit? dependence = byReason ? null : Dependence(order)[0];
        bool contraindicated = IsAlcohol && IsContraindicated(order);
        Phrase found = dependence?.Phrase ?? new Phrase("order.reason") { Terms = [("purpose", $"name.off-label.{Reason}")] };
        return new Verdict.Found(
            order.Policy.Level(Id, contraindicated ? "contraindicated" : "note"),
            CardText.Of(order, Id, new($"{Id}.summary"), found) with { Act = [ToDo(order, contraindicated)] })
        {
            Facts = [dependence?.Fact ?? new Fact("reason", Reason, null, order.Order.Source), .. order.KidneyFacts],
            Acts = IsAlcohol ? DoseActs.InOrder(order, new Act.OrderService("psychosocial", "due.in1To2Weeks")) : [],
        };
    }

    private Phrase ToDo(OrderUnderCheck order, bool contraindicated) =>
        contraindicated ? new("offlabel-aud.actContraindicated")
        : IsAlcohol ? new("offlabel-aud.act", ("max", Shown.Number(order.Policy.MaxDaily)))
        : new($"{Id}.act");

    private bool IsReason(OrderUnderCheck order) => order.Reasons.Any(reason =>
        reason.Group == Reason && (reason.Set is "off-label-indications" or "alcohol" or "anxiety"));

    private static ImmutableArray<ConditionHit> Dependence(OrderUnderCheck order) => order.Conditions("alcohol", "aud");

    // Contraindications of the French text for this purpose.
    private static bool IsContraindicated(OrderUnderCheck order) =>
        order.Band > RenalBand.G3b || Epilepsy.IsUncontrolled(order) || PsychosisConfusion.IsSevere(order);
}
