using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.ConditionArea;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class AllergyAndPurposeTests
{
    [Theory]
    [InlineData(AllergyType.Allergy, "critical")]
    [InlineData(AllergyType.NotStated, "critical")]
    [InlineData(AllergyType.Intolerance, "warning")]
    public void A_recorded_allergy_stops_a_start_and_an_intolerance_warns(AllergyType type, string level)
    {
        Call call = Order(5).For(APatient().WithAllergy(type));
        Assert.Equal((level, "remove*"), (call.Says("allergy"), call.Acts("allergy")));
        Assert.Equal(level, call.Writing().Says("allergy"));
    }

    [Theory]
    [InlineData(29, "critical")]
    [InlineData(30, "warning")]
    public void Who_has_run_for_30_days_needs_the_record_corrected_or_a_taper(int days, string level)
    {
        Call call = Order(30).For(APatient().WithAllergy()).Renewing(Running(30, days));
        Assert.Equal((level, "taper-30-to-0"), (call.Says("allergy"), call.Acts("allergy")));
        Assert.StartsWith("Taken already: correct the record, or taper.", call.ToDo("allergy"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reaction_is_told_in_the_words_of_the_record()
    {
        Assert.Equal("Recorded baclofen allergy: Rash; do not start, or correct the record", Order(5).For(APatient().WithAllergy()).Summary("allergy"));
        Assert.Equal("Recorded baclofen intolerance, reaction not stated; do not start, or correct the record", Order(5).For(APatient().WithAllergy(AllergyType.Intolerance, reaction: null)).Summary("allergy"));
    }

    [Fact]
    public void An_allergy_outweighs_an_intolerance_and_what_is_refuted_or_over_counts_for_nothing()
    {
        PatientAllergy allergy = APatient().WithAllergy().Allergies.Items[0];
        PatientAllergy intolerance = allergy with { Type = AllergyType.Intolerance, Date = Today };
        Assert.Equal("critical", Order(5).For(APatient() with { Allergies = Records.Whole(intolerance, allergy) }).Says("allergy"));
        Assert.Equal("silent", Order(5).For(APatient() with { Allergies = Records.Whole(allergy with { Refuted = true }, allergy with { IsActive = false }) }).Says("allergy"));
    }

    [Fact]
    public void An_allergy_is_said_in_palliative_care_too()
    {
        PatientCondition hospice = Condition("palliative-care", "palliative");
        Assert.Equal("critical", Order(5).For(APatient().WithAllergy().And(hospice)).Says("allergy"));
        Assert.Equal("silent", Order(5).For(With("epilepsy-seizure", "seizure").And(hospice)).Says("epilepsy"));
    }

    // What could not be seen may be critical, which is said to the end.
    [Fact]
    public void Allergies_that_were_not_seen_are_named_in_palliative_care_too()
    {
        PatientSnapshot patient = APatient() with
        {
            Conditions = Records.Whole(Condition("palliative-care", "palliative")),
            Allergies = Records.Unknown<PatientAllergy>(MissingReason.ReadFailed),
        };

        Assert.Equal("allergies ReadFailed", Order(5).For(patient).Says("allergy"));
        Assert.Equal("silent", Order(5).For(patient).Says("epilepsy"));
    }

    [Fact]
    public void Allergies_that_were_not_seen_are_said_in_palliative_care_too() =>
        Assert.Equal("allergies ReadFailed", Order(5).For(APatient().WithEgfr(100) with
        {
            Allergies = Records.Unknown<PatientAllergy>(MissingReason.ReadFailed),
            Conditions = Records.Whole(Condition("palliative-care", "palliative")),
        }).Says("allergy"));

    [Fact]
    public void Allergies_that_were_not_seen_are_not_checked_in_palliative_care_either() =>
        Assert.Equal("allergies NotSupplied", Order(5).For(
            APatient().WithEgfr(100) with { Conditions = Records.Whole(Condition("palliative-care", "palliative")), Allergies = Records.Unknown<PatientAllergy>(MissingReason.NotSupplied) }).Says("allergy"));

    [Fact]
    public void An_encounter_for_palliative_care_is_palliative_care()
    {
        PatientSnapshot patient = With("epilepsy-seizure", "seizure");
        Assert.Equal("critical", Order(5).For(patient with { EncounterTypes = [new Meaning("diabetes", "diabetes")] }).Says("epilepsy"));
        Assert.Equal("silent", Order(5).For(patient with { EncounterTypes = [new Meaning("palliative-care", "palliative")] }).Says("epilepsy"));
    }

    [Fact]
    public void Allergies_not_seen_are_named() =>
        Assert.Equal("allergies NotSupplied", Order(5).For(APatient() with { Allergies = Records.Unknown<PatientAllergy>(MissingReason.NotSupplied) }).Writing().Says("allergy"));

    [Theory]
    [InlineData("non-spastic-spasm", "info")]
    [InlineData("rheumatic", "info")]
    [InlineData("symptom", "silent")]
    [InlineData("licensed", "silent")]
    public void A_start_for_back_pain_or_rheumatic_spasm_is_asked_about(string reason, string level) =>
        Assert.Equal(level, Order(5).Because("spasticity-indications", reason).For(APatient()).Says("indication-check"));

    [Fact]
    public void No_reason_spasticity_on_file_or_a_running_drug_asks_nothing()
    {
        DrugOrder forBackPain = Order(5).Because("spasticity-indications", "non-spastic-spasm");
        Assert.Equal("silent", Order(5).For(APatient()).Says("indication-check"));
        Assert.Equal("silent", forBackPain.For(With("spasticity-indications", "licensed")).Says("indication-check"));
        Assert.Equal("silent", forBackPain.For(APatient()).Renewing(Running(5)).Says("indication-check"));
        Assert.Equal("conditions ReadFailed", forBackPain.For(APatient() with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Says("indication-check"));
    }

    [Fact]
    public void A_reason_that_points_to_the_problem_list_is_looked_up_there()
    {
        DrugOrder draft = Order(5) with { ReasonConditions = ["Condition/back"] };
        PatientCondition back = Condition("spasticity-indications", "non-spastic-spasm") with { Source = "Condition/back" };
        Assert.Equal("info", draft.For(APatient().And(back)).Says("indication-check"));
        Assert.Equal("silent", draft.For(APatient().And(back with { Source = "Condition/other" })).Says("indication-check"));
        Assert.Equal("conditions NotSupplied", draft.For(APatient() with { Conditions = Records.Unknown<PatientCondition>(MissingReason.NotSupplied) }).Says("offlabel-gerd"));
    }

    [Theory]
    [InlineData("offlabel-aud", "aud", "alcohol use disorder")]
    [InlineData("offlabel-anxiety", "anxiety", "anxiety")]
    [InlineData("offlabel-gerd", "gerd", "reflux disease")]
    [InlineData("offlabel-neuropathic", "neuropathic-pain", "neuropathic pain")]
    [InlineData("offlabel-hiccup", "hiccup", "hiccups")]
    public void A_purpose_off_label_is_named_at_a_new_start(string id, string reason, string purpose)
    {
        Call call = Order(5).Because("off-label-indications", reason).For(APatient());
        Assert.Equal(("info", $"Off-label: baclofen for {purpose}; not approved in the US"), (call.Says(id), call.Summary(id)));
        Assert.Equal("silent", call.Renewing(Running(5)).Says(id));
        Assert.Equal("silent", Order(5).For(APatient()).Says(id));
        Assert.Single(call.Judge(), judgement => judgement.Verdict is Verdict.Found && judgement.Precaution.Id.StartsWith("offlabel-", StringComparison.Ordinal));
    }

    [Fact]
    public void Alcohol_dependence_without_spasticity_is_taken_for_the_purpose()
    {
        Assert.Equal(("info", "psychosocial*"), (Order(5).For(With("alcohol", "aud")).Says("offlabel-aud"), Order(5).For(With("alcohol", "aud")).Acts("offlabel-aud")));
        Assert.Equal("silent", Order(5).For(With("alcohol", "aud").And(Condition("spasticity-indications", "symptom"))).Says("offlabel-aud"));
        Assert.Equal("silent", Order(5).For(With("alcohol", "history")).Says("offlabel-aud"));
        Assert.Equal("conditions ReadFailed", Order(5).For(APatient() with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Says("offlabel-aud"));
    }

    [Fact]
    public void Anxiety_codes_are_a_reason_and_not_a_condition_that_speaks()
    {
        Assert.Equal("info", Order(5).Because("anxiety", "anxiety").For(APatient()).Says("offlabel-anxiety"));
        Assert.Equal("silent", Order(5).For(With("anxiety", "anxiety")).Says("offlabel-anxiety"));
    }

    [Fact]
    public void Failing_kidneys_seizures_or_psychosis_speak_against_the_alcohol_purpose()
    {
        DrugOrder draft = Order(5).Because("off-label-indications", "aud");
        Assert.Equal("warning", draft.For(APatient().WithEgfr(29.9m)).Says("offlabel-aud"));
        Assert.Equal("info", draft.For(APatient().WithEgfr(30)).Says("offlabel-aud"));
        Assert.Equal("warning", draft.For(With("epilepsy-seizure", "seizure", 90)).Says("offlabel-aud"));
        Assert.Equal("info", draft.For(With("epilepsy-seizure", "seizure", 91)).Says("offlabel-aud"));
        Assert.Equal("warning", draft.For(With("psychosis-confusion", "schizophrenia")).Says("offlabel-aud"));
        Assert.Equal("info", draft.For(With("psychosis-confusion", "dementia")).Says("offlabel-aud"));
        Assert.Equal("info", Order(5).Because("off-label-indications", "gerd").For(APatient().WithEgfr(20)).Says("offlabel-gerd"));
    }

    [Theory]
    [InlineData(80, "silent")]
    [InlineData(81, "critical")]
    public void More_than_80_mg_for_alcohol_is_critical(decimal mg, string level)
    {
        Assert.Equal(level, Order(mg).Because("off-label-indications", "aud").For(APatient().WithEgfr(100)).Says("dose-max-daily"));
        Assert.Equal(mg > 80 ? "warning" : "silent", Order(mg).For(APatient().WithEgfr(100)).Says("dose-max-daily"));
    }
}
