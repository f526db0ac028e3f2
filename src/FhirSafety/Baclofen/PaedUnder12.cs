using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>By mouth below the age of the label (clinical page, <c>paed-under-12</c>).</summary>
internal static class PaedUnder12
{
    public const string Id = "paed-under-12";

    public static BaclofenPrecaution Precaution { get; } = new(
        Child.Info(Id, "start", "specialist-advice", "benefit-outweighs-risk", "established-tolerated", "data-wrong"),
        HookSets.SelectAndSign,
        [.. PrecautionNeeds.Therapy, Reading.Need.BodySize, Reading.Need.KidneyLabs],
        order => order.IsOral ? Child.Judge(order, Judge) : new Verdict.DoesNotApply("not an oral order"))
    {
        Levels = ["newStart", "running"],
    };

    private static Verdict Judge(OrderUnderCheck order, Child child)
    {
        bool inUs = order.Policy.Jurisdiction == Jurisdiction.US;
        int from = inUs ? order.Policy.Child.EstablishedFromUs : order.Policy.Child.EstablishedFromElsewhere;
        if (child.Years >= from)
        {
            return new Verdict.Silent("not below the age of the label") { Facts = child.Facts(order) };
        }

        bool isNew = order.Therapy.IsNewStart;
        return new Verdict.Found(order.Policy.Level(Id, isNew ? "newStart" : "running"), Message(order, child, inUs, from))
        {
            Facts = child.Facts(order),
            Acts = isNew ? DoseActs.InOrder(order, new Act.OrderService("paediatricNeurology", "due.now")) : [],
        };
    }

    // Clinical page, section 4.4: under 1 year no eGFR is computed; the creatinine is shown, and why there is no more.
    private static IEnumerable<Phrase> InfantKidneys(OrderUnderCheck order) =>
        PatientAge.Of(order.Patient) is { CanBeInfant: true } && order.Kidneys.Creatinine is { } creatinine
            ? [new("paed-under-12.infantKidneys", ("creatinine", KidneyMessage.Creatinine(creatinine)), ("date", Shown.Date(creatinine.At.Day())))]
            : [];

    private static FindingMessage Message(OrderUnderCheck order, Child child, bool inUs, int from) => new(
        new(inUs ? "paed-under-12.summary" : "paed-under-12.summaryElsewhere", ("age", child.Age), ("from", Shown.Number((decimal)from))),
        [.. child.Found(order), .. InfantKidneys(order)],
        [new("paed-under-12.why")],
        [new(order.Therapy.IsNewStart ? "paed-under-12.actNew" : "paed-under-12.actRunning")],
        new("paed-under-12.sources"));
}
