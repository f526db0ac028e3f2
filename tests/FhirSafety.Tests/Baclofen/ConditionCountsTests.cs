using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.ConditionArea;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>When a condition counts, and on which card and by which acts it is said.</summary>
public sealed class ConditionCountsTests
{
    [Theory]
    [InlineData(360, "warning")]
    [InlineData(370, "silent")]
    public void A_seizure_that_only_an_encounter_names_counts_for_twelve_months(int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(APatient().And(Condition("epilepsy-seizure", "seizure", daysAgo) with { EncounterDiagnosis = true })).Says("epilepsy"));

    [Theory]
    [InlineData(360, "warning")]
    [InlineData(370, "silent")]
    public void An_illness_of_years_counts_for_twelve_months_from_the_encounter_that_names_it(int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(APatient().And(
            Condition("epilepsy-seizure", "epilepsy", 3000) with { RecordedOn = Today.AddDays(-daysAgo), EncounterDiagnosis = true })).Says("epilepsy"));

    [Fact]
    public void A_taper_is_not_judged_by_conditions_nor_by_the_count_of_drugs()
    {
        PatientSnapshot patient = With("epilepsy-seizure", "seizure", 20);
        Assert.Equal("critical", Order(30).For(patient).Renewing(Running(30, 25)).Says("epilepsy"));
        Assert.Equal("silent", Titration(20, 10).For(patient).Renewing(Running(30, 25)).Says("epilepsy"));
    }

    [Theory]
    [InlineData(50, "warning")]
    [InlineData(150, "silent")]
    public void Who_is_known_by_a_statement_alone_is_judged_by_its_beginning(int daysAgo, string level)
    {
        DrugStatement taken = new(new KnownDrug(IsWatched: true, []), IsActive: true, Route.Oral, Oral(30), Today.AddDays(-100), EndsOn: null, "MedicationStatement/s");
        Assert.Equal(level, Order(30).For(With("epilepsy-seizure", "epilepsy", daysAgo) with { Statements = Records.Whole(taken) }).Says("epilepsy"));
    }

    [Fact]
    public void An_order_without_a_date_makes_no_diagnosis_look_known() =>
        Assert.Equal("warning", Order(30).For(With("epilepsy-seizure", "epilepsy", 5)).Renewing(Running(30) with { AuthoredOn = null }).Says("epilepsy"));

    [Theory]
    [InlineData("liver-alt", 120, "silent")]
    [InlineData("liver-alt", 121, "info")]
    [InlineData("liver-ast", 120, "silent")]
    [InlineData("liver-ast", 121, "info")]
    [InlineData("glucose", 400, "silent")]
    public void Liver_enzymes_are_said_above_three_times_their_limit(string enzyme, int value, string level) =>
        Assert.Equal(level, Order(5).For(APatient().WithEnzyme(enzyme, value)).Says("hepatic"));

    [Fact]
    public void The_newest_enzyme_decides_and_one_without_a_limit_says_nothing()
    {
        Assert.Equal("silent", Order(5).For(APatient().WithEnzyme("liver-alt", 400, daysAgo: 20).WithEnzyme("liver-alt", 30, daysAgo: 2)).Says("hepatic"));
        Assert.Equal("silent", Order(5).For(APatient().WithEnzyme("liver-alt", 400, limit: null)).Says("hepatic"));
        Assert.Equal("info", Order(30).For(APatient().WithEnzyme("liver-alt", 400, daysAgo: 20)).Renewing(Running(30, 21)).Says("hepatic"));
        Assert.Equal("silent", Order(30).For(APatient().WithEnzyme("liver-alt", 400, daysAgo: 22)).Renewing(Running(30, 21)).Says("hepatic"));
    }

    [Fact]
    public void Liver_tests_that_were_not_seen_are_no_all_clear()
    {
        PatientSnapshot unseen = APatient() with { OtherLabs = Records.Unknown<LabResult>(MissingReason.ReadFailed) };
        Assert.Equal("liverTests ReadFailed", Order(5).For(unseen).Says("hepatic"));
        Assert.Equal("info", Order(5).For(unseen.And(Condition("hepatic", "cirrhosis"))).Says("hepatic"));
    }

    [Fact]
    public void Autonomic_dysreflexia_is_a_line_of_the_card_of_a_sudden_stop_or_cut()
    {
        PatientSnapshot patient = With("autonomic-dysreflexia-sci", "autonomic-dysreflexia", 900);
        Call stop = Running(60).Stopping(patient);
        Assert.Equal("warning", stop.Says("autonomic-dysreflexia"));
        Assert.Equal("withdrawal", stop.Found("autonomic-dysreflexia").Group);
        Assert.Equal("warning", Order(15).For(patient).Renewing(Running(60)).Says("autonomic-dysreflexia"));
        Assert.Equal("silent", Order(60).For(patient).Renewing(Running(60)).Says("autonomic-dysreflexia"));
        Assert.Equal("info", Running(60).Stopping(With("autonomic-dysreflexia-sci", "sci-cervical", 900)).Says("autonomic-dysreflexia"));
    }

    [Fact]
    public void Where_a_diagnosis_is_recorded_a_referral_is_a_task_and_no_order_is_touched()
    {
        foreach ((string id, string set, string group) in ((string, string, string)[])
        [
            ("epilepsy", "epilepsy-seizure", "epilepsy"), ("respiratory", "respiratory", "copd"), ("psychosis-confusion", "psychosis-confusion", "psychosis"),
            ("parkinson-levodopa", "parkinson", "parkinson"), ("urinary", "urinary", "retention"),
        ])
        {
            Assert.All(Recorded(set, group).Found(id).Acts, act => Assert.IsType<Act.CreateTask>(act));
        }
    }

    [Fact]
    public void In_palliative_care_an_allergy_list_that_was_not_seen_is_still_said()
    {
        PatientSnapshot patient = With("palliative-care", "palliative") with { Allergies = Records.Unknown<PatientAllergy>(MissingReason.ReadFailed) };
        Assert.Equal("allergies ReadFailed", Order(15).For(patient).Says("allergy"));
        Assert.Equal("silent", Order(15).For(patient with { OxygenSaturations = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed) }).Says("respiratory"));
    }

    [Fact]
    public void Care_of_a_nursing_mother_tells_no_birth()
    {
        PatientCondition care = new([new Meaning("lactation", "breastfeeding"), new Meaning("pregnancy", "ended")], ConditionStatus.Active, Refuted: false, Today, AbatedOn: null, EncounterDiagnosis: false, "Condition/care");
        Assert.Equal("info", Order(15).For(AWoman().With(care)).Says("lactation"));
        Assert.Equal("warning", Order(15).For(AWoman().With(care).And(Condition("pregnancy", "ended", 10))).Says("lactation"));
    }

    [Fact]
    public void Near_birth_a_taper_that_ends_a_week_before_is_offered_while_there_is_time()
    {
        Act.Taper? Offered(int inDays) => Running(15).Watching(AWoman().Due(inDays)).Found("pregnancy-near-term").Acts.OfType<Act.Taper>().SingleOrDefault();

        Assert.Equal("10 for 14, 5 for 14", Rows(Offered(40)));
        Assert.Equal("10 for 6, 5 for 6", Rows(Offered(20)));
        Assert.Null(Offered(12));
        Assert.Null(Offered(-3));
        Assert.NotEmpty(Order(15).For(AWoman().Due(40)).Renewing(Running(15)).Found("pregnancy-near-term").Acts.OfType<Act.Taper>());
        Assert.Empty(Order(30).For(AWoman().Due(40)).Renewing(Running(15)).Found("pregnancy-near-term").Acts.OfType<Act.Taper>());
    }

    [Fact]
    public void A_start_brought_down_as_advised_near_birth_is_information() =>
        Assert.Equal("info", Order(5).Accepted("none", 5, "pregnancy-near-term").For(AWoman().Due(30)).Says("pregnancy-near-term"));

    private static string Rows(Act.Taper? taper) => string.Join(", ", taper!.Steps.Select(row => $"{row.Regimen.MgADay:0.#} for {row.Days}"));
}
