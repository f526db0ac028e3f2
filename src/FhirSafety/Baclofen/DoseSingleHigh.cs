using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>More at one time than the label's schedule has (clinical page, <c>dose-single-high</c>).</summary>
internal static class DoseSingleHigh
{
    public const string Id = "dose-single-high";

    public static BaclofenPrecaution Precaution { get; } = new(
        DoseRegimen.Info(Id, "established-tolerated", "specialist-advice"), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!DoseRegimen.IsAdultOral(order) || order.Dose is not { TimesADay: not 1m } dose)
        {
            return new Verdict.DoesNotApply("not an adult's oral dose, or one a day");
        }

        decimal most = order.Policy.Jurisdiction == Jurisdiction.US ? order.Policy.Regimen.MostSingleUs : order.Policy.Regimen.MostSingle;
        return dose.LargestSingleMg <= most
            ? new Verdict.Silent("no single dose above the schedule") { Facts = OrderFacts.Of(order) }
            : new Verdict.Found(
                order.Policy.Level(Id, "note"),
                CardText.Of(order, Id, new($"{Id}.summary", ("single", Shown.Number(dose.LargestSingleMg)), ("most", Shown.Number(most)))))
            {
                Facts = [new("single", $"{Shown.Number(dose.LargestSingleMg)} mg", null, order.Order.Source), .. OrderFacts.Of(order)],
                Acts = DoseActs.InOrder(order, DoseRegimen.Divided(order, Id)),
            };
    }
}
