using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>The patient from all that was gathered. A need that nobody asked for reads as not supplied.</summary>
internal static class SnapshotReader
{
    // A status that FHIR does not know says nothing, and an order that may run is not passed over for it.
    private static readonly string[] EndedStatus = ["draft", "completed", "stopped", "cancelled", "entered-in-error", "unknown"];

    /// <summary>The patient.</summary>
    public static PatientSnapshot Read(
        HookRequest request,
        ImmutableArray<OrderedDrug> drafts,
        ImmutableDictionary<Need, NeedData> gathered,
        OrderedDrugs drugs,
        ReadingContext context)
    {
        NeedData Of(Need need) => gathered.GetValueOrDefault(need) ?? NeedData.Unknown(MissingReason.NotSupplied);

        JsonElement patient = Of(Need.Patient).Resources[0];
        Known<BirthDate> birth = PatientReader.BirthDate(patient, context);
        NeedData labs = Of(Need.KidneyLabs);
        NeedData size = Of(Need.BodySize);
        NeedData vitals = Of(Need.VitalSigns);
        ObservationReader observations = new ObservationReader(context, birth).Read(labs).Read(size);
        ImmutableArray<OrderedDrug> running = [.. EachOnce(Of(Need.Medications).Resources.Where(Runs)).Select(drugs.IdentifyChosen)];
        ImmutableArray<OrderedDrug> statements = [.. Of(Need.Statements).Resources.Select(drugs.IdentifyRecord)];
        ImmutableArray<OrderedDrug> dispenses = [.. Of(Need.Dispenses).Resources.Select(drugs.IdentifyRecord)];
        DrugRecordReader records = new(context);
        Records<PatientCondition> conditions = ConditionReader.Conditions(Of(Need.Conditions), request.NewConditions, Of(Need.Encounter), context);
        Known<PatientEncounter> encounter = EncounterReader.Read(Of(Need.Encounter), request, context.Zone);

        return new PatientSnapshot
        {
            Now = context.Now,
            BirthDate = birth,
            Sex = PatientReader.SexOf(patient, context),
            SexForClinicalUse = PatientReader.SexForClinicalUse(patient, context),
            Creatinines = observations.Creatinines(labs),
            Egfrs = observations.Egfrs(labs),
            Weights = observations.Weights(size),
            Heights = observations.Heights(size),
            Conditions = conditions,
            HadWithdrawal = EarlierWithdrawal.IsTold([.. Of(Need.Conditions).Resources, .. request.NewConditions, .. Of(Need.Allergies).Resources], context.Drug.Name),
            Procedures = ConditionReader.Procedures(Of(Need.Procedures), Of(Need.ServiceRequests), context),
            Running = RunningOrders(running, Of(Need.Medications).Gap, context),
            Medications = new(new MedicationReader(context).Read(running, drafts, statements, dispenses), MedicationsGap(Of, running.Concat(drafts))),
            Statements = records.Statements(statements, Of(Need.Statements).Gap),
            Dispenses = records.Dispenses(dispenses, Of(Need.Dispenses).Gap),
            Administrations = records.Administrations([.. Of(Need.Administrations).Resources.Select(drugs.IdentifyRecord)], Of(Need.Administrations).Gap),
            Allergies = AllergyReader.Read(Of(Need.Allergies), context),
            Pregnancy = PregnancyReader.Read(Of(Need.Pregnancy), context),
            Alcohol = MeasureReader.Alcohol(Of(Need.Alcohol), context),
            SystolicPressures = MeasureReader.Read(vitals, "bp-systolic", context),
            OxygenSaturations = MeasureReader.Read(vitals, "spo2", context),
            Appointments = AppointmentReader.Read(Of(Need.Appointments), context),
            OtherLabs = LabReader.Read(Of(Need.OtherLabs), context),
            TaperPlans = CarePlanReader.Tapers(Of(Need.CarePlans), context),
            Encounter = encounter,
            Setting = EncounterReader.Setting(encounter, request),
            EncounterTypes = EncounterReader.Types(Of(Need.Encounter), request.EncounterId, context),
            EncounterReasons = EncounterReader.Reasons(Of(Need.Encounter), request.EncounterId, conditions, context),
        };
    }

    // A running order whose drug cannot be told may be the one.
    private static Records<DrugOrder> RunningOrders(ImmutableArray<OrderedDrug> running, MissingReason gap, ReadingContext context)
    {
        foreach (OrderedDrug untold in Untold(running))
        {
            context.Note(ReadingProblem.DrugNotTold, untold.Resource);
            gap = WithUntold(gap);
        }

        return new(
            [.. running.Where(order => order.Identity == DrugIdentity.Monitored).Select(order => OrderReader.Read(order, context))],
            gap);
    }

    // Another prescriber's drug may stand in any of the three, and one that cannot be told may be any drug.
    private static MissingReason MedicationsGap(Func<Need, NeedData> of, IEnumerable<OrderedDrug> orders) =>
        Untold(orders).Any()
            ? WithUntold(of(Need.Medications).Gap)
            : ((Need[])[Need.Medications, Need.Statements, Need.Dispenses])
                .Select(need => of(need).Gap).FirstOrDefault(one => one != MissingReason.NoneOnFile, MissingReason.NoneOnFile);

    private static IEnumerable<OrderedDrug> Untold(IEnumerable<OrderedDrug> orders) => orders.Where(order => order.Identity == DrugIdentity.NotTold);

    private static MissingReason WithUntold(MissingReason gap) => gap == MissingReason.NoneOnFile ? MissingReason.Unreadable : gap;

    // Pages that shift while they are read bring an order twice, and its dose must not count twice.
    private static IEnumerable<JsonElement> EachOnce(IEnumerable<JsonElement> orders) =>
        orders.DistinctBy(order => (object?)References.SourceOf(order) ?? new object());

    // "Do not give" is no order that runs.
    private static bool Runs(JsonElement order) =>
        !EndedStatus.Contains(References.Text(order, "status"u8)) && !References.IsTrue(order, "doNotPerform"u8);
}
