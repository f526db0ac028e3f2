using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Anaesthetics, neuromuscular blockers and parenteral magnesium with baclofen (clinical page, <c>anaesthesia-neuromuscular</c>).</summary>
internal static class AnaesthesiaNeuromuscular
{
    public const string Id = "anaesthesia-neuromuscular";

    private const string Set = "anaesthesia-neuromuscular";

    public static BaclofenPrecaution Precaution { get; } = new(
        PairCard.Info(Id, Id, critical: 10, warning: 14), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["given"],
        Roles = PairCard.DraftAndPaired,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        ImmutableArray<PairedDrug> drugs = [.. PairedDrug.Of(order, Set).Where(drug => drug.Group != "magnesium-parenteral" || IsNotOral(drug))];
        return PairVerdict.Of(order, new PairFinding(Id, drugs, _ => order.Policy.Level(Id, "given"))
        {
            OffersRemoval = false,
            Acts = drugs.Any(drug => drug.Group != "magnesium-parenteral") ? [new Act.CreateTask("continuePerioperatively", "due.beforeProcedure")] : [],
        });
    }

    private static bool IsNotOral(PairedDrug drug) => drug.Records.Any(record => record.Route != MedicationRoute.Oral);
}
