using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>
/// The hooks of precautions whose trigger names none: choosing and signing baclofen, and signing the other drug (clinical page,
/// section 3, "Hooks", and the defaults of section 7).
/// </summary>
public sealed class PairHookTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 40);

    [Theory]
    [InlineData("benzodiazepine", "benzodiazepines", "benzodiazepine", "warning")]
    [InlineData("z-drug", "z-drugs", "z-drug", "warning")]
    [InlineData("gabapentinoid", "gabapentinoids", "gabapentinoid", "info")]
    [InlineData("sedative", "other-sedatives", "antipsychotic", "warning")]
    [InlineData("herbal-sedative", "other-sedatives", "herbal", "info")]
    [InlineData("muscle-relaxant", "muscle-relaxants", "centrally-acting", "warning")]
    [InlineData("antihypertensive", "antihypertensives", "acei", "info")]
    [InlineData("tricyclic", "tricyclic-antidepressants", "tca", "warning")]
    [InlineData("lithium", "lithium", "lithium", "warning")]
    [InlineData("maoi", "monoamine-oxidase-inhibitors", "antidepressant-maoi", "warning")]
    public void Baclofen_is_told_when_chosen_and_when_signed_and_the_other_drug_when_signed(string id, string set, string group, string said)
    {
        ActiveMedication drug = Drug(set, group, "another");
        Assert.Equal(said, Order(15).For(Healthy.Taking(drug)).Writing().Says(id));
        Assert.Equal(said, Order(15).For(Healthy.Taking(drug)).Says(id));
        Assert.Equal(said, Running(30).Paired(Healthy.Taking(drug.Ordered())).Says(id));
        Assert.Equal("does not apply", Running(30).Paired(Healthy.Taking(drug.Ordered()), "order-select").Says(id));
    }

    [Theory]
    [InlineData("anaesthesia-neuromuscular", "anaesthesia-neuromuscular", "general-anaesthetic")]
    [InlineData("renal-nsaid", "nsaids", "nsaid")]
    public void What_names_signing_alone_waits_for_it(string id, string set, string group)
    {
        Call call = Order(15).For(Healthy.Taking(Drug(set, group, "another")));
        Assert.Equal(("info", "does not apply"), (call.Says(id), call.Writing().Says(id)));
    }
}
