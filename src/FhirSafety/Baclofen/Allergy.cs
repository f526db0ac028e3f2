using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>A recorded allergy or intolerance to baclofen (clinical page, <c>allergy</c>).</summary>
internal static class Allergy
{
    public const string Id = "allergy";

    public static BaclofenPrecaution Precaution { get; } = new(
        ConditionCard.Info(Id, Id, critical: 2, warning: 2, overrides: ["data-wrong", "benefit-outweighs-risk"]),
        HookSets.SelectAndSign,
        [.. PrecautionNeeds.Therapy, Need.Allergies],
        Judge)
    {
        Levels = ["allergy", "intolerance", "established"],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        Records<PatientAllergy> allergies = order.Patient.Allergies;
        PatientAllergy? allergy = allergies.Items
            .Where(one => one.IsCurrent)
            .OrderBy(one => one.Type == AllergyType.Intolerance)
            .ThenByDescending(one => one.Date ?? DateOnly.MaxValue).ThenBy(one => one.Source, StringComparer.Ordinal)
            .FirstOrDefault();
        if (allergy is null)
        {
            return allergies.IsWhole
                ? new Verdict.Silent("no allergy to it on file") { Facts = OrderFacts.Of(order) }
                : new Verdict.NotChecked("allergies", allergies.Gap) { Facts = OrderFacts.Of(order) };
        }

        // Who has taken it for long either has it tolerated or is recorded wrongly.
        string level = order.Therapy.IsEstablished ? "established" : allergy.Type == AllergyType.Intolerance ? "intolerance" : "allergy";
        bool tapering = order is { IsTaper: true, Order.Accepted.IsTaper: true };
        return new Verdict.Found(tapering ? Indicator.Info : order.Policy.Level(Id, level), Message(order, allergy))
        {
            Facts = [new Fact("allergy", allergy.Type.ToString(), allergy.Date, allergy.Source), .. OrderFacts.Of(order)],
            Acts = DoseActs.NotToStart(order) is { } not ? DoseActs.InOrder(order, not) : Taper(order),
        };
    }

    // Not recommended: what is wrong may be the record and not the drug.
    private static ImmutableArray<Act> Taper(OrderUnderCheck order) =>
        order.Role == OrderRole.Draft && DoseActs.TaperTo(order, Id, 0m) is { } taper ? [taper] : [];

    private static FindingMessage Message(OrderUnderCheck order, PatientAllergy allergy)
    {
        string kind = allergy.Type == AllergyType.Intolerance ? "name.intolerance" : "name.allergy";
        Phrase summary = allergy.Reaction is { } reaction ? new("allergy.summary", ("reaction", reaction)) : new("allergy.summaryNoReaction");
        FindingMessage message = CardText.Of(
            order,
            Id,
            summary with { Terms = [("type", kind), ("act", order.Therapy.IsNewStart ? "allergy.start" : "allergy.taken")] },
            new Phrase("condition.recorded", ("date", Shown.Date(allergy.Date))) { Terms = [("what", kind)] });
        return message with { Act = [new(order.Therapy.IsNewStart ? order.IsSurelyNew ? "allergy.act" : "allergy.actUnknown" : "allergy.actRunning")] };
    }
}
