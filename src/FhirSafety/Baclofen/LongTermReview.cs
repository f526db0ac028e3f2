using System.Globalization;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>Taken for long without the yearly tests (clinical page, <c>long-term-review</c>).</summary>
internal static class LongTermReview
{
    public const string Id = "long-term-review";

    public static BaclofenPrecaution Precaution { get; } = new(
        new Precaution(Id, "information", _ => 16, ConditionCard.Overrides),
        HookSets.Watch,
        [.. PrecautionNeeds.Therapy, Need.KidneyLabs, Need.OtherLabs],
        Judge)
    {
        Levels = ["due"],
        Roles = [OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        PatientSnapshot patient = order.Patient;
        int days = order.Policy.Watch.ReviewDays;
        DateOnly first = patient.Today.AddDays(-days);
        if (!(order.Therapy.Since < first))
        {
            return new Verdict.Silent("not taken for so long, as far as is recorded") { Facts = OrderFacts.Of(order) };
        }

        bool kidneys = patient.Creatinines.Items.Any(result => result.At.Day() >= first) || patient.Egfrs.Items.Any(result => result.At.Day() >= first);
        bool liver = HasSince(patient, first, "liver-");
        bool glucose = HasSince(patient, first, "glucose") || HasSince(patient, first, "hba1c");
        if (kidneys && liver && glucose)
        {
            return new Verdict.Silent("kidneys, liver and glucose were tested within the year") { Facts = OrderFacts.Of(order) };
        }

        if (Gap(patient, kidneys) is { } gap)
        {
            return new Verdict.NotChecked("yearlyTests", gap) { Facts = OrderFacts.Of(order) };
        }

        int months = ((patient.Today.Year - order.Therapy.Since!.Value.Year) * 12) + patient.Today.Month - order.Therapy.Since.Value.Month;
        string due = !kidneys ? "" : liver ? "Glucose" : glucose ? "Liver" : "Other";
        Phrase summary = new($"{Id}.summary{due}", ("months", months.ToString(CultureInfo.InvariantCulture)));
        return new Verdict.Found(order.Policy.Level(Id, "due"), CardText.Of(order, Id, summary))
        {
            Facts = OrderFacts.Of(order),
            Acts = kidneys ? [] : DoseActs.InOrder(order, DoseActs.Creatinine(order, "due.in1To2Weeks")),
        };
    }

    private static bool HasSince(PatientSnapshot patient, DateOnly first, string group) => patient.OtherLabs.Items.Any(result =>
        result.Group.StartsWith(group, StringComparison.Ordinal) && result.At is { } at && at.Day() >= first);

    private static MissingReason? Gap(PatientSnapshot patient, bool kidneys) =>
        !kidneys && !patient.Creatinines.IsWhole ? patient.Creatinines.Gap
        : kidneys && !patient.OtherLabs.IsWhole ? patient.OtherLabs.Gap
        : null;
}
