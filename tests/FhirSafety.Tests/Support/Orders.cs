using System.Collections.Immutable;
using FhirSafety.Baclofen;
using FhirSafety.Clinical;
using FhirSafety.Reading;
using FhirSafety.Terminology;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Support;

/// <summary>Orders to judge: <c>Order(60).For(patient).Says("renal-severe")</c>.</summary>
internal static class Orders
{
    public const string DraftId = "MedicationRequest/draft";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "baclofen");

    /// <summary>The drug as shipped, loaded once.</summary>
    public static MonitoredDrug Drug { get; } = Load();

    /// <summary>The drug with a site's own numbers.</summary>
    public static MonitoredDrug Load(params (string Path, string Value)[] site) =>
        BaclofenSafety.Load(Folder, site.ToDictionary(one => one.Path, one => one.Value, StringComparer.Ordinal), includeUnverifiedCodes: false);

    public static DrugProduct Tablets(decimal? strength = 10m, string display = "Baclofen 10 mg oral tablet") =>
        new(display, strength, MgPerMl: null, Route.Oral, StrengthsDiffer: false);

    /// <summary>A draft of a daily dose by mouth.</summary>
    public static DrugOrder Order(decimal mg, DrugProduct? product = null) => Draft(Oral(mg), product);

    /// <summary>A draft that starts with the first dose and goes on to the others.</summary>
    public static DrugOrder Titration(params decimal[] mg) => Draft(Oral(mg));

    /// <summary>A draft with no dosage yet.</summary>
    public static DrugOrder NoDose() => Draft(new DailyDose.NotYetKnown());

    /// <summary>A draft with a dosage that cannot be read, or only in part.</summary>
    public static DrugOrder Unread(decimal? atLeast = null, DoseProblem problem = DoseProblem.FrequencyNotKnown) =>
        Draft(new DailyDose.Unresolved(problem, atLeast));

    /// <summary>A draft for the pump.</summary>
    public static DrugOrder Pump(decimal mcg = 300m) =>
        Draft(new DailyDose.Intrathecal(mcg) { Written = [new WrittenAmount(mcg, DoseUnit.Microgram, mcg / 1000m)] }) with { Route = Route.Intrathecal };

    /// <summary>An order that runs since some days.</summary>
    public static DrugOrder Running(decimal mg, int days = 100, string id = "MedicationRequest/running") =>
        Order(mg) with { Source = id, Status = "active", AuthoredOn = Today.AddDays(-days) };

    /// <summary>The draft as the renewal of an order.</summary>
    public static DrugOrder Renewing(this DrugOrder draft, DrugOrder running) => draft with { Replaces = [running.Source!] };

    /// <summary>The draft as one of our suggestions left it.</summary>
    public static DrugOrder Accepted(this DrugOrder draft, string fact, decimal mg, string precaution = "renal-severe") =>
        draft with { Accepted = new AppliedMark(precaution, fact, mg) };

    /// <summary>The draft of a step that runs from one day to another, counted from today as day 1.</summary>
    public static DrugOrder Step(decimal mg, int firstDay, int? lastDay, string id) => Order(mg) with
    {
        Source = $"MedicationRequest/{id}",
        Span = new DoseSpan(Today.AddDays(firstDay - 1), lastDay is { } last ? Today.AddDays(last - 1) : null),
    };

    /// <summary>The call that signs it.</summary>
    public static Call For(this DrugOrder draft, PatientSnapshot patient) => new(patient, [draft]);

    /// <summary>A call about a patient for whom this order runs, without a draft.</summary>
    public static Call Watching(this DrugOrder running, PatientSnapshot patient, string hook = "patient-view") =>
        new(patient with { Running = Records.Whole(running) }, [], hook) { Judged = [new JudgedOrder(running, OrderRole.Running)] };

    /// <summary>A call that orders another drug for a patient for whom this order runs.</summary>
    public static Call Paired(this DrugOrder running, PatientSnapshot patient, string hook = "order-sign") =>
        new(patient with { Running = Records.Whole(running) }, [], hook) { Judged = [new JudgedOrder(running, OrderRole.Paired)] };

    /// <summary>A call that stops this running order.</summary>
    public static Call Stopping(this DrugOrder running, PatientSnapshot patient, string hook = "order-sign") =>
        new(patient with { Running = Records.Whole(running) }, [], hook) { Judged = [new JudgedOrder(running, OrderRole.Stopped) { StoppedBy = running.Source }], Stopped = [running.Source!] };

    public static DailyDose Oral(params decimal[] steps) => new DailyDose.Oral(
        steps.Min(), steps[0], steps.Max(), steps.Max() / 3m, 3m, AsNeeded: false, [.. steps.Select(mg => new DoseStep(mg, null))], []);

    private static DrugOrder Draft(DailyDose dose, DrugProduct? product = null) => new(
        DraftId, "draft", product ?? Tablets(), Route.Oral, dose, Today, EndsOn: null, Replaces: [], Accepted: null)
    {
        // Or every start would bring the card of counselling too.
        Instructed = ["counselling"],
    };
}

/// <summary>A hook call as precautions see it, signing unless it says otherwise.</summary>
internal sealed record Call(PatientSnapshot Patient, ImmutableArray<DrugOrder> Drafts, string Hook = "order-sign")
{
    public bool KidneyTestOrdered { get; init; }

    public ImmutableArray<string> Stopped { get; init; } = [];

    /// <summary>What was accepted of our suggestions, by the keys of tests, visits and tasks.</summary>
    public ImmutableArray<string> Taken { get; init; } = [];
    /// <summary>What is ordered for after the discharge; null in other hooks.</summary>
    public DischargeList? Discharge { get; init; }

    public bool DeviceRemoved { get; init; }

    /// <summary>The sets and groups of other drugs that the session stops.</summary>
    public ImmutableArray<Meaning> StoppedOthers { get; init; } = [];

    public MonitoredDrug Drug { get; init; } = Orders.Drug;

    /// <summary>What is judged where it is not the drafts.</summary>
    public ImmutableArray<JudgedOrder>? Judged { get; init; }

    public PrescribingSession Session => new(
        Hook, Patient, Drafts, Judged ?? [.. Drafts.Select(draft => new JudgedOrder(draft, OrderRole.Draft))], Stopped, KidneyTestOrdered)
    {
        Taken = Taken,
        Discharge = Discharge,
        DeviceRemoved = DeviceRemoved,
        StoppedOthers = StoppedOthers,
        EncounterId = "e1",
    };

    /// <summary>The same in another hook.</summary>
    public Call On(string hook) => this with { Hook = hook };

    public Call Writing() => this with { Hook = "order-select" };

    public Call Beside(params DrugOrder[] running) => this with { Patient = Patient with { Running = Records.Whole(running) } };

    /// <summary>The draft renews what runs, which is then all that runs.</summary>
    public Call Renewing(DrugOrder running) => Beside(running) with { Drafts = [.. Drafts.Select(draft => draft.Renewing(running))] };

    public ImmutableArray<Judgement> Judge() => Drug.Judge(Session);

    /// <summary>The verdict on the first draft.</summary>
    public Verdict Verdict(string precaution) => Judge().First(judgement => judgement.Precaution.Id == precaution).Verdict;

    /// <summary>The verdict in a word or two: an indicator, "silent", "does not apply", or what was not checked.</summary>
    public string Says(string precaution) => Verdict(precaution) switch
    {
        FhirSafety.Verdict.Found found => found.Indicator.ToString().ToLowerInvariant(),
        FhirSafety.Verdict.Silent => "silent",
        FhirSafety.Verdict.NotChecked gap => $"{gap.What} {gap.Reason}",
        _ => "does not apply",
    };

    public FhirSafety.Verdict.Found Found(string precaution) => Assert.IsType<FhirSafety.Verdict.Found>(Verdict(precaution));

    /// <summary>What a finding says was not seen that could have made it more urgent; null for nothing.</summary>
    public string? Unseen(string precaution) => Found(precaution).Unseen is { } gap ? $"{gap.What} {gap.Reason}" : null;

    /// <summary>The summary of a finding.</summary>
    public string Summary(string precaution) => Drug.Words.Plain(Found(precaution).Message.Summary);

    /// <summary>What a finding says to do.</summary>
    public string ToDo(string precaution) => string.Join(' ', Found(precaution).Message.Act.Select(Drug.Words.Plain));

    /// <summary>What a finding says was found.</summary>
    public string Facts(string precaution) => string.Join(' ', Found(precaution).Message.Found.Select(Drug.Words.Plain));

    /// <summary>The daily dose a finding offers to write; null when it offers none.</summary>
    public decimal? Offers(string precaution) => Found(precaution).Acts.OfType<Act.SetDose>().FirstOrDefault()?.Regimen.MgADay;

    /// <summary>What a finding offers, in a word each, the recommended one with a star.</summary>
    public string Acts(string precaution) => string.Join(' ', Found(precaution).Acts.Select(act => act switch
    {
        Act.SetDose set => $"{set.Regimen.MgADay:0.##}{(set.OnlyIfNew ? "-if-new" : "")}",
        Act.RemoveDraft { Drug: { } drug } => $"remove-{drug}",
        Act.RemoveDraft => "remove",
        Act.Taper taper => $"taper-{taper.FromMg:0.##}-to-{taper.ToMg:0.##}",
        Act.Titration titration => $"up-{string.Join('-', titration.Steps.Select(step => step.Regimen.MgADay.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)))}",
        Act.KeepDosage keep => $"as-before-{keep.McgADay:0.##}",
        Act.OrderService order => order.What,
        Act.CreateTask task => $"task:{task.What}",
        Act.Instruct instruct => $"instruct:{instruct.What}",
        Act.LimitSupply limit => $"supply:{limit.Days}",
        Act.OfferRescue rescue => rescue.What,
        _ => "creatinine",
    } + (act.Recommended ? "*" : "")));
}
