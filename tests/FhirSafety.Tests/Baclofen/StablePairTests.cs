using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>When baclofen and another drug are a pair the prescriber knows (clinical page, section 7.8).</summary>
public sealed class StablePairTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 400);

    // A renewal of diazepam for a patient who takes baclofen, each since some days.
    private static Call Renewed(int baclofenDays, int diazepamDays) =>
        Running(30, baclofenDays).Paired(Healthy.Taking(Diazepam(diazepamDays), Diazepam(diazepamDays).Ordered()));

    [Theory]
    [InlineData(31, 31, "silent")]
    [InlineData(30, 31, "warning")]
    [InlineData(31, 30, "warning")]
    public void A_pair_is_known_when_both_are_taken_for_more_than_30_days(int baclofenDays, int diazepamDays, string said) =>
        Assert.Equal(said, Renewed(baclofenDays, diazepamDays).Says("benzodiazepine"));

    [Fact]
    public void A_drug_whose_beginning_is_not_recorded_is_not_known_to_be_stable()
    {
        ActiveMedication diazepam = Drug("benzodiazepines", "benzodiazepine", "diazepam", null);
        Assert.Equal("warning", Running(30).Paired(Healthy.Taking(diazepam, diazepam.Ordered())).Says("benzodiazepine"));
    }

    [Theory]
    [InlineData("5 mg at night", "silent")]
    [InlineData("10 mg at night", "warning")]
    [InlineData(null, "warning")]
    public void Another_dose_of_the_other_drug_is_news(string? dose, string said) =>
        Assert.Equal(said, Running(30).Paired(Healthy.Taking(Diazepam(), Diazepam().Ordered() with { DoseKey = dose })).Says("benzodiazepine"));

    [Theory]
    [InlineData(10, "warning")]
    [InlineData(30, "warning")]
    [InlineData(31, "silent")]
    public void A_second_order_of_another_dose_is_news_for_30_days(int days, string said)
    {
        ActiveMedication second = Diazepam(days) with { Source = "MedicationRequest/second", DoseKey = "10 mg at night", Since = Today.AddDays(-100) };
        Assert.Equal(said, Running(30).Paired(Healthy.Taking(Diazepam(), second, Diazepam().Ordered())).Says("benzodiazepine"));
    }

    [Fact]
    public void A_higher_dose_of_baclofen_is_news_and_the_running_dose_is_offered()
    {
        Call raised = Order(45).For(Healthy.Taking(Diazepam())).Renewing(Running(30));
        Assert.Equal("warning", raised.Says("benzodiazepine"));
        Assert.Equal("30", raised.Acts("benzodiazepine"));
        Assert.Equal("silent", raised.Accepting(raised.Found("benzodiazepine").Acts[0]).Says("benzodiazepine"));
    }

    [Fact]
    public void A_renewal_of_both_says_nothing() =>
        Assert.Equal("silent", Order(30).For(Healthy.Taking(Diazepam(200))).Renewing(Running(30)).Says("benzodiazepine"));

    [Fact]
    public void A_renewal_says_nothing_of_what_was_there_when_the_running_order_was_signed() =>
        Assert.Equal("silent", Order(30).For(Healthy.Taking(Diazepam(40))).Renewing(Running(30, days: 35)).Says("benzodiazepine"));

    [Fact]
    public void Other_drugs_renewed_unchanged_in_the_same_session_leave_a_renewal_stable()
    {
        PatientSnapshot failing = Healthy.WithEgfr(100, 200).Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("respiratory", "hypoventilation", 300)) };
        string Renewed(params ActiveMedication[] drafts) => Order(30).For(failing.Taking(drafts)).Renewing(Running(30)).Says("respiratory");

        Assert.Equal("warning", Renewed(Lisinopril().Ordered()));
        Assert.Equal("warning", Renewed(Lisinopril(10)));
        Assert.Equal("critical", Renewed(Lisinopril().Ordered() with { DoseKey = "10 mg at night" }));
        Assert.Equal("critical", Renewed(Lisinopril().Ordered() with { DoseKey = null }));
        Assert.Equal("critical", Renewed(Diazepam().Ordered()));
    }

    [Fact]
    public void A_taper_is_no_news() =>
        Assert.Equal("silent", Titration(25, 20, 15).For(Healthy.Taking(Diazepam(5))).Renewing(Running(30)).Says("benzodiazepine"));

    [Fact]
    public void A_drug_that_is_ordered_while_baclofen_is_tapered_is_news_unless_it_only_goes_on()
    {
        DrugOrder tapered = Titration(25, 20, 15) with { Source = "MedicationRequest/running", Status = "active", AuthoredOn = Today.AddDays(-5) };
        Assert.Equal("warning", tapered.Paired(Healthy.Taking(Diazepam().Ordered())).Says("benzodiazepine"));
        Assert.Equal("critical", tapered.Paired(Healthy.Aged(70).Taking(Oxycodone().Ordered())).Says("opioid"));
        Assert.Equal("silent", tapered.Paired(Healthy.Taking(Diazepam(), Diazepam().Ordered())).Says("benzodiazepine"));
        Assert.Equal("warning", tapered.Paired(Healthy.Taking(Diazepam(), Diazepam().Ordered() with { DoseKey = "10 mg at night" })).Says("benzodiazepine"));
    }

    [Fact]
    public void A_drug_that_is_ordered_beside_the_steps_of_a_taper_is_news()
    {
        Call Beside(PatientSnapshot patient) => Titration(25, 20, 15).For(patient).Renewing(Running(30));

        Assert.Equal("warning", Beside(Healthy.Taking(Diazepam().Ordered())).Says("benzodiazepine"));
        Assert.Equal("silent", Beside(Healthy.Taking(Diazepam(), Diazepam().Ordered())).Says("benzodiazepine"));
        Assert.Equal("warning", Beside(Healthy.Aged(70).Taking(Zolpidem(), Diazepam().Ordered())).Says("cns-load"));
        Assert.Equal("silent", Beside(Healthy.Aged(70).Taking(Zolpidem(), Diazepam())).Says("cns-load"));
        Assert.Equal("critical", Beside(Healthy.Taking(Oxycodone().Ordered()) with { Conditions = Records.Whole(Condition("alcohol", "aud", 400)) }).Says("alcohol"));
    }

    [Theory]
    [InlineData(30, "warning")]
    [InlineData(31, "silent")]
    public void Kidneys_that_became_worse_within_30_days_are_news(int days, string said)
    {
        PatientSnapshot worse = APatient() with { Egfrs = Records.Whole(Egfr(100, 300), Egfr(70, days)) };
        Assert.Equal(said, Running(30).Paired(worse.Taking(Diazepam(), Diazepam().Ordered())).Says("benzodiazepine"));
    }

    [Fact]
    public void A_known_pair_that_would_be_critical_is_information_with_naloxone()
    {
        Call call = Running(30).Paired(Healthy.Aged(70).Taking(Oxycodone(), Oxycodone().Ordered()));
        Assert.Equal("info", call.Says("opioid"));
        Assert.Equal("naloxone*", call.Acts("opioid"));
        Assert.Contains("Both unchanged for more than 30 days.", call.Facts("opioid"), StringComparison.Ordinal);
    }

    [Fact]
    public void Failing_breathing_stays_critical_in_a_known_pair()
    {
        PatientSnapshot failing = Healthy with { Conditions = Records.Whole(Condition("respiratory", "respiratory-failure", 300)) };
        Assert.Equal("critical", Running(30).Paired(failing.Taking(Oxycodone(), Oxycodone().Ordered())).Says("opioid"));
        Assert.Equal("critical", Running(30).Paired(failing.Taking(Diazepam(), Diazepam().Ordered())).Says("benzodiazepine"));
    }

    [Theory]
    [InlineData(30, "critical")]
    [InlineData(31, "info")]
    public void A_new_risk_makes_a_known_pair_news(int days, string said)
    {
        PatientSnapshot patient = Healthy with { Conditions = Records.Whole(Condition("respiratory", "copd", days)) };
        Assert.Equal(said, Running(30).Paired(patient.Taking(Oxycodone(), Oxycodone().Ordered())).Says("opioid"));
    }

    [Theory]
    [InlineData(30, "critical")]
    [InlineData(31, "info")]
    public void A_65th_birthday_makes_a_known_pair_news(int days, string said)
    {
        PatientSnapshot patient = Healthy with { BirthDate = Born(Today.AddDays(-days).AddYears(-65)) };
        Assert.Equal(said, Running(30).Paired(patient.Taking(Oxycodone(), Oxycodone().Ordered())).Says("opioid"));
    }

    [Fact]
    public void A_new_second_sedative_makes_a_known_opioid_news() =>
        Assert.Equal("critical", Order(30).For(Healthy.Taking(Oxycodone(), Diazepam(5))).Renewing(Running(30)).Says("opioid"));

    [Fact]
    public void In_an_order_of_neither_drug_nothing_is_said()
    {
        Call call = Running(30).Paired(Healthy.Taking(Oxycodone(3), Lisinopril().Ordered()));
        Assert.Equal("does not apply", call.Says("opioid"));
    }

    [Theory]
    [InlineData(400, "warning")]
    [InlineData(401, "info")]
    public void An_order_older_than_400_days_counts_a_step_less(int days, string said)
    {
        Call call = Order(15).For(Healthy.Taking(Diazepam(days)));
        Assert.Equal(said, call.Says("benzodiazepine"));
        Assert.Equal(said == "info", call.Facts("benzodiazepine").Contains("confirm that it is taken", StringComparison.Ordinal));
    }

    [Fact]
    public void An_old_order_with_a_newer_supply_counts_in_full() =>
        Assert.Equal("warning", Order(15).For(Healthy.Taking(Diazepam(500) with { LastSeenOn = Today.AddDays(-20) })).Says("benzodiazepine"));

    [Fact]
    public void A_statement_is_not_an_old_order() =>
        Assert.Equal("warning", Order(15).For(Healthy.Taking(Diazepam(500) with { Source = "MedicationStatement/s" })).Says("benzodiazepine"));

    [Fact]
    public void What_only_free_text_names_counts_a_step_less()
    {
        ActiveMedication byText = Oxycodone() with { Ingredients = [new DrugIngredient("opioids", "OXYCODONE", ByFreeTextOnly: true, "opioid")] };
        Assert.Equal("info", Order(15).For(Healthy.Taking(byText)).Says("opioid"));
        Assert.Equal("warning", Order(15).For(Healthy.Aged(70).Taking(byText)).Says("opioid"));
    }

    [Fact]
    public void What_is_on_hold_or_stopped_here_is_not_taken()
    {
        Assert.Equal("silent", Order(15).For(Healthy.Taking(Diazepam() with { Status = "on-hold" })).Says("benzodiazepine"));
        Assert.Equal("silent", Order(15).For(Healthy.Taking(Diazepam() with { IsStopped = true })).Says("benzodiazepine"));
    }

    [Theory]
    [InlineData(MissingReason.NotSupplied)]
    [InlineData(MissingReason.Incomplete)]
    public void Without_the_whole_list_nothing_is_taken_for_good_news(MissingReason gap)
    {
        Call call = Order(15).For(Healthy with { Medications = Records.Unknown<ActiveMedication>(gap) });
        foreach (string id in (string[])["opioid", "benzodiazepine", "z-drug", "gabapentinoid", "sedative", "muscle-relaxant", "antihypertensive", "tricyclic", "lithium", "maoi", "anaesthesia-neuromuscular", "herbal-sedative", "alcohol"])
        {
            Assert.Equal($"interactions {gap}", call.Says(id));
        }

        Assert.Single(call.Cards(), card => card.Detail!.Contains("interactions with other drugs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_known_pair_is_not_silent_where_worse_could_have_been_missed()
    {
        PatientSnapshot renewed = Healthy.Taking(Oxycodone(), Oxycodone().Ordered());
        Assert.Equal("conditions ReadFailed", Running(30).Paired(renewed with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Says("opioid"));
        Assert.Equal("interactions Incomplete", Running(30).Paired(renewed with { Medications = renewed.Medications with { Gap = MissingReason.Incomplete } }).Says("opioid"));
    }

    [Fact]
    public void The_running_dose_is_not_offered_where_the_finding_would_stay()
    {
        PatientSnapshot worse = Healthy.Taking(Oxycodone()) with { Conditions = Records.Whole(Condition("respiratory", "copd", 5)) };
        Assert.Equal("naloxone*", Order(45).For(worse).Renewing(Running(30)).Acts("opioid"));
    }

    [Fact]
    public void A_part_of_the_list_shows_what_is_in_it_and_what_is_not()
    {
        PatientSnapshot part = Healthy.Taking(Diazepam());
        Call call = Order(15).For(part with { Medications = part.Medications with { Gap = MissingReason.Incomplete } });
        Assert.Equal("warning", call.Says("benzodiazepine"));
        Assert.Contains("Not seen: the whole medication list (not sent whole).", call.Facts("benzodiazepine"), StringComparison.Ordinal);
        Assert.Equal("interactions Incomplete", call.Says("opioid"));
    }
}
