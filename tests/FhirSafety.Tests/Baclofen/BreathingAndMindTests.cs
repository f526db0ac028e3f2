using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.ConditionArea;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class BreathingAndMindTests
{
    [Theory]
    [InlineData("epilepsy", 400, "warning")]
    [InlineData("epilepsy", 10, "warning")] // the diagnosis is new, no seizure is recorded
    [InlineData("seizure", 91, "warning")]
    [InlineData("seizure", 90, "critical")]
    [InlineData("febrile", 10, "silent")]
    public void Epilepsy_warns_and_a_seizure_in_90_days_is_critical(string group, int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(With("epilepsy-seizure", group, daysAgo)).Says("epilepsy"));

    [Theory]
    [InlineData("2021-11-22", "warning")]
    [InlineData("2021-11-21", "silent")]
    public void Epilepsy_that_is_over_counts_for_five_years_from_its_end(string end, string level)
    {
        PatientCondition over = Condition("epilepsy-seizure", "epilepsy", 8000) with { Status = ConditionStatus.Over, AbatedOn = DateOnly.Parse(end, null) };
        Assert.Equal(level, Order(5).For(APatient().And(over)).Says("epilepsy"));
        Assert.Equal(level, Order(5).For(APatient().And(Condition("epilepsy-seizure", "history") with { Date = DateOnly.Parse(end, null) })).Says("epilepsy"));
    }

    [Theory]
    [InlineData("US", "warning", false)]
    [InlineData("UK", "warning", false)]
    [InlineData("DE", "critical", true)]
    [InlineData("AT", "critical", true)]
    public void German_and_Austrian_texts_contraindicate_it_in_epilepsy_and_their_card_says_so(string jurisdiction, string level, bool said)
    {
        Call call = Order(5).For(With("epilepsy-seizure", "epilepsy", 400)).In(jurisdiction);
        Assert.Equal(level, call.Says("epilepsy"));
        Assert.Equal(said, string.Join(' ', call.Found("epilepsy").Message.Why.Select(call.Drug.Words.Plain)).Contains("texts contraindicate", StringComparison.Ordinal));
    }

    [Fact]
    public void An_undated_seizure_counts_as_of_now_only_while_it_is_current()
    {
        PatientCondition seizure = Condition("epilepsy-seizure", "seizure", null);
        Assert.Equal("critical", Order(5).For(APatient().And(seizure)).Says("epilepsy"));
        Assert.Equal("warning", Order(5).For(APatient().And(seizure with { Status = ConditionStatus.Over })).Says("epilepsy"));
    }

    [Fact]
    public void A_new_start_with_epilepsy_is_offered_5_mg_and_then_is_information()
    {
        Call call = Order(15).For(With("epilepsy-seizure", "epilepsy"));
        Assert.Equal("Epilepsy: baclofen can lower the seizure threshold; never stop suddenly", call.Summary("epilepsy"));
        Assert.Equal("5* neurology", call.Acts("epilepsy"));
        Assert.Equal("Start with at most 5 mg/day. Watch for seizures and by EEG, keep the anticonvulsants, and taper longer when it is stopped.", call.ToDo("epilepsy"));
        Assert.Equal("info", Order(5).Accepted("none", 5, "epilepsy").For(call.Patient).Says("epilepsy"));
        Assert.Equal("2.5* neurology", Order(15).For(call.Patient.And(Condition("dialysis", "status"))).Acts("epilepsy"));
    }

    [Fact]
    public void Who_runs_is_never_offered_a_cut()
    {
        Call raised = Order(60).For(With("epilepsy-seizure", "epilepsy", 400)).Renewing(Running(30));
        Assert.Equal(("warning", "neurology*"), (raised.Says("epilepsy"), raised.Acts("epilepsy")));
        Assert.StartsWith("Raise slowly, if at all, and never stop suddenly.", raised.ToDo("epilepsy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_kidneys_that_need_less_nobody_is_told_to_keep_or_to_raise_the_dose()
    {
        PatientSnapshot patient = APatient().And(Condition("epilepsy-seizure", "epilepsy", 10));
        string Told(double egfr, decimal mg) => Order(mg).For(patient.WithEgfr((decimal)egfr)).Renewing(Running(30)).ToDo("epilepsy");

        Assert.StartsWith("Never stop or cut it suddenly.", Told(24, 30), StringComparison.Ordinal);
        Assert.StartsWith("Do not raise it; never stop or cut it suddenly.", Told(24, 40), StringComparison.Ordinal);
        Assert.StartsWith("Keep the running dose;", Told(50, 30), StringComparison.Ordinal);
        Assert.StartsWith("Raise slowly,", Told(50, 40), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "silent")] // known when the running order was signed
    [InlineData(100, "silent")]
    [InlineData(99, "warning")]
    public void A_renewal_hears_only_of_what_is_new_since_the_running_order(int conditionDays, string level) =>
        Assert.Equal(level, Order(30).For(With("epilepsy-seizure", "epilepsy", conditionDays)).Renewing(Running(30, 100)).Says("epilepsy"));

    [Fact]
    public void What_is_critical_is_a_warning_on_a_stable_renewal() =>
        Assert.Equal("warning", Order(30).For(With("respiratory", "hypoventilation", 400)).Renewing(Running(30, 100)).Says("respiratory"));

    [Theory]
    [InlineData("sleep-disordered-breathing", 10, "warning")]
    [InlineData("copd", 10, "warning")]
    [InlineData("neuromuscular", 10, "warning")]
    [InlineData("hypoventilation", 900, "critical")]
    [InlineData("respiratory-failure", 900, "critical")]
    [InlineData("respiratory-failure-acute", 90, "critical")]
    [InlineData("respiratory-failure-acute", 91, "silent")]
    [InlineData("asthma", 10, "silent")]
    [InlineData("interstitial", 10, "silent")]
    public void What_slows_breathing_warns_and_failing_breath_is_critical(string group, int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(With("respiratory", group, daysAgo)).Says("respiratory"));

    [Theory]
    [InlineData(89.9, 30, "critical")]
    [InlineData(90, 30, "warning")]
    [InlineData(85, 31, "warning")]
    public void A_saturation_under_90_in_30_days_is_critical_with_a_lung_disease(double percent, int daysAgo, string level)
    {
        Assert.Equal(level, Order(5).For(With("respiratory", "copd").WithSaturation((decimal)percent, daysAgo)).Says("respiratory"));
        Assert.Equal("silent", Order(5).For(APatient().WithSaturation((decimal)percent, daysAgo)).Says("respiratory"));
    }

    [Fact]
    public void The_newest_saturation_counts_and_one_without_a_date_can_be_the_newest()
    {
        PatientSnapshot copd = With("respiratory", "copd");
        Assert.Equal("warning", Order(5).For(copd with { OxygenSaturations = Records.Whole(Observed(85, 3), Observed(95, 1)) }).Says("respiratory"));
        Assert.Equal("critical", Order(5).For(copd with { OxygenSaturations = Records.Whole(Observed(85, null), Observed(95, 1)) }).Says("respiratory"));
        Assert.Equal("warning", Order(5).For(copd with { OxygenSaturations = Records.Whole(Observed(97, null), Observed(95, 1)) }).Says("respiratory"));
    }

    [Theory]
    [InlineData(31, 31, "silent")]
    [InlineData(30, 31, "critical")]
    [InlineData(31, 30, "warning")] // nothing is newer than the order that is renewed
    public void With_an_opioid_or_a_benzodiazepine_it_is_critical_until_the_pair_is_stable(int otherDays, int baclofenDays, string level)
    {
        foreach (string set in (string[])["opioids", "benzodiazepines"])
        {
            PatientSnapshot patient = With("respiratory", "copd", 400).Taking(otherDays, set);
            Assert.Equal("critical", Order(5).For(patient).Says("respiratory"));
            Assert.Equal(level, Order(30).For(patient).Renewing(Running(30, baclofenDays)).Says("respiratory"));
            Assert.Equal("critical", Order(60).For(patient).Renewing(Running(30, baclofenDays)).Says("respiratory"));
        }
    }

    // A low saturation, or an opioid, would have made it critical, and that is said on every renewal.
    [Fact]
    public void What_was_known_before_is_not_checked_while_what_makes_it_critical_was_not_seen()
    {
        PatientSnapshot copd = With("respiratory", "copd", 400);
        PatientSnapshot unmeasured = copd with { OxygenSaturations = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed) };
        PatientSnapshot unlisted = copd with { Medications = Records.Unknown<ActiveMedication>(MissingReason.NotSupplied) };
        Assert.Equal("silent", Order(30).For(copd).Renewing(Running(30, 100)).Says("respiratory"));
        Assert.Equal("saturation ReadFailed", Order(30).For(unmeasured).Renewing(Running(30, 100)).Says("respiratory"));
        Assert.Equal("interactions NotSupplied", Order(30).For(unlisted).Renewing(Running(30, 100)).Says("respiratory"));
    }

    [Fact]
    public void What_could_have_made_breathing_worse_and_was_not_seen_is_named()
    {
        PatientSnapshot copd = With("respiratory", "copd") with
        {
            Medications = Records.Unknown<ActiveMedication>(MissingReason.NotSupplied),
            OxygenSaturations = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed),
        };
        Assert.EndsWith("Not seen: other medicines (not sent). Not seen: oxygen saturation (could not be fetched).", Order(5).For(copd).Facts("respiratory"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("psychosis", 900, "warning")]
    [InlineData("schizophrenia", 900, "warning")]
    [InlineData("bipolar-mania", 900, "warning")]
    [InlineData("dementia", 900, "warning")]
    [InlineData("in-remission", 900, "info")]
    [InlineData("confusion", 90, "warning")]
    [InlineData("confusion", 91, "silent")]
    [InlineData("encephalopathy", 91, "silent")]
    public void Psychosis_and_dementia_warn_and_confusion_for_90_days(string group, int daysAgo, string level) =>
        Assert.Equal(level, Order(5).For(With("psychosis-confusion", group, daysAgo)).Says("psychosis-confusion"));

    [Theory]
    [InlineData(14, 59.9, "critical")]
    [InlineData(14, 60, "warning")]
    [InlineData(15, 59.9, "warning")]
    public void New_confusion_with_poor_kidneys_may_be_toxicity(int daysAgo, double egfr, string level)
    {
        Call call = Order(5).For(With("psychosis-confusion", "confusion", daysAgo).WithEgfr((decimal)egfr)).Renewing(Running(5, 20));
        Assert.Equal(level, call.Says("psychosis-confusion"));
        Assert.Equal("task:toxicity* psychiatry", call.Acts("psychosis-confusion"));
    }

    [Fact]
    public void Confusion_before_a_start_is_no_toxicity_of_it() =>
        Assert.Equal("5* psychiatry", Order(15).For(With("psychosis-confusion", "confusion")).Acts("psychosis-confusion"));

    [Fact]
    public void Only_who_takes_it_is_to_be_checked_for_toxicity()
    {
        PatientSnapshot confused = With("psychosis-confusion", "confusion").WithEgfr(50);
        Call start = Order(5).For(confused);
        Assert.Equal(("critical", "Confusion or hallucinations: baclofen can worsen psychosis or confusion; watch mental state"), (start.Says("psychosis-confusion"), start.Summary("psychosis-confusion")));
        Assert.Equal("Confusion or hallucinations, eGFR 50: baclofen can worsen it; check for toxicity now", Order(5).For(confused).Renewing(Running(5, 20)).Summary("psychosis-confusion"));
    }

    [Fact]
    public void Parkinsons_disease_is_information_and_with_levodopa_a_warning()
    {
        Call disease = Order(5).For(With("parkinson", "parkinson"));
        Assert.Equal(("info", "Parkinson's disease: confusion and hallucinations reported with baclofen"), (disease.Says("parkinson-levodopa"), disease.Summary("parkinson-levodopa")));
        Call drug = Order(5).For(APatient().Taking(200, "levodopa"));
        Assert.Equal(("warning", "Levodopa with baclofen: confusion, hallucinations and agitation reported"), (drug.Says("parkinson-levodopa"), drug.Summary("parkinson-levodopa")));
        Assert.EndsWith("Recorded: Parkinson's disease (2026-11-12). Recorded: levodopa (2026-05-06).", Order(5).For(disease.Patient.Taking(200, "levodopa")).Facts("parkinson-levodopa"), StringComparison.Ordinal);
        Assert.Equal("silent", Order(5).For(APatient()).Says("parkinson-levodopa"));
    }

    [Fact]
    public void Levodopa_ordered_beside_running_baclofen_speaks_and_other_drugs_do_not()
    {
        Assert.Equal("warning", Running(30).Paired(APatient().Ordering("levodopa")).Says("parkinson-levodopa"));
        Assert.Equal("silent", Running(30).Paired(APatient().Taking(200, "levodopa")).Says("parkinson-levodopa"));
    }

    [Fact]
    public void A_medication_list_not_seen_leaves_levodopa_open() =>
        Assert.Equal("interactions NotSupplied", Order(5).For(APatient() with { Medications = Records.Unknown<ActiveMedication>(MissingReason.NotSupplied) }).Says("parkinson-levodopa"));

    [Theory]
    [InlineData(200, "warning")]
    [InlineData(null, "info")]
    public void A_new_diagnosis_of_Parkinsons_disease_is_a_warning_when_levodopa_runs(int? levodopaDays, string level)
    {
        Call call = Recorded("parkinson", "parkinson");
        Assert.Equal(level, (levodopaDays is { } days ? call with { Patient = call.Patient.Taking(days, "levodopa") } : call).Says("parkinson-levodopa"));
        Call other = Recorded("ckd", "stage3a");
        Assert.Equal("silent", (other with { Patient = other.Patient.Taking(200, "levodopa") }).Says("parkinson-levodopa"));
    }

    [Fact]
    public void Parkinsons_disease_joins_the_card_of_confusion()
    {
        PatientCondition parkinson = Condition("parkinson", "parkinson", 2);
        Call both = Order(5).For(With("psychosis-confusion", "confusion", 3).WithEgfr(50).And(parkinson).Taking(200, "levodopa")).Renewing(Running(5, 20));
        Assert.Equal("psychosis-confusion", both.Found("psychosis-confusion").Group);
        Assert.Equal("psychosis-confusion", both.Found("parkinson-levodopa").Group);
        Assert.Equal("conditions", Order(5).For(APatient().And(parkinson)).Found("parkinson-levodopa").Group);
    }
}
