using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>The whole of a larger daily dose at one time (clinical page, <c>dose-not-divided</c>).</summary>
internal static class DoseNotDivided
{
    public const string Id = "dose-not-divided";

    public static BaclofenPrecaution Precaution { get; } = new(
        DoseRegimen.Info(Id, "specialist-advice", "patient-choice"), HookSets.Sign, PrecautionNeeds.TherapyAndKidneys, Judge)
    {
        Levels = ["note"],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (!order.IsOral || order.Dose is not { TimesADay: 1m } dose)
        {
            return new Verdict.DoesNotApply("not one oral dose a day");
        }

        return dose.MostMg <= order.Policy.Regimen.MostOnceDaily
            ? new Verdict.Silent("a small dose once a day") { Facts = OrderFacts.Of(order) }
            : new Verdict.Found(order.Policy.Level(Id, "note"), CardText.Of(order, Id, new($"{Id}.summary", ("dose", Shown.Number(dose.MostMg)))))
            {
                Facts = OrderFacts.Of(order),
                Acts = DoseActs.InOrder(order, DoseRegimen.Divided(order, Id)),
            };
    }
}
