using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Baclofen in use and not ordered where a stay begins or ends (clinical page, <c>withdrawal-discharge-omission</c>).</summary>
internal static class WithdrawalDischargeOmission
{
    public const string Id = "withdrawal-discharge-omission";

    public static BaclofenPrecaution Precaution { get; } = new(
        Withdrawal.Info(Id, indicator => indicator == Indicator.Info ? 16 : 4, "taper-arranged", "serious-adverse-reaction", "already-addressed"),
        HookSets.Admission.And(HookSets.Discharge),
        [.. Withdrawal.Needs, Reading.Need.Encounter, Reading.Need.EndedOrders],
        Judge)
    {
        Levels = ["listed", "nothingYet", "begunInStay", "pump", "admission", "admittedLong"],
        Roles = [OrderRole.Running],
        EvenInPalliativeCare = true,
    };

    private static Verdict Judge(OrderUnderCheck order) => order.Session.Discharge is { } list ? AtDischarge(order, list) : AtAdmission(order);

    private static Verdict AtDischarge(OrderUnderCheck order, DischargeList list)
    {
        if (list.Orders.Any(one => Pump.IsPump(one) == !order.IsOral))
        {
            return new Verdict.Silent("on the discharge list") { Facts = OrderFacts.Of(order) };
        }

        if (list.Gap != MissingReason.NoneOnFile)
        {
            return new Verdict.NotChecked("dischargeList", list.Gap) { Facts = OrderFacts.Of(order) };
        }

        if (order.IsOral && Tapers.EndHere(order))
        {
            return new Verdict.Silent("the end of a taper") { Facts = OrderFacts.Of(order) };
        }

        if (!order.IsOral)
        {
            return new Verdict.Found(order.Policy.Level(Id, "pump"), Pump.Message(order, Id, new($"{Id}.summaryPump"), "actPump"))
            {
                Facts = OrderFacts.Of(order),
                Acts = DoseActs.InOrder(order, Pump.Team("due.atOnce")),
                Group = Pump.Group,
                YieldsTo = PumpStop.Id,
            };
        }

        string level = BegunInStay(order) ? "begunInStay" : list.OthersOrdered ? "listed" : "nothingYet";
        return new Verdict.Found(Withdrawal.AtMost(order, order.Policy.Level(Id, level)), Withdrawal.Message(order, Id, Summary(order, $"{Id}.summary"), new($"{Id}.act")))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, Continue(order, OrderCategory.Discharge), Withdrawal.Taper(order, Id, Withdrawal.Plan(order))),
        };
    }

    // Only where all that was seen of it is of the stay, and its beginning is known.
    private static bool BegunInStay(OrderUnderCheck order) =>
        order.Therapy is { ByRecordsOnly: false, Since: { } since } && since > order.Patient.Today.AddDays(-order.Policy.Withdrawal.InpatientDays)
        && Therapy.RunningOf(order.Patient, order.Order).All(one => one.Category == OrderCategory.Inpatient && one.Replaces.IsEmpty);

    private static Verdict AtAdmission(OrderUnderCheck order)
    {
        if (order.Patient.Encounter is not Known<PatientEncounter>.Value { Fact: var stay })
        {
            MissingReason gap = ((Known<PatientEncounter>.Missing)order.Patient.Encounter).Reason;
            return gap == MissingReason.NoneOnFile
                ? new Verdict.DoesNotApply("no encounter")
                : new Verdict.NotChecked("admission", gap) { Facts = OrderFacts.Of(order) };
        }

        if (!stay.InHospital)
        {
            return new Verdict.DoesNotApply("not a stay in hospital");
        }

        if (order.Patient.Running.Items.Concat(order.Session.DraftedOnFile).Any(one => Pump.IsPump(one) == !order.IsOral && IsOfStay(order, stay, one)))
        {
            return new Verdict.Silent("ordered in hospital") { Facts = OrderFacts.Of(order) };
        }

        bool isLong = stay.InProgress && stay.StartedAt < order.Patient.Now.AddHours(-order.Policy.Withdrawal.AdmissionHours);
        Indicator level = order.Policy.Level(Id, isLong ? "admittedLong" : "admission");
        return new Verdict.Found(
            level,
            order.IsOral
                ? Withdrawal.Message(order, Id, Summary(order, $"{Id}.summaryAdmission"), new($"{Id}.actAdmission"))
                : Pump.Message(order, Id, new($"{Id}.summaryAdmissionPump"), "actAdmissionPump"))
        {
            Facts = OrderFacts.Of(order),
            Acts = DoseActs.InOrder(order, order.IsOral ? Continue(order, OrderCategory.Inpatient) : Pump.Team("due.in24Hours")),
            Group = order.IsOral ? null : Pump.Group,
        };
    }

    // Many EHRs send no category: what was written in the stay is taken for an order of it.
    private static bool IsOfStay(OrderUnderCheck order, PatientEncounter stay, DrugOrder one) =>
        one.Category == OrderCategory.Inpatient
        || (one.EncounterId is { } encounter && encounter == order.Session.EncounterId)
        || (one.Category == OrderCategory.NotStated && stay.StartedAt is { } start && one.AuthoredOn >= DateOnly.FromDateTime(start.DateTime));

    private static Act.ContinueOrder? Continue(OrderUnderCheck order, OrderCategory category) => order.Order.Source is { } source ? new Act.ContinueOrder(source, category) : null;

    private static Phrase Summary(OrderUnderCheck order, string key) => order.Therapy.RunningMg is { } running and > 0m
        ? new(key, ("dose", Shown.Number(running)))
        : new($"{key}NoDose");
}
