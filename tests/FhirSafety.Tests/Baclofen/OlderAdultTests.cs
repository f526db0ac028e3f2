using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Older adults, falls and several drugs that act on the brain.</summary>
public sealed class OlderAdultTests
{
    private const string Start = "older-start";
    private const string Fall = "older-falls";
    private const string Load = "cns-load";

    private static readonly PatientSnapshot Old = APatient().Aged(70).WithEgfr(100);

    [Theory]
    [InlineData(64, 15, "silent")]
    [InlineData(65, 10, "silent")]
    [InlineData(65, 10.01, "info")]
    public void A_start_above_10_mg_is_for_the_younger(int years, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().Aged(years).WithEgfr(100)).Says(Start));

    [Theory]
    [InlineData(30, "silent")]
    [InlineData(30.01, "info")]
    public void A_start_that_goes_on_above_30_mg_is_too(double mg, string expected) =>
        Assert.Equal(expected, Titration(5, (decimal)mg).For(Old).Says(Start));

    [Fact]
    public void Another_risk_makes_it_a_warning()
    {
        Assert.Equal("warning", Order(15).For(Old.WithEgfr(59)).Says(Start));
        Assert.Equal("info", Order(15).For(Old.WithEgfr(60)).Says(Start));
        Assert.Equal("warning", Order(15).For(Old.Taking(Opioid)).Says(Start));
        Assert.Equal("info", Order(15).For(Old.Taking(Ibuprofen)).Says(Start));
        Assert.Equal("warning", Order(15).For(Old.With(Condition("falls", "event"))).Says(Start));
        Assert.Equal("info", Order(15).For(Old.With(Condition("falls", "gait"))).Says(Start));
    }

    [Fact]
    public void The_start_is_offered_lower_and_then_silent()
    {
        Call call = Order(15).For(Old);
        Assert.Equal(10m, call.Offers(Start));
        Assert.Equal("Age 70: start baclofen low (at most 10 mg/day), now 15 mg/day", call.Summary(Start));
        Assert.Equal("silent", call.Accepting(call.Found(Start).Acts[0]).Says(Start));
    }

    [Fact]
    public void It_is_on_the_kidney_card_when_the_kidneys_set_the_start()
    {
        Assert.Equal("kidney", Order(15).For(Old.WithEgfr(50)).Found(Start).Group);
        Assert.Null(Order(15).For(Old).Found(Start).Group);
    }

    [Fact]
    public void Someone_who_takes_it_already_is_left_alone() =>
        Assert.Equal("does not apply", Order(15).For(Old).Renewing(Running(15)).Says(Start));

    [Theory]
    [InlineData("event", 64, "silent")]
    [InlineData("event", 65, "warning")]
    [InlineData("history", 65, "warning")]
    [InlineData("recurrent", 40, "warning")]
    [InlineData("gait", 65, "info")]
    [InlineData("risk", 65, "info")]
    [InlineData("gait", 64, "silent")]
    public void Falls_count_from_65_and_repeated_falls_at_any_age(string group, int years, string expected) =>
        Assert.Equal(expected, Order(5).For(APatient().Aged(years).WithEgfr(100).With(Condition("falls", group))).Says(Fall));

    [Fact]
    public void A_fall_counts_for_12_months_and_when_it_is_over()
    {
        PatientCondition fall = Condition("falls", "event") with { Status = ConditionStatus.Over };
        Assert.Equal("warning", Order(5).For(Old.With(fall with { Date = Today.AddMonths(-12) })).Says(Fall));
        Assert.Equal("silent", Order(5).For(Old.With(fall with { Date = Today.AddMonths(-12).AddDays(-1) })).Says(Fall));
        Assert.Equal("silent", Order(5).For(Old.With(fall with { Refuted = true })).Says(Fall));
    }

    [Fact]
    public void A_start_is_offered_lower_and_a_rise_back()
    {
        PatientSnapshot faller = Old.With(Condition("falls", "event"));
        Assert.Equal(10m, Order(15).For(faller).Offers(Fall));
        Assert.Equal("info", Order(10).Accepted("G1", 10, Fall).For(faller).Says(Fall));
        Call raised = Order(30).For(faller).Renewing(Running(20));
        Assert.Equal(("warning", 20m), (raised.Says(Fall), raised.Offers(Fall)));
        Assert.Equal("does not apply", Order(20).For(faller).Renewing(Running(20)).Says(Fall));
    }

    [Fact]
    public void A_fall_that_is_being_recorded_speaks_of_the_running_order_without_acts()
    {
        PatientCondition fall = Condition("falls", "event", 0) with { IsNew = true };
        Call call = Running(15).Watching(Old.With(fall), "problem-list-item-create");
        Assert.Equal(("warning", ""), (call.Says(Fall), call.Acts(Fall)));
        Assert.Equal("Falls recorded 2026-11-22: baclofen adds dizziness and weakness; raise it slowly", call.Summary(Fall));
        Assert.Equal("silent", Running(15).Watching(Old.With(fall with { IsNew = false }), "problem-list-item-create").Says(Fall));
    }

    [Fact]
    public void Without_the_problem_list_falls_are_not_checked() =>
        Assert.Equal("conditions NotSupplied", Order(5).For(Old with { Conditions = Records.Unknown<PatientCondition>(MissingReason.NotSupplied) }).Says(Fall));

    [Fact]
    public void Three_with_baclofen_are_many_from_65_and_four_below()
    {
        Assert.Equal("silent", Order(5).For(Old.Taking(Opioid)).Says(Load));
        Assert.Equal("warning", Order(5).For(Old.Taking(Opioid, Benzodiazepine)).Says(Load));
        Assert.Equal("silent", Order(5).For(Old.Aged(64).Taking(Opioid, Benzodiazepine)).Says(Load));
        Assert.Equal("info", Order(5).For(Old.Aged(64).Taking(Opioid, Benzodiazepine, Antidepressant)).Says(Load));
    }

    [Fact]
    public void One_ingredient_in_two_sets_counts_once_and_two_of_one_class_twice()
    {
        ActiveMedication both = Other("gabapentinoids", "gabapentinoid", "gabapentin") with
        {
            Meanings = [new Meaning("gabapentinoids", "gabapentinoid"), new Meaning("cns-load-other", "antiepileptic")],
            Ingredients = [new DrugIngredient("gabapentinoids", "GABAPENTIN", false), new DrugIngredient("cns-load-other", "GABAPENTIN", false)],
        };
        Assert.Equal("silent", Order(5).For(Old.Taking(both)).Says(Load));
        Assert.Equal("silent", Order(5).For(Old.Taking(Opioid, Opioid with { Source = "MedicationRequest/again" })).Says(Load));
        Assert.Equal("warning", Order(5).For(Old.Taking(Opioid, Other("opioids", "opioid", "tramadol"))).Says(Load));
    }

    [Theory]
    [InlineData("muscle-relaxants", "centrally-acting", "warning")]
    [InlineData("muscle-relaxants", "direct-acting", "silent")]
    [InlineData("other-sedatives", "antipsychotic", "warning")]
    [InlineData("other-sedatives", "barbiturate", "warning")]
    [InlineData("other-sedatives", "sedating-antidepressant", "warning")]
    [InlineData("other-sedatives", "sedating-antiepileptic", "warning")]
    [InlineData("other-sedatives", "sedating-antihistamine", "silent")]
    [InlineData("tricyclic-antidepressants", "tca", "warning")]
    [InlineData("z-drugs", "z-drug", "warning")]
    [InlineData("cns-load-other", "antiepileptic", "warning")]
    [InlineData("nsaids", "nsaid", "silent")]
    public void Only_the_kinds_the_criteria_name_are_counted(string set, string group, string expected) =>
        Assert.Equal(expected, Order(5).For(Old.Taking(Opioid, Other(set, group, "another"))).Says(Load));

    [Fact]
    public void What_is_on_hold_or_stopped_here_is_not_counted()
    {
        Assert.Equal("silent", Order(5).For(Old.Taking(Opioid, Benzodiazepine with { Status = "on-hold" })).Says(Load));
        Assert.Equal("silent", Order(5).For(Old.Taking(Opioid, Benzodiazepine with { IsStopped = true })).Says(Load));
    }

    [Fact]
    public void Where_free_text_or_an_old_order_makes_the_number_it_counts_a_step_less()
    {
        ActiveMedication byText = Benzodiazepine with { Ingredients = [new DrugIngredient("benzodiazepines", "DIAZEPAM", ByFreeTextOnly: true, "benzodiazepine")] };
        Assert.Equal("info", Order(5).For(Old.Taking(Opioid, byText)).Says(Load));
        Assert.Equal("info", Order(5).For(Old.Taking(Opioid, Other("benzodiazepines", "benzodiazepine", "diazepam", 401))).Says(Load));
        Assert.Equal("warning", Order(5).For(Old.Taking(Opioid, byText, Antidepressant)).Says(Load));
    }

    [Fact]
    public void It_names_the_drugs() =>
        Assert.Equal("3 CNS-active drugs including baclofen: diazepam, oxycodone; stop the least needed", Order(5).For(Old.Taking(Opioid, Benzodiazepine)).Summary(Load));

    [Fact]
    public void Long_names_leave_the_summary_within_its_length()
    {
        ActiveMedication[] drugs = [.. Enumerable.Range(0, 5).Select(n => Other("opioids", "opioid", $"{n} a very long name of a drug as an EHR may write it"))];
        Assert.InRange(Order(5).For(Old.Taking(drugs)).Summary(Load).Length, 1, 139);
    }

    [Fact]
    public void Beside_running_baclofen_it_speaks_when_one_of_them_is_ordered()
    {
        PatientSnapshot patient = Old.Taking(Opioid, Benzodiazepine.Drafted());
        Assert.Equal("warning", Running(15).Paired(patient).Says(Load));
        Assert.Equal("does not apply", Running(15).Paired(Old.Taking(Opioid, Benzodiazepine, Ibuprofen.Drafted())).Says(Load));
    }

    [Fact]
    public void A_stable_renewal_is_silent() =>
        Assert.Equal("silent", Order(15).For(Old.WithEgfr(100, 200).Taking(Opioid, Benzodiazepine)).Renewing(Running(15)).Says(Load));

    [Fact]
    public void What_is_not_known_is_not_called_checked()
    {
        Assert.Equal("interactions NotSupplied", Order(5).For(Old with { Medications = Records.Unknown<ActiveMedication>(MissingReason.NotSupplied) }).Says(Load));
        PatientSnapshot ageless = Old with { BirthDate = new Known<BirthDate>.Missing(MissingReason.NoneOnFile) };
        Assert.Equal("age NoneOnFile", Order(5).For(ageless.Taking(Opioid, Benzodiazepine)).Says(Load));
        Assert.Equal("age NoneOnFile", Order(15).For(ageless).Says(Start));
        Assert.Equal("age NoneOnFile", Order(15).For(ageless.With(Condition("falls", "event"))).Says(Fall));
    }
}
