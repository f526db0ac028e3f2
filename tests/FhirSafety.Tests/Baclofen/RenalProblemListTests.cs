using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class RenalProblemListTests
{
    private const string Id = "renal-problem-list";

    private static PatientSnapshot Staged(string group) => APatient() with { Conditions = Records.Whole(Condition("ckd", group)) };

    [Theory]
    [InlineData("stage4", "critical", "critical", "silent")]
    [InlineData("stage5", "critical", "critical", "silent")]
    [InlineData("stage3b", "warning", "silent", "info")]
    [InlineData("stage3a", "warning", "silent", "info")]
    [InlineData("stage3", "warning", "silent", "info")]
    [InlineData("unspecified", "warning", "silent", "info")]
    [InlineData("transplant", "warning", "silent", "info")]
    [InlineData("stage2", "silent", "silent", "silent")]
    public void A_recorded_stage_stands_in_for_a_number(string group, string itself, string severe, string moderate)
    {
        Call call = Order(5).For(Staged(group));
        Assert.Equal(itself, call.Says(Id));
        Assert.Equal(severe, call.Says("renal-severe"));
        Assert.Equal(moderate, call.Says("renal-moderate"));
    }

    [Fact]
    public void A_number_in_its_window_silences_it() =>
        Assert.Equal("silent", Order(5).For(Staged("stage4").WithEgfr(70)).Says(Id));

    [Fact]
    public void It_speaks_in_place_of_the_missing_result() =>
        Assert.Equal("silent", Order(5).For(Staged("stage4")).Says("renal-data"));

    [Fact]
    public void A_renewal_within_the_ceiling_is_as_mild_as_its_band()
    {
        Assert.Equal("info", Order(5).For(Staged("stage3b")).Renewing(Running(5)).Says(Id));
        Assert.Equal("warning", Order(5).For(Staged("stage4")).Renewing(Running(5)).Says(Id));
        Assert.Equal("warning", Order(7.5m).For(Staged("stage3b")).Renewing(Running(5)).Says(Id));
    }

    [Fact]
    public void Accepted_pump_and_taper_are_information()
    {
        Assert.Equal("info", Order(5).Accepted("G4", 5).For(Staged("stage4")).Says(Id));
        Assert.Equal("info", Pump().For(Staged("stage4")).Says(Id));
        Assert.Equal("info", Titration(10, 5).For(Staged("stage4")).Renewing(Running(20)).Says(Id));
    }

    [Theory]
    [InlineData("stage4", "CKD stage 4 recorded, no recent creatinine: check before baclofen 5 mg/day")]
    [InlineData("transplant", "Kidney transplant recorded, no recent creatinine: check before baclofen 5 mg/day")]
    [InlineData("unspecified", "CKD without a stage recorded, no recent creatinine: check before baclofen 5 mg/day")]
    public void What_is_recorded_is_named(string group, string expected) => Assert.Equal(expected, Order(5).For(Staged(group)).Summary(Id));

    [Fact]
    public void Dialysis_of_long_ago_counts_as_stage_5()
    {
        Call call = Order(5).For(APatient() with { Procedures = Records.Whole(Dialysis(ProcedureState.Completed, 31)) });
        Assert.Equal("silent", call.Says("renal-dialysis"));
        Assert.Equal("critical", call.Says("renal-severe"));
        Assert.StartsWith("Earlier dialysis recorded: avoid baclofen", call.Summary("renal-severe"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_better_number_is_not_named_as_the_reason()
    {
        PatientSnapshot patient = Staged("stage4").WithEgfr(50, 400);
        Assert.StartsWith("CKD stage 4 recorded: avoid", Order(20).For(patient).Summary("renal-severe"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "CKD stage 4 recorded: baclofen reduced as advised to 5 mg/day; check mental state in 2-3 days")]
    [InlineData(true, false, "CKD stage 4 recorded with intrathecal baclofen: watch for toxicity")]
    [InlineData(false, true, "CKD stage 4 recorded in a child: avoid baclofen; ask paediatric nephrology")]
    public void Without_a_number_no_summary_has_a_hole(bool pump, bool child, string expected)
    {
        DrugOrder draft = pump ? Pump() : child ? Order(5) : Order(5).Accepted("G4", 5);
        Assert.Equal(expected, draft.For(child ? Staged("stage4").Aged(12) : Staged("stage4")).Summary("renal-severe"));
    }

    [Fact]
    public void It_orders_a_creatinine_first_and_then_offers_the_dose()
    {
        Assert.Equal("creatinine* 5", Order(20).For(Staged("stage4")).Acts(Id));
        Assert.Equal("5", (Order(20).For(Staged("stage4")) with { KidneyTestOrdered = true }).Acts(Id).TrimEnd('*'));
    }
}
