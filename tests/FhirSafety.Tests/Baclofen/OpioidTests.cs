using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class OpioidTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 40);

    [Fact]
    public void A_new_start_beside_an_opioid_is_a_warning()
    {
        Call call = Order(15).For(Healthy.Taking(Oxycodone()));
        Assert.Equal("warning", call.Says("opioid"));
        Assert.Equal("oxycodone with baclofen: risk of slowed breathing, sedation; lowest doses, naloxone at hand", call.Summary("opioid"));
        Assert.Contains("oxycodone 5 MG Oral Tablet: on record since 2026-08-14.", call.Facts("opioid"), StringComparison.Ordinal);
        Assert.Contains("oxycodone 5 MG Oral Tablet: on record, date not recorded.", Order(15).For(Healthy.Taking(Drug("opioids", "opioid", "oxycodone", null))).Facts("opioid"), StringComparison.Ordinal);
        Assert.Equal("remove* naloxone", call.Acts("opioid"));
    }

    [Fact]
    public void An_opioid_ordered_for_who_takes_baclofen_is_a_warning_and_may_be_removed()
    {
        Call call = Running(30).Paired(Healthy.Taking(Oxycodone().Ordered()), "order-select");
        Assert.Equal("warning", call.Says("opioid"));
        Assert.Equal("remove-oxycodone* naloxone", call.Acts("opioid"));
        Assert.Equal("does not apply", call.Accepting(call.Found("opioid").Acts[0]).Says("opioid"));
    }

    [Fact]
    public void A_renewal_is_never_removed_and_naloxone_comes_first()
    {
        Call call = Running(30).Paired(Healthy.Taking(Oxycodone(10), Oxycodone().Ordered()));
        Assert.Equal("naloxone*", call.Acts("opioid"));
    }

    [Fact]
    public void What_takes_the_place_of_another_order_is_never_removed()
    {
        ActiveMedication morphine = Drug("opioids", "opioid", "morphine");
        Assert.Equal("naloxone*", Running(30).Paired(Healthy.Taking(Oxycodone().Ordered() with { Replaces = ["MedicationRequest/morphine"] })).Acts("opioid"));
        Assert.Equal("naloxone*", Running(30).Paired(Healthy.Taking(morphine with { IsStopped = true }, Oxycodone().Ordered())).Acts("opioid"));
        Assert.Equal("remove-oxycodone* naloxone", Running(30).Paired(Healthy.Taking(morphine, Oxycodone().Ordered())).Acts("opioid"));
    }

    [Fact]
    public void What_may_be_a_renewal_is_not_removed()
    {
        PatientSnapshot ordered = Healthy.Taking(Oxycodone().Ordered());
        Assert.Equal("naloxone*", Running(30).Paired(ordered with { Medications = ordered.Medications with { Gap = MissingReason.Incomplete } }).Acts("opioid"));
        Assert.Equal("naloxone*", Running(30).Paired(ordered, "medication-refill").Acts("opioid"));
        Assert.Equal("naloxone*", Running(30).Paired(Healthy.Taking(Oxycodone().Ordered() with { Status = "active" })).Acts("opioid"));
    }

    [Theory]
    [InlineData(30, "naloxone*")]
    [InlineData(31, "remove-oxycodone* naloxone")]
    public void What_ran_in_the_last_30_days_is_not_new(int daysAgo, string offered) =>
        Assert.Equal(offered, Running(30).Paired(Healthy.Taking(Oxycodone().Ordered() with { RanUntil = Today.AddDays(-daysAgo) })).Acts("opioid"));

    [Fact]
    public void Naloxone_on_hold_is_not_at_hand() =>
        Assert.Equal("remove* naloxone", Order(15).For(Healthy.Taking(Oxycodone(), NaloxoneSpray() with { Status = "on-hold" })).Acts("opioid"));

    [Fact]
    public void A_known_pair_on_a_graver_card_still_brings_naloxone_though_not_as_the_advice()
    {
        Card card = Assert.Single(Order(30).For(Healthy.Aged(70).WithEgfr(20, 100).Taking(Oxycodone())).Renewing(Running(30)).Cards());
        Assert.Equal("renal-severe", card.Source.Topic.Code);
        Assert.False(Assert.Single(card.Suggestions, one => one.Label.StartsWith("Order naloxone", StringComparison.Ordinal)).IsRecommended);
    }

    [Fact]
    public void Baclofen_that_runs_is_never_removed() =>
        Assert.Equal("naloxone*", Order(45).For(Healthy.Taking(Oxycodone(10))).Renewing(Running(30)).Acts("opioid"));

    [Fact]
    public void Naloxone_that_is_there_is_not_offered()
    {
        Assert.Equal("remove*", Order(15).For(Healthy.Taking(Oxycodone(), NaloxoneSpray())).Acts("opioid"));
        Assert.Equal("remove*", Order(15).For(Healthy.Taking(Oxycodone(), NaloxoneSpray().Ordered())).Acts("opioid"));
        ActiveMedication combination = Drug("opioids", "opioid", "buprenorphine") with { Meanings = [new("opioids", "opioid"), new("naloxone", "opioid-antagonist")] };
        Assert.Equal("remove* naloxone", Order(15).For(Healthy.Taking(combination)).Acts("opioid"));
    }

    [Fact]
    public void Naloxone_makes_no_renewal_news()
    {
        Call call = Order(30).For(Healthy.Aged(70).Taking(Oxycodone(200))).Renewing(Running(30));
        Assert.Equal("info", call.Says("opioid"));
        Call after = call.Accepting(call.Found("opioid").Acts[0]);
        Assert.Equal("info", after.Says("opioid"));
        Assert.Equal("", after.Acts("opioid"));
    }

    public static TheoryData<string, string> Seconds => new()
    {
        { "benzodiazepines", "benzodiazepine" }, { "z-drugs", "z-drug" }, { "other-sedatives", "antipsychotic" }, { "other-sedatives", "cannabinoid" }, { "other-sedatives", "barbiturate" },
    };

    [Theory]
    [MemberData(nameof(Seconds))]
    public void A_second_class_of_sedative_makes_it_critical(string set, string group)
    {
        Call call = Order(15).For(Healthy.Taking(Oxycodone(), Drug(set, group, "another")));
        Assert.Equal("critical", call.Says("opioid"));
        Assert.Contains("Another sedative as well: another.", call.Facts("opioid"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("herbal")]
    [InlineData("sedating-antihistamine")]
    [InlineData("orexin-melatonin-agonist")]
    public void A_weak_sedative_does_not(string group) =>
        Assert.Equal("warning", Order(15).For(Healthy.Taking(Oxycodone(), Drug("other-sedatives", group, "weak"))).Says("opioid"));

    [Theory]
    [InlineData(59.9, "critical")]
    [InlineData(60, "warning")]
    public void A_gabapentinoid_does_with_an_egfr_under_60(double egfr, string said) =>
        Assert.Equal(said, Order(5).For(APatient().WithEgfr((decimal)egfr, 40).Taking(Oxycodone(), Gabapentin())).Says("opioid"));

    [Theory]
    [InlineData(44.9, "critical")]
    [InlineData(45, "warning")]
    public void Weak_kidneys_do_under_45(double egfr, string said) =>
        Assert.Equal(said, Order(5).For(APatient().WithEgfr((decimal)egfr, 40).Taking(Oxycodone())).Says("opioid"));

    [Fact]
    public void Acute_kidney_injury_does() => Assert.Equal("critical", Order(5).For(
        Healthy.Taking(Oxycodone()) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 5)) }).Says("opioid"));

    [Theory]
    [InlineData("copd", 900, "critical")]
    [InlineData("sleep-disordered-breathing", 900, "critical")]
    [InlineData("hypoventilation", 900, "critical")]
    [InlineData("respiratory-failure", 900, "critical")]
    [InlineData("respiratory-failure-acute", 90, "critical")]
    [InlineData("respiratory-failure-acute", 91, "warning")]
    [InlineData("asthma", 5, "warning")]
    [InlineData("interstitial", 5, "warning")]
    public void Slow_breathing_does(string group, int days, string said) => Assert.Equal(said, Order(15).For(
        Healthy.Taking(Oxycodone()) with { Conditions = Records.Whole(Condition("respiratory", group, days)) }).Says("opioid"));

    [Theory]
    [InlineData(64, "warning")]
    [InlineData(65, "critical")]
    public void Age_does_from_65_on(int years, string said) => Assert.Equal(said, Order(5).For(Healthy.Aged(years).Taking(Oxycodone())).Says("opioid"));

    [Theory]
    [InlineData(7, "critical")]
    [InlineData(8, "warning")]
    public void Both_begun_within_7_days_do(int days, string said)
    {
        Assert.Equal(said, Order(15).For(Healthy.Taking(Oxycodone(days))).Says("opioid"));
        Assert.Equal(said, Running(15, days).Paired(Healthy.Taking(Oxycodone().Ordered())).Says("opioid"));
    }

    [Fact]
    public void A_patch_and_methadone_do()
    {
        Assert.Equal("critical", Order(15).For(Healthy.Taking(Drug("opioids", "opioid", "fentanyl") with { Route = MedicationRoute.Transdermal })).Says("opioid"));
        Assert.Equal("critical", Order(15).For(Healthy.Taking(Drug("opioids", "opioid", "methadone"))).Says("opioid"));
    }

    [Fact]
    public void Two_opioids_are_two_and_one_under_two_codes_is_one()
    {
        ActiveMedication brand = Oxycodone(50) with { Source = "MedicationRequest/brand", Name = "Oxycontin" };
        Assert.StartsWith("morphine, oxycodone with", Order(15).For(Healthy.Taking(Oxycodone(), Drug("opioids", "opioid", "morphine"))).Summary("opioid"), StringComparison.Ordinal);
        Assert.Equal("Oxycontin with baclofen: risk of slowed breathing, sedation; lowest doses, naloxone at hand", Order(15).For(Healthy.Taking(Oxycodone(), brand)).Summary("opioid"));
    }

    [Fact]
    public void What_could_make_it_worse_and_was_not_seen_is_said()
    {
        Call call = Order(15).For(APatient().Taking(Oxycodone()) with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed), BirthDate = new Known<BirthDate>.Missing(MissingReason.NotSupplied) });
        Assert.Contains(
            "Not seen: the whole problem list (could not be fetched). Not seen: kidney function (none on file). Not seen: age (not sent).",
            call.Facts("opioid"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_names_the_drug_the_lungs_and_the_kidneys_with_their_dates()
    {
        Call call = Order(15).For(Healthy.Taking(Oxycodone()) with { Conditions = Records.Whole(Condition("respiratory", "copd", 400)) });
        Assert.Equal(
            ["paired drug opioids: OXYCODONE 2026-08-14", "condition respiratory: copd 2025-10-18", "band G1 2026-10-13"],
            call.Found("opioid").Facts.Take(3).Select(fact => $"{fact.Name} {fact.Value} {fact.Date:yyyy-MM-dd}"));
    }

    [Fact]
    public void An_order_that_waits_for_its_dose_is_told_too() =>
        Assert.Equal("warning", NoDose().For(Healthy.Taking(Oxycodone())).Writing().Says("opioid"));

    [Fact]
    public void Into_the_spine_beside_the_pump_it_is_critical_and_a_known_pair_a_warning()
    {
        ActiveMedication morphine = Drug("opioids", "opioid", "morphine") with { Route = MedicationRoute.Epidural };
        DrugOrder running = Pump() with { Source = "MedicationRequest/pump", AuthoredOn = Today.AddDays(-100) };
        Call start = Pump().For(Healthy.Taking(morphine));
        Assert.Equal("critical", start.Says("intrathecal-opioid"));
        Assert.Equal("silent", start.Says("opioid"));
        Assert.Equal("Epidural or intrathecal opioid with baclofen: low pressure, breathing; monitor both", start.Summary("intrathecal-opioid"));
        Assert.Equal("warning", running.Paired(Healthy.Taking(morphine, morphine.Ordered())).Says("intrathecal-opioid"));
        Assert.Equal("critical", running.Paired(Healthy.Taking(morphine.Ordered())).Says("intrathecal-opioid"));
        Assert.Equal("warning", Pump().For(Healthy.Taking(morphine)).Renewing(running).Says("intrathecal-opioid"));
        Assert.Equal("critical", Pump(400).For(Healthy.Taking(morphine)).Renewing(running).Says("intrathecal-opioid"));
    }

    [Fact]
    public void While_it_is_chosen_an_opioid_into_the_spine_is_an_opioid()
    {
        ActiveMedication morphine = Drug("opioids", "opioid", "morphine") with { Route = MedicationRoute.Epidural };
        DrugOrder running = Pump() with { Source = "MedicationRequest/pump", AuthoredOn = Today.AddDays(-100) };
        Call chosen = running.Paired(Healthy.Taking(morphine.Ordered()), "order-select");
        Assert.Equal(("does not apply", "warning"), (chosen.Says("intrathecal-opioid"), chosen.Says("opioid")));
        Call pump = Pump().For(Healthy.Taking(morphine)).Writing();
        Assert.Equal(("critical", "silent"), (pump.Says("intrathecal-opioid"), pump.Says("opioid")));
    }

    [Fact]
    public void By_mouth_beside_the_pump_it_is_an_opioid()
    {
        Assert.Equal("silent", Pump().For(Healthy.Taking(Oxycodone())).Says("intrathecal-opioid"));
        Assert.Equal("warning", Pump().For(Healthy.Taking(Oxycodone())).Says("opioid"));
        Assert.Equal("does not apply", Order(15).For(Healthy.Taking(Oxycodone())).Says("intrathecal-opioid"));
    }
}
