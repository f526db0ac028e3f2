using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A fault of the pump on file, or signs that it does not deliver (clinical page, <c>pump-fault</c>).</summary>
internal static class PumpFault
{
    public const string Id = "pump-fault";

    public static BaclofenPrecaution Precaution { get; } = new(
        Pump.Info(Id, "already-addressed"),
        HookSets.Watch,
        [.. PrecautionNeeds.Therapy, Reading.Need.Conditions, Reading.Need.OtherLabs],
        Judge)
    {
        Levels = ["fault", "signs"],
        Roles = [OrderRole.Running],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.IsOral)
        {
            return new Verdict.DoesNotApply("no pump");
        }

        if (order.ConditionsOnFile("intrathecal-pump", "pump-fault") is [{ } fault, ..])
        {
            return Found(order, "fault", fault.Fact, fault.Phrase);
        }

        int days = order.Policy.Pump.FaultDays;
        ConditionHit? sign = order.ConditionsOnFile("malignant-hyperthermia-nms-differential", "fever", "rhabdomyolysis", "pruritus")
            .Concat(order.ConditionsOnFile("epilepsy-seizure", "seizure"))
            .FirstOrDefault(hit => hit.IsWithin(days, order.Patient.Today));
        if (sign is not null)
        {
            return Found(order, "signs", sign.Fact, sign.Phrase);
        }

        LabResult? kinase = order.Patient.OtherLabs.Items.FirstOrDefault(result => result.Group == "creatine-kinase"
            && result.Exceeds(order.Policy.Pump.KinaseTimes)
            && !(DayOf(result) < order.Patient.Today.AddDays(-days)));
        if (kinase is not null)
        {
            return Found(
                order,
                "signs",
                new Fact("creatineKinase", $"{Shown.Number(kinase.Value)} {kinase.Unit}", DayOf(kinase), kinase.Source),
                new("pump-fault.kinase", ("value", Shown.Number(kinase.Value)), ("unit", kinase.Unit), ("date", Shown.Date(DayOf(kinase)))));
        }

        return !order.Patient.Conditions.IsWhole ? new Verdict.NotChecked("pumpSigns", order.Patient.Conditions.Gap) { Facts = OrderFacts.Of(order) }
            : !order.Patient.OtherLabs.IsWhole ? new Verdict.NotChecked("creatineKinase", order.Patient.OtherLabs.Gap) { Facts = OrderFacts.Of(order) }
            : new Verdict.Silent("no fault and no sign on file") { Facts = OrderFacts.Of(order) };
    }

    private static DateOnly? DayOf(LabResult result) => result.At is { } at ? DateOnly.FromDateTime(at.DateTime) : null;

    private static Verdict.Found Found(OrderUnderCheck order, string level, Fact fact, Phrase phrase) => new(
        order.Policy.Level(Id, level), Pump.Message(order, Id, new($"{Id}.summary"), "act", phrase))
    {
        Facts = [fact, .. OrderFacts.Of(order)],
        Acts = DoseActs.InOrder(order, new Act.CreateTask("pumpCheck", "due.atOnce")),
    };
}
