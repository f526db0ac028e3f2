using System.Collections.Immutable;
using System.Globalization;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Acute kidney injury: the drug accumulates and no eGFR is valid (clinical page, <c>renal-aki</c>).</summary>
internal static class RenalAki
{
    public const string Id = "renal-aki";

    public static BaclofenPrecaution Precaution { get; } = new(
        Kidney.Info(Id), HookSets.All, PrecautionNeeds.TherapyAndKidneys, order => Kidney.OnChange(order, Judge))
    {
        Levels = ["stage1", "stage2", "harmDose"],
        Roles = [OrderRole.Draft, OrderRole.Running],
    };

    private static Verdict Judge(OrderUnderCheck order)
    {
        if (order.Kidneys.Aki is not { } injury)
        {
            return Kidney.Silent(order, "no acute kidney injury", byDiagnosis: true);
        }

        // No fall for what is established: while creatinine moves, a dose that was right yesterday is too high tomorrow.
        Indicator level = !order.IsOral || order.IsTaper || order.IsAcceptedForKidneys ? Indicator.Info : Level(order, injury);
        return new Verdict.Found(level, Message(order, injury))
        {
            Facts = order.KidneyFacts,
            Acts = order.IsOral && !order.IsChild
                ? DoseActs.InOrder(order, DoseActs.NotToStart(order), ThirdLess(order), DoseActs.Creatinine(order, "due.in24Hours"))
                : DoseActs.InOrder(order, order.IsOral ? DoseActs.NotToStart(order) : null, DoseActs.Creatinine(order, "due.in24Hours")),
        };
    }

    private static Indicator Level(OrderUnderCheck order, AcuteKidneyInjury injury)
    {
        Indicator byStage = order.Policy.Level(Id, injury.Stage >= 2 ? "stage2" : "stage1");
        Indicator byDose = order.KnownMg >= order.Policy.Renal.HarmDose ? order.Policy.Level(Id, "harmDose") : Indicator.Info;
        return (Indicator)Math.Max((int)byStage, (int)byDose);
    }

    /// <summary>A running dose is lowered by one third at most, rounded up to 5 mg: more at once would be withdrawal.</summary>
    private static Act? ThirdLess(OrderUnderCheck order)
    {
        if (order.Therapy is not { IsNewStart: false, RunningMg: { } running, OtherMg: 0m }
            || order.TotalMg is not { } total
            || order.Role != OrderRole.Draft
            || order.IsTaper
            || order.IsAcceptedForKidneys
            || order.Session.Drafts.Length > 1)
        {
            return null;
        }

        decimal target = Math.Ceiling(running * 2m / 3m / 5m) * 5m;
        return target < total ? DoseActs.SetDose(order, Id, target) : null;
    }

    private static FindingMessage Message(OrderUnderCheck order, AcuteKidneyInjury injury) => new(
        injury.Stage is { } stage
            ? new("renal-aki.summary", ("stage", stage.ToString(CultureInfo.InvariantCulture)))
            : new("renal-aki.summaryByDiagnosis"),
        [.. Path(injury), .. KidneyMessage.Found(order)],
        [new("renal-aki.why")],
        [new(ToDo(order))],
        new("renal-aki.sources"));

    private static string ToDo(OrderUnderCheck order) => order switch
    {
        { IsOral: false } => "kidney.actIntrathecal",
        { IsAcceptedForKidneys: true } => "kidney.actAccepted",
        { IsSurelyNew: true } => "renal-aki.actNew",
        { Therapy.IsNewStart: true } => "renal-aki.actUnknown",
        _ => "renal-aki.actRunning",
    };

    private static ImmutableArray<Phrase> Path(AcuteKidneyInjury injury) => injury switch
    {
        { Newest: { } newest, ComparedWith: { } earlier } =>
            [new("renal-aki.rise", ("from", KidneyMessage.Creatinine(earlier)), ("fromDate", Day(earlier)), ("to", KidneyMessage.Creatinine(newest)), ("toDate", Day(newest)))],
        { Newest: { } newest, Baseline: { } baseline } =>
            [new("renal-aki.ratio", ("to", KidneyMessage.Creatinine(newest)), ("toDate", Day(newest)), ("ratio", Shown.Number((double)(newest.MgPerDl / baseline))))],
        _ => [],
    };

    private static string Day(CreatinineResult result) => Shown.Date(DateOnly.FromDateTime(result.At.DateTime));
}
