using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A child's daily dose by mouth above the maximum of age and weight (clinical page, <c>paed-max-daily</c>).</summary>
internal static class PaedMaxDaily
{
    public const string Id = "paed-max-daily";

    public static BaclofenPrecaution Precaution { get; } = new(
        Child.Info(Id, "dose", "specialist-advice", "established-tolerated", "inpatient-monitored", "data-wrong"),
        HookSets.Sign,
        [.. PrecautionNeeds.Therapy, Reading.Need.BodySize],
        order => order is { IsOral: true, KnownMg: not null } ? Child.Judge(order, Judge) : new Verdict.DoesNotApply("not an oral order with a known dose"))
    {
        Levels = ["aboveMaximum", "farAbove"],
    };

    private static Verdict Judge(OrderUnderCheck order, Child child)
    {
        ChildLimits limits = order.Policy.Child;
        decimal total = order.KnownMg!.Value;
        decimal max = child.MaxDaily(limits);
        if (total <= max)
        {
            return DoseMaxDaily.Within(order);
        }

        bool farAbove = total > limits.MaxCritical || total > limits.MaxCriticalTimes * max;
        Indicator written = order.Policy.Level(Id, farAbove ? "farAbove" : "aboveMaximum");
        return new Verdict.Found(order.IsTaper ? Indicator.Info : order.IsStableRenewal ? written.Lower() : written, Message(order, child, total, max))
        {
            Facts = child.Facts(order),

            // Of a new start the same lower start is asked for as by its other findings: one act, one card.
            Group = order.Therapy.IsNewStart ? ConditionCard.Start : null,
            Acts = DoseActs.InOrder(order, order.Therapy.IsNewStart ? child.SetDose(order, Id, child.StartLimit(limits)) : KeepRunning(order, child, max)),
        };
    }

    // Only where four parts make just the running dose: a lower one would be a taper.
    private static Act.SetDose? KeepRunning(OrderUnderCheck order, Child child, decimal max) =>
        order is { IsRaised: true, Therapy: { RunningMg: { } running, OtherMg: 0m } } && running <= max
        && child.SetDose(order, Id, running) is Act.SetDose { Regimen: { } regimen } keep && regimen.MgADay == running
            ? keep
            : null;

    private static FindingMessage Message(OrderUnderCheck order, Child child, decimal total, decimal max)
    {
        ChildLimits limits = order.Policy.Child;
        (string, string)[] said = [("dose", Shown.Number(total)), ("max", Shown.Number(max))];
        return new(
            child.MaxIsByWeight(limits)
                ? new("paed-max-daily.summaryWeight", [.. said, ("kg", Shown.Number(child.Weight!.Value)), ("mgkg", Shown.Number(limits.MaxMgPerKg))])
                : new("paed-max-daily.summary", [.. said, ("age", child.Age)]),
            child.Found(order),
            [new("paed-max-daily.why")],
            [ToDo(order, child, max)],
            new("paed-max-daily.sources"));
    }

    private static Phrase ToDo(OrderUnderCheck order, Child child, decimal max)
    {
        (string, string) most = ("max", Shown.Number(max));
        (string, string) start = ("start", Shown.Number(child.StartLimit(order.Policy.Child)));
        return order switch
        {
            { IsSurelyNew: true } => new("paed-max-daily.actNew", start, most),
            { Therapy.IsNewStart: true } => new("paed-max-daily.actUnknown", start, most),
            { IsRaised: true } when !(order.Therapy.RunningMg > max) => new("paed-max-daily.actRaised", most),
            _ => new("paed-max-daily.actRunning", most),
        };
    }
}
