using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Breastfeeding by the newest record (clinical page, <c>lactation</c>).</summary>
internal static class Lactation
{
    public const string Id = "lactation";

    private const string Set = "lactation";

    public static BaclofenPrecaution Precaution { get; } = new(
        Pregnancy.Info(Id, 14, "benefit-outweighs-risk", "will-monitor"),
        HookSets.SelectAndSign.And(HookSets.ProblemList),
        Pregnancy.Needs,
        Judge)
    {
        Levels = ["atRisk", "otherwise"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (Feeding(order) is not { } fed)
        {
            return Pregnancy.IsPossible(order) ? Pregnancy.None(order, "not breastfeeding by the records") : new Verdict.DoesNotApply("not breastfeeding by the records");
        }

        if (order.Role == OrderRole.Running && order.Conditions(Set, "breastfeeding").IsEmpty)
        {
            return new Verdict.Silent("no breastfeeding is being recorded") { Facts = OrderFacts.Of(order) };
        }

        PregnancyLimits limits = order.Policy.Pregnancy;
        bool young = Born(order.Patient) > order.Patient.Today.AddMonths(-limits.InfantMonths);

        // A dose of ours that was taken makes no new warning, though one small step down from a high dose is still above this.
        bool high = order.KnownMg is { } dose && dose > limits.FeedingDose && !order.IsAcceptedAt(dose);
        bool atRisk = young || high || TakesSedatives(order.Patient);
        bool told = order.Order.Instructed.Contains(Id);
        Act? instruct = order is { Role: OrderRole.Draft, Order.Source: { } id } && !told ? new Act.Instruct(id, Id) : null;
        Act? check = young ? new Act.CreateTask("infantCheck", "due.in1To2Weeks") { Monitors = true } : null;
        return new Verdict.Found(order.Policy.Level(Id, atRisk && !told && !(order.Role == OrderRole.Draft && order.IsTaper) ? "atRisk" : "otherwise"), Message(order, fed, young))
        {
            Facts = [new("breastfeeding", "yes", fed.Recorded, fed.Source), .. OrderFacts.Of(order)],
            Acts = DoseActs.InOrder(order, instruct, check),
            Unseen = atRisk ? null : Unseen(order.Patient),
        };
    }

    /// <summary>The newest record, when it says that she breastfeeds.</summary>
    private static Pregnancy.Sign? Feeding(OrderUnderCheck order)
    {
        PatientSnapshot patient = order.Patient;
        DateOnly first = patient.Today.AddMonths(-order.Policy.Pregnancy.FeedingMonths);
        Pregnancy.Sign? newest = patient.Conditions.Items
            .Where(condition => condition.GroupIn(Set) == "breastfeeding" && condition.IsCurrent(patient.Today))
            .Select(condition => new Pregnancy.Sign(true, condition.Date ?? patient.Today, condition.Date, condition.Source))
            .Concat(patient.Pregnancy.Breastfeeding.Items

                // Without a date "no" tells nothing: it may be older than any "yes".
                .Where(status => status.Fact == BreastfeedingAnswer.Yes || (status.Fact == BreastfeedingAnswer.No && status.At is not null))
                .Select(status => new Pregnancy.Sign(status.Fact == BreastfeedingAnswer.Yes, status.At?.Day() ?? patient.Today, status.At?.Day(), status.Source)))
            .Where(sign => sign.On >= first)
            .OrderByDescending(sign => sign.On).ThenByDescending(sign => sign.Says).ThenBy(sign => sign.Source, StringComparer.Ordinal)
            .FirstOrDefault();
        return newest is { Says: true } ? newest : null;
    }

    // Care of a nursing mother ends a pregnancy too, and tells no birth.
    private static DateOnly? Born(PatientSnapshot patient) => Pregnancy.LastEnd(patient with
    {
        Conditions = patient.Conditions with { Items = [.. patient.Conditions.Items.Where(condition => condition.GroupIn(Set) is null)] },
    });

    // A birth of late, or a sedative, makes it a warning.
    private static Verdict.NotChecked? Unseen(PatientSnapshot patient) =>
        !patient.Conditions.IsWhole ? new("birth", patient.Conditions.Gap)
        : !patient.Procedures.IsWhole ? new("birth", patient.Procedures.Gap)
        : !patient.Medications.IsWhole ? new("interactions", patient.Medications.Gap)
        : null;

    private static bool TakesSedatives(PatientSnapshot patient) => patient.Medications.Items.Any(drug =>
        drug.Meanings.Any(meaning => meaning.Set is "opioids" or "benzodiazepines" or "z-drugs" or "other-sedatives"));

    private static FindingMessage Message(OrderUnderCheck order, Pregnancy.Sign fed, bool young)
    {
        ImmutableArray<Phrase> infant = young ? [new("lactation.young", ("date", Shown.Date(Born(order.Patient))))] : [];
        return CardText.Of(
            order,
            Id,
            order.KnownMg is { } dose ? new("lactation.summary", ("dose", Shown.Number(dose))) : new("lactation.summaryNoDose"),
            [new Phrase("lactation.recorded", ("date", Shown.Date(fed.Recorded))), .. infant]);
    }
}
