using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>The precautions on other drugs than opioids.</summary>
public sealed class OtherDrugTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 40);

    public static TheoryData<string, string, string, string, string> Drugs => new()
    {
        { "benzodiazepine", "benzodiazepines", "benzodiazepine", "warning", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "z-drug", "z-drugs", "z-drug", "warning", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "gabapentinoid", "gabapentinoids", "gabapentinoid", "info", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "sedative", "other-sedatives", "antipsychotic", "warning", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "sedative", "other-sedatives", "oxybate", "warning", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "sedative", "other-sedatives", "sedating-antihistamine", "info", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "sedative", "other-sedatives", "orexin-melatonin-agonist", "info", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "sedative", "other-sedatives", "cannabinoid", "info", "x with baclofen: added sedation; lowest doses, watch wakefulness" },
        { "muscle-relaxant", "muscle-relaxants", "centrally-acting", "warning", "x duplicates muscle relaxation with baclofen; overlap only under a plan" },
        { "muscle-relaxant", "muscle-relaxants", "direct-acting", "info", "x duplicates muscle relaxation with baclofen; overlap only under a plan" },
        { "tricyclic", "tricyclic-antidepressants", "tca", "warning", "x with baclofen: marked weakness and sedation; lower doses or another drug" },
        { "lithium", "lithium", "lithium", "warning", "x with baclofen: hyperkinetic symptoms reported; check level and creatinine" },
        { "maoi", "monoamine-oxidase-inhibitors", "antidepressant-maoi", "warning", "x with baclofen: added CNS depression, low pressure; lowest doses" },
        { "maoi", "monoamine-oxidase-inhibitors", "mao-b-parkinson", "info", "x with baclofen: added CNS depression, low pressure; lowest doses" },
        { "anaesthesia-neuromuscular", "anaesthesia-neuromuscular", "general-anaesthetic", "info", "x with baclofen: expect stronger weakness or sedation; keep baclofen going" },
        { "anaesthesia-neuromuscular", "anaesthesia-neuromuscular", "neuromuscular-blocker", "info", "x with baclofen: expect stronger weakness or sedation; keep baclofen going" },
        { "herbal-sedative", "other-sedatives", "herbal", "info", "x may add sedation to baclofen; ask what is taken" },
    };

    [Theory]
    [MemberData(nameof(Drugs))]
    public void A_pair_that_is_new_is_said_whichever_drug_is_ordered(string id, string set, string group, string said, string summary)
    {
        Call start = Order(15).For(Healthy.Taking(Drug(set, group, "x")));
        Assert.Equal(said, start.Says(id));
        Assert.Equal(summary, start.Summary(id));
        Assert.Equal(said, Running(30).Paired(Healthy.Taking(Drug(set, group, "x").Ordered())).Says(id));
        Assert.Equal("silent", Running(30).Paired(Healthy.Taking(Drug(set, group, "x"), Drug(set, group, "x").Ordered())).Says(id));
        Assert.Equal("silent", Order(15).For(Healthy).Says(id));
    }

    [Theory]
    [InlineData("benzodiazepine", "benzodiazepines", "benzodiazepine")]
    [InlineData("z-drug", "z-drugs", "z-drug")]
    [InlineData("sedative", "other-sedatives", "antipsychotic")]
    [InlineData("sedative", "other-sedatives", "cannabinoid")]
    public void A_sedative_beside_an_opioid_is_critical_and_naloxone_is_offered(string id, string set, string group)
    {
        Call call = Running(30).Paired(Healthy.Taking(Oxycodone(), Drug(set, group, "x").Ordered()));
        Assert.Equal("critical", call.Says(id));
        Assert.Equal("remove-x* naloxone", call.Acts(id));
    }

    [Theory]
    [InlineData(60, "info")]
    [InlineData(59.9, "critical")]
    public void A_gabapentinoid_beside_an_opioid_is_critical_with_an_egfr_under_60(double egfr, string said) =>
        Assert.Equal(said, Order(5).For(APatient().WithEgfr((decimal)egfr, 40).Taking(Gabapentin(), Oxycodone())).Says("gabapentinoid"));

    [Fact]
    public void A_gabapentinoid_is_a_warning_with_older_age_weak_kidneys_or_lung_disease()
    {
        Assert.Equal("info", Order(5).For(Healthy.Aged(64).Taking(Gabapentin())).Says("gabapentinoid"));
        Assert.Equal("warning", Order(5).For(Healthy.Aged(65).Taking(Gabapentin())).Says("gabapentinoid"));
        Assert.Equal("warning", Order(5).For(APatient().WithEgfr(59.9m, 40).Taking(Gabapentin())).Says("gabapentinoid"));
        Assert.Equal("info", Order(5).For(APatient().WithEgfr(60, 40).Taking(Gabapentin())).Says("gabapentinoid"));
        Assert.Equal("warning", Order(5).For(Healthy.Taking(Gabapentin()) with { Conditions = Records.Whole(Condition("respiratory", "copd", 40)) }).Says("gabapentinoid"));
    }

    [Fact]
    public void Two_weak_sedatives_are_a_warning_and_one_under_two_orders_is_one()
    {
        Assert.Equal("warning", Order(15).For(Healthy.Taking(Diphenhydramine(), Nabilone())).Says("sedative"));
        Assert.Equal("info", Order(15).For(Healthy.Taking(Diphenhydramine(), Diphenhydramine(50) with { Source = "MedicationRequest/two" })).Says("sedative"));
    }

    [Theory]
    [InlineData("clobazam", "silent")]
    [InlineData("clonazepam", "silent")]
    [InlineData("diazepam", "warning")]
    public void Clobazam_and_clonazepam_for_epilepsy_count_as_established(string drug, string said)
    {
        PatientSnapshot patient = Healthy.Taking(Drug("benzodiazepines", "benzodiazepine", drug).Ordered());
        Assert.Equal("warning", Running(30).Paired(patient).Says("benzodiazepine"));
        Assert.Equal(said, Running(30).Paired(patient with { Conditions = Records.Whole(Condition("epilepsy-seizure", "epilepsy", 400)) }).Says("benzodiazepine"));
    }

    [Fact]
    public void A_new_relaxant_may_be_removed_and_a_step_over_planned()
    {
        Assert.Equal("remove-tizanidine task:crossTaper", Running(30).Paired(Healthy.Taking(Tizanidine().Ordered())).Acts("muscle-relaxant"));
        Assert.Equal("remove task:crossTaper", Order(15).For(Healthy.Taking(Tizanidine())).Acts("muscle-relaxant"));
    }

    [Fact]
    public void Information_removes_nothing() => Assert.Equal("", Order(15).For(Healthy.Taking(Diphenhydramine())).Acts("sedative"));

    [Fact]
    public void Lithium_is_measured_and_never_removed()
    {
        Call call = Running(30).Paired(Healthy.Taking(Drug("lithium", "lithium", "lithium").Ordered()));
        Assert.Equal("lithiumLevel creatinine", call.Acts("lithium"));
        Assert.Equal("lithiumLevel", (call with { KidneyTestOrdered = true }).Acts("lithium"));
    }

    [Theory]
    [InlineData(MedicationRoute.Injected, "info")]
    [InlineData(MedicationRoute.Unknown, "info")]
    [InlineData(MedicationRoute.Oral, "silent")]
    public void Magnesium_counts_where_it_is_not_by_mouth(MedicationRoute route, string said)
    {
        ActiveMedication magnesium = Drug("anaesthesia-neuromuscular", "magnesium-parenteral", "magnesium sulfate") with { Route = route };
        Assert.Equal(said, Order(15).For(Healthy.Taking(magnesium)).Says("anaesthesia-neuromuscular"));
    }

    [Fact]
    public void Around_an_operation_baclofen_is_kept_going() => Assert.Equal(
        "task:continuePerioperatively", Running(30).Paired(Healthy.Taking(Drug("anaesthesia-neuromuscular", "general-anaesthetic", "propofol").Ordered())).Acts("anaesthesia-neuromuscular"));

    [Fact]
    public void A_cannabinoid_alone_is_said_once()
    {
        Assert.Equal("sedative", Order(15).For(Healthy.Taking(Nabilone())).Found("herbal-sedative").YieldsTo);
        Assert.Null(Order(15).For(Healthy.Taking(Nabilone(), Valerian())).Found("herbal-sedative").YieldsTo);
    }

    [Fact]
    public void One_class_gives_way_to_the_count_of_all_but_not_beside_an_opioid()
    {
        Assert.Equal("cns-load", Order(15).For(Healthy.Taking(Diazepam())).Found("benzodiazepine").YieldsTo);
        Assert.Null(Order(15).For(Healthy.Taking(Diazepam(), Oxycodone())).Found("benzodiazepine").YieldsTo);
        Assert.Null(Order(15).For(Healthy.Taking(Diphenhydramine(), Quetiapine())).Found("sedative").YieldsTo);
        Assert.Null(Order(15).For(Healthy.Taking(Oxycodone())).Found("opioid").YieldsTo);
    }

    [Fact]
    public void All_sedation_is_one_card_headed_by_the_worst()
    {
        FhirSafety.CdsHooks.Card card = Assert.Single(Order(15).For(Healthy.Taking(Oxycodone(), Diazepam(), Zolpidem(), Quetiapine(), Tizanidine(), Valerian())).Cards());
        Assert.Equal("critical opioid", $"{card.Indicator.ToString().ToLowerInvariant()} {card.Source.Topic!.Code}");
        Assert.Contains("Diazepam with baclofen", card.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("valerian may add sedation", card.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void In_palliative_care_no_pair_is_said() => Assert.Equal("silent", Order(15).For(
        Healthy.Taking(Oxycodone(), Diazepam()) with { Conditions = Records.Whole(Condition("palliative-care", "palliative", 5)) }).Says("opioid"));
}
