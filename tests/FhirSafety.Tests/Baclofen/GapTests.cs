using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>What was not seen is never taken for good news.</summary>
public sealed class GapTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 10);

    public static TheoryData<MissingReason> Reasons =>
        [MissingReason.NotSupplied, MissingReason.ReadFailed, MissingReason.Incomplete, MissingReason.Unreadable];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Kidney_results_not_seen_are_named_by_every_kidney_check(MissingReason gap)
    {
        Call call = Order(15).For(APatient() with { Creatinines = Records.Unknown<CreatinineResult>(gap), Egfrs = Records.Unknown<EgfrResult>(gap) }).Writing();
        foreach (string id in (string[])["renal-severe", "renal-moderate", "renal-aki", "renal-problem-list"])
        {
            Assert.Equal($"kidneyLabs {gap}", call.Says(id));
        }
    }

    [Fact]
    public void A_part_of_the_results_is_not_all_of_them()
    {
        Call call = Order(15).For(Healthy with { Egfrs = Healthy.Egfrs with { Gap = MissingReason.Incomplete } });
        Assert.Equal("kidneyLabs Incomplete", call.Says("renal-severe"));
        Assert.Equal("kidneyLabs Incomplete", call.Says("renal-data"));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_problem_list_not_seen_leaves_dialysis_and_acute_injury_open(MissingReason gap)
    {
        Call call = Order(15).For(Healthy with { Conditions = Records.Unknown<PatientCondition>(gap) });
        Assert.Equal($"conditions {gap}", call.Says("renal-dialysis"));
        Assert.Equal($"conditions {gap}", call.Says("renal-aki"));
        Assert.Equal("silent", call.Says("renal-severe"));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Without_a_number_a_problem_list_not_seen_leaves_the_stage_open(MissingReason gap)
    {
        Call call = Order(15).For(APatient() with { Conditions = Records.Unknown<PatientCondition>(gap) });
        Assert.Equal($"conditions {gap}", call.Says("renal-severe"));
        Assert.Equal($"conditions {gap}", call.Says("renal-moderate"));
        Assert.Equal($"conditions {gap}", call.Says("renal-problem-list"));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Procedures_not_seen_leave_dialysis_open(MissingReason gap)
    {
        Assert.Equal($"procedures {gap}", Order(15).For(Healthy with { Procedures = Records.Unknown<PatientProcedure>(gap) }).Says("renal-dialysis"));
        Assert.Equal("silent", Order(15).For(Healthy with { Procedures = Records.Unknown<PatientProcedure>(gap) }).Says("renal-severe"));
        Assert.Equal($"procedures {gap}", Order(15).For(APatient() with { Procedures = Records.Unknown<PatientProcedure>(gap) }).Says("renal-severe"));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Running_orders_not_seen_leave_the_total_open(MissingReason gap) =>
        Assert.Equal($"medications {gap}", Order(15).For(Healthy with { Running = Records.Unknown<DrugOrder>(gap) }).Says("dose-max-daily"));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void An_encounter_not_seen_leaves_the_age_of_a_result_open(MissingReason gap)
    {
        PatientSnapshot somewhere = Healthy with { Setting = new Known<CareSetting>.Missing(gap) };
        Assert.Equal($"encounter {gap}", Order(15).For(somewhere).Says("renal-data"));
    }

    [Fact]
    public void A_result_of_today_is_fresh_wherever_the_patient_is()
    {
        PatientSnapshot somewhere = APatient().WithEgfr(100) with { Setting = new Known<CareSetting>.Missing(MissingReason.ReadFailed) };
        Assert.Equal("silent", Order(15).For(somewhere).Says("renal-data"));
    }

    [Fact]
    public void A_stage_that_only_an_inpatient_would_be_judged_by_is_named()
    {
        PatientSnapshot somewhere = APatient().WithEgfr(70, 10) with
        {
            Conditions = Records.Whole(Condition("ckd", "stage4", 5)),
            Setting = new Known<CareSetting>.Missing(MissingReason.NotSupplied),
        };
        Assert.Equal("encounter NotSupplied", Order(15).For(somewhere).Says("renal-severe"));
    }

    [Fact]
    public void A_creatinine_newer_than_the_number_in_use_is_named_when_it_cannot_be_worked_out()
    {
        PatientSnapshot patient = APatient().WithEgfr(80, 30) with
        {
            Creatinines = Records.Whole(Creatinine(4m)),
            BirthDate = new Known<BirthDate>.Missing(MissingReason.NotSupplied),
        };
        Assert.Equal("kidneyLabs NotComputable", Order(15).For(patient).Says("renal-severe"));
    }

    [Fact]
    public void On_dialysis_missing_results_change_nothing()
    {
        PatientSnapshot patient = APatient() with
        {
            Creatinines = Records.Unknown<CreatinineResult>(MissingReason.NotSupplied),
            Procedures = Records.Whole(Dialysis(ProcedureState.InProgress, 1)),
        };
        Call call = Order(15).For(patient);
        Assert.Equal("critical", call.Says("renal-dialysis"));
        Assert.DoesNotContain(call.Judge(), judgement => judgement.Verdict is Verdict.NotChecked);
    }

    [Fact]
    public void A_healthy_adult_whose_record_was_seen_whole_leaves_nothing_open() =>
        Assert.All(Order(15).For(Healthy).Judge(), judgement => Assert.True(judgement.Verdict is Verdict.Silent or Verdict.DoesNotApply));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Without_kidney_results_nobody_can_tell_that_running_kidneys_are_no_worse(MissingReason gap)
    {
        PatientSnapshot unseen = APatient() with { Creatinines = Records.Unknown<CreatinineResult>(gap), Egfrs = Records.Unknown<EgfrResult>(gap) };
        foreach (string hook in (string[])["patient-view", "encounter-start", "encounter-discharge", "problem-list-item-create"])
        {
            Assert.Equal($"kidneyLabs {gap}", Running(15).Watching(unseen, hook).Says("renal-severe"));
            Assert.Equal("silent", Running(15).Watching(Healthy, hook).Says("renal-severe"));
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_pair_is_not_called_stable_on_kidneys_that_were_not_seen(MissingReason gap)
    {
        PatientSnapshot both = Healthy.Taking(Diazepam(), Diazepam().Ordered());
        Assert.Equal("silent", Running(30).Paired(both).Says("benzodiazepine"));
        Assert.Equal(
            $"kidneyLabs {gap}",
            Running(30).Paired(both with { Creatinines = Records.Unknown<CreatinineResult>(gap), Egfrs = Records.Unknown<EgfrResult>(gap) }).Says("benzodiazepine"));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void An_nsaid_that_is_mere_information_names_the_kidney_results_not_seen(MissingReason gap)
    {
        PatientSnapshot unseen = APatient().Taking(PatientRecords.Ibuprofen) with { Creatinines = Records.Unknown<CreatinineResult>(gap), Egfrs = Records.Unknown<EgfrResult>(gap) };
        Assert.Equal(("info", $"kidneyLabs {gap}"), (Order(15).For(unseen).Says("renal-nsaid"), Order(15).For(unseen).Unseen("renal-nsaid")));
        Assert.Null(Order(15).For(Healthy.Taking(PatientRecords.Ibuprofen)).Unseen("renal-nsaid"));
    }
}
