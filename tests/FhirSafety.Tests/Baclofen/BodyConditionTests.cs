using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.ConditionArea;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class BodyConditionTests
{
    [Theory]
    [InlineData("stroke", "warning")]
    [InlineData("stroke-sequela", "warning")]
    [InlineData("tia", "silent")]
    [InlineData("history", "silent")]
    public void A_stroke_warns_at_a_start_in_the_United_States(string group, string level) =>
        Assert.Equal(level, Order(5).For(With("stroke", group, 900)).Says("stroke"));

    [Theory]
    [InlineData("2025-11-22", "warning")]
    [InlineData("2025-11-21", "info")]
    public void Elsewhere_a_stroke_warns_for_twelve_months(string day, string level) =>
        Assert.Equal(level, Order(5).For(APatient().And(Condition("stroke", "stroke") with { Date = DateOnly.Parse(day, null) })).In("UK").Says("stroke"));

    [Fact]
    public void A_stroke_is_information_while_the_dose_stays()
    {
        Assert.Equal("info", Order(30).For(With("stroke", "stroke", 5)).Renewing(Running(30, 100)).Says("stroke"));
        Assert.Equal("warning", Order(60).For(With("stroke", "stroke", 400)).Renewing(Running(30, 100)).Says("stroke"));
    }

    [Fact]
    public void Who_takes_it_already_is_not_told_to_start_low_after_a_stroke()
    {
        PatientSnapshot patient = With("stroke", "stroke", 5);
        Assert.EndsWith("start low and raise slowly", Order(5).For(patient).Summary("stroke"), StringComparison.Ordinal);
        Assert.EndsWith("start low and raise slowly", Order(60).For(patient).Renewing(Running(30, 100)).Summary("stroke"), StringComparison.Ordinal);
        Assert.EndsWith("watch for sleepiness and falls", Order(30).For(patient).Renewing(Running(30, 100)).Summary("stroke"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stroke_joins_the_card_that_sets_the_start()
    {
        Assert.Equal("start", Order(15).For(With("stroke", "stroke")).Found("stroke").Group);
        Assert.Equal("kidney", Order(15).For(With("stroke", "stroke").WithEgfr(50)).Found("stroke").Group);
        Assert.Equal("5*", Order(15).For(With("stroke", "stroke")).Acts("stroke"));
    }

    [Fact]
    public void Spasticity_of_cerebral_origin_is_information_at_a_new_start_only()
    {
        Assert.Equal("info", Order(15).For(With("spasticity-indications", "cerebral-origin")).Says("cerebral-origin"));
        Assert.Equal("info", Order(15).For(With("stroke", "stroke-sequela")).Says("cerebral-origin"));
        Assert.Equal("silent", Order(15).For(With("spasticity-indications", "licensed")).Says("cerebral-origin"));
        Assert.Equal("silent", Order(60).For(With("stroke", "stroke-sequela")).Renewing(Running(30)).Says("cerebral-origin"));
    }

    [Theory]
    [InlineData("ulcer", 90, "US", "warning")]
    [InlineData("ulcer", 91, "US", "info")]
    [InlineData("ulcer", 90, "UK", "critical")]
    [InlineData("ulcer", 91, "UK", "info")]
    [InlineData("history", 10, "UK", "info")]
    [InlineData("erosion", 10, "UK", "info")]
    public void An_active_ulcer_warns_and_is_contraindicated_in_the_United_Kingdom(string group, int daysAgo, string jurisdiction, string level) =>
        Assert.Equal(level, Order(5).For(With("peptic-ulcer", group, daysAgo)).In(jurisdiction).Says("peptic-ulcer"));

    [Theory]
    [InlineData(90, true, "warning")]
    [InlineData(91, true, "info")]
    [InlineData(90, false, "info")]
    public void An_old_ulcer_is_active_when_an_encounter_names_it(int daysAgo, bool ofEncounter, string level) =>
        Assert.Equal(level, Order(5).For(APatient().And(
            Condition("peptic-ulcer", "ulcer", 1800) with { RecordedOn = Today.AddDays(-daysAgo), EncounterDiagnosis = ofEncounter })).Says("peptic-ulcer"));

    [Fact]
    public void An_ulcer_that_is_over_is_history() =>
        Assert.Equal("info", Order(5).For(APatient().And(Condition("peptic-ulcer", "ulcer") with { Status = ConditionStatus.Over })).In("UK").Says("peptic-ulcer"));

    [Fact]
    public void Food_helps_where_the_ulcer_is_no_contraindication()
    {
        Call call = Order(5).For(With("peptic-ulcer", "ulcer"));
        Assert.Equal("instruct:withFood*", call.Acts("peptic-ulcer"));
        DrugOrder instructed = Order(5) with { Instructed = ["withFood"] };
        Assert.Equal(("info", ""), (instructed.For(call.Patient).Says("peptic-ulcer"), instructed.For(call.Patient).Acts("peptic-ulcer")));
        Assert.Equal(("critical", "remove*"), (instructed.For(call.Patient).In("UK").Says("peptic-ulcer"), instructed.For(call.Patient).In("UK").Acts("peptic-ulcer")));
    }

    [Theory]
    [InlineData("hepatic", "hepatic", "cirrhosis", "info")]
    [InlineData("hepatic", "hepatic", "hepatic-failure", "info")]
    [InlineData("hepatic", "hepatic", "liver-disease", "info")]
    [InlineData("hepatic", "hepatic", "hepatic-encephalopathy", "warning")]
    [InlineData("urinary", "urinary", "retention", "warning")]
    [InlineData("urinary", "urinary", "neurogenic-bladder", "info")]
    [InlineData("urinary", "urinary", "outlet-obstruction", "info")]
    [InlineData("urinary", "urinary", "sphincter", "info")]
    [InlineData("porphyria", "porphyria", "porphyria", "warning")]
    [InlineData("porphyria", "porphyria", "acute-porphyria", "critical")]
    [InlineData("autonomic-dysreflexia", "autonomic-dysreflexia-sci", "autonomic-dysreflexia", "info")]
    [InlineData("autonomic-dysreflexia", "autonomic-dysreflexia-sci", "sci-cervical", "info")]
    [InlineData("autonomic-dysreflexia", "autonomic-dysreflexia-sci", "sci-thoracic", "info")]
    [InlineData("autonomic-dysreflexia", "autonomic-dysreflexia-sci", "sci-lumbar", "silent")]
    [InlineData("misuse", "substance-misuse", "opioid", "warning")]
    [InlineData("misuse", "substance-misuse", "sedative", "warning")]
    [InlineData("misuse", "substance-misuse", "cannabis", "info")]
    [InlineData("misuse", "substance-misuse", "other", "info")]
    [InlineData("misuse", "substance-misuse", "in-remission", "info")]
    [InlineData("hypotension", "hypotension", "hypotension", "info")]
    [InlineData("hypotension", "hypotension", "syncope", "info")]
    [InlineData("diabetes-glucose", "diabetes", "diabetes", "info")]
    public void Each_group_has_its_level_at_a_new_start(string id, string set, string group, string level) =>
        Assert.Equal(level, Order(5).For(With(set, group, 900)).Says(id));

    [Fact]
    public void A_new_pump_with_autonomic_dysreflexia_is_a_warning()
    {
        Assert.Equal("warning", Pump().For(With("autonomic-dysreflexia-sci", "autonomic-dysreflexia")).Says("autonomic-dysreflexia"));
        Assert.Equal("info", Pump().For(With("autonomic-dysreflexia-sci", "sci-cervical")).Says("autonomic-dysreflexia"));
    }

    [Fact]
    public void Diabetes_or_a_drug_for_it_is_information_at_a_new_start_and_nothing_at_a_refill()
    {
        Assert.Equal("info", Order(5).For(APatient().Taking(300, "antidiabetics")).Says("diabetes-glucose"));
        Assert.Equal("silent", Order(60).For(With("diabetes", "diabetes", 5)).Renewing(Running(30)).On("medication-refill").Says("diabetes-glucose"));
        Assert.Equal("interactions ReadFailed", Order(5).For(APatient() with { Medications = Records.Unknown<ActiveMedication>(MissingReason.ReadFailed) }).Says("diabetes-glucose"));
    }

    [Theory]
    [InlineData("2025-11-22", "warning")]
    [InlineData("2025-11-21", "silent")]
    public void Suicidality_counts_for_twelve_months_even_when_it_is_over(string day, string level)
    {
        PatientCondition attempt = Condition("depression-suicide-risk", "suicide") with { Date = DateOnly.Parse(day, null), Status = ConditionStatus.Over };
        Assert.Equal(level, Order(5).For(APatient().And(attempt)).Says("suicide-depression"));
    }

    [Fact]
    public void A_supply_of_seven_days_settles_it()
    {
        Call call = Order(5).For(With("depression-suicide-risk", "suicide"));
        Assert.Equal(("Suicide risk: limit baclofen supply and follow up", "supply:7*"), (call.Summary("suicide-depression"), call.Acts("suicide-depression")));
        Assert.Equal("warning", (Order(5) with { SupplyDays = 8 }).For(call.Patient).Says("suicide-depression"));
        Call limited = (Order(5) with { SupplyDays = 7 }).For(call.Patient);
        Assert.Equal(("info", ""), (limited.Says("suicide-depression"), limited.Acts("suicide-depression")));
    }

    [Fact]
    public void Depression_speaks_together_with_a_drinking_problem_only()
    {
        PatientSnapshot depressed = With("depression-suicide-risk", "depression", 400);
        Assert.Equal("silent", Order(5).For(depressed).Says("suicide-depression"));
        Assert.Equal("info", Order(5).For(depressed.And(Condition("alcohol", "heavy-use"))).Says("suicide-depression"));
        Assert.Equal("silent", Order(5).For(depressed.And(Condition("alcohol", "history"))).Says("suicide-depression"));
    }

    [Theory]
    [InlineData(99.9, 30, "info")]
    [InlineData(100, 30, "silent")]
    [InlineData(90, 31, "silent")]
    public void A_systolic_pressure_under_100_in_30_days_is_low(double mmHg, int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(APatient().WithSystolic((decimal)mmHg, daysAgo)).Says("hypotension"));

    [Fact]
    public void Low_pressure_with_a_drug_that_lowers_it_is_a_warning()
    {
        Call call = Order(5).For(APatient().WithSystolic(92).Taking(300, "antihypertensives"));
        Assert.Equal(("warning", "Low blood pressure 92 mmHg: baclofen can lower it further; check lying and standing"), (call.Says("hypotension"), call.Summary("hypotension")));
        Assert.Equal("task:bloodPressure*", call.Acts("hypotension"));
        Assert.Equal("silent", Order(5).For(APatient().Taking(300, "antihypertensives")).Says("hypotension"));
    }

    [Fact]
    public void A_childs_pressure_is_not_held_to_the_limit_of_adults()
    {
        Assert.Equal("silent", Order(5).For(APatient().Aged(17).WithSystolic(92)).Says("hypotension"));
        Assert.Equal("info", Order(5).For(APatient().Aged(18).WithSystolic(92)).Says("hypotension"));
    }

    [Fact]
    public void Vital_signs_not_seen_leave_low_pressure_open() =>
        Assert.Equal("bloodPressure NotSupplied", Order(5).For(APatient() with { SystolicPressures = Records.Unknown<Dated<decimal>>(MissingReason.NotSupplied) }).Says("hypotension"));

    public static TheoryData<string> OnTheProblemList =>
    [
        "epilepsy", "respiratory", "psychosis-confusion", "stroke", "parkinson-levodopa", "peptic-ulcer", "hepatic", "urinary",
        "autonomic-dysreflexia", "porphyria", "suicide-depression", "misuse", "hypotension",
    ];

    [Theory]
    [MemberData(nameof(OnTheProblemList))]
    public void A_problem_list_not_seen_leaves_it_open_for_an_order_but_not_for_a_diagnosis_being_recorded(string id)
    {
        PatientSnapshot patient = APatient() with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) };
        Assert.Equal("conditions ReadFailed", Order(5).For(patient).Says(id));
        Assert.Equal("silent", Running(30).Watching(patient, "problem-list-item-create").Says(id));
        Assert.Equal("does not apply", Running(30).Watching(patient).Says(id));
    }

    [Theory]
    [InlineData("epilepsy", "epilepsy-seizure", "epilepsy", "warning", "task:neurology*")]
    [InlineData("epilepsy", "epilepsy-seizure", "seizure", "critical", "task:neurology*")]
    [InlineData("respiratory", "respiratory", "copd", "warning", "task:sleepStudy*")]
    [InlineData("psychosis-confusion", "psychosis-confusion", "confusion", "warning", "task:toxicity* task:psychiatry")]
    [InlineData("stroke", "stroke", "stroke", "info", "")]
    [InlineData("peptic-ulcer", "peptic-ulcer", "ulcer", "warning", "")]
    [InlineData("suicide-depression", "depression-suicide-risk", "suicide", "warning", "")]
    [InlineData("porphyria", "porphyria", "acute-porphyria", "critical", "")]
    public void A_diagnosis_being_recorded_speaks_as_if_established_and_changes_no_order(string id, string set, string group, string level, string acts)
    {
        Assert.Equal((level, acts), (Recorded(set, group).Says(id), Recorded(set, group).Acts(id)));
        Assert.Equal("silent", Running(30).Watching(With(set, group), "problem-list-item-create").Says(id));
    }

    [Fact]
    public void Critical_findings_keep_a_card_of_their_own_and_warnings_share_one()
    {
        PatientSnapshot patient = With("epilepsy-seizure", "seizure").And(Condition("urinary", "retention"), Condition("porphyria", "porphyria"), Condition("respiratory", "copd"));
        Assert.Equal(
            ["Seizure: baclofen can lower the seizure threshold; never stop suddenly", "COPD: baclofen can slow breathing; lowest dose, watch oxygen saturation", "Porphyria: baclofen is listed as a caution; seek advice"],
            Order(5).For(patient.WithEgfr(100)).Cards().Select(card => card.Summary));
    }
}
