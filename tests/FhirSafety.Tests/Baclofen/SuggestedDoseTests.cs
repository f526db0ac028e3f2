using CsCheck;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>The dose to offer instead (clinical page, sections 3 and 5.4).</summary>
public sealed class SuggestedDoseTests
{
    [Theory]
    [InlineData(79, 23.5, 60, "renal-severe", "remove* 5 creatinine nephrology")]
    [InlineData(72, 40, 15, "renal-moderate", "5* creatinine")]
    [InlineData(60, 51, 10, "renal-moderate", "5* creatinine")]
    [InlineData(50, 70, 60, "dose-start-high", "15*")]
    public void A_new_start_of_the_clinical_page(int age, double egfr, double mg, string rule, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().Aged(age).WithEgfr((decimal)egfr)).Acts(rule));

    [Fact]
    public void A_new_start_on_dialysis()
    {
        PatientSnapshot patient = APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) };
        Assert.Equal("remove* 2.5 nephrology creatinine", Order(15).For(patient).Acts("renal-dialysis"));
    }

    [Fact]
    public void A_rise_stays_at_the_running_dose() =>
        Assert.Equal(20m, Order(30).For(APatient().WithEgfr(50)).Renewing(Running(20)).Offers("renal-moderate"));

    [Fact]
    public void Running_above_the_ceiling_is_advised_to_taper_and_offered_no_jump()
    {
        Call call = Order(60).For(APatient().WithEgfr(40)).Renewing(Running(60));
        Assert.Equal("taper-60-to-15* creatinine", call.Acts("renal-moderate"));
        Assert.Equal("Do not stop suddenly: taper to at most 15 mg/day. With signs of toxicity, stop under monitoring.", call.ToDo("renal-moderate"));
    }

    [Fact]
    public void Running_within_the_limit_by_eGFR_but_not_by_clearance_is_text_only()
    {
        PatientSnapshot patient = APatient().Aged(80) with
        {
            Creatinines = Records.Whole(Creatinine(1.5m)),
            Weights = Records.Whole(Measure(48m)),
        };
        Call call = Order(15).For(patient).Renewing(Running(15));
        Assert.Equal("info", call.Says("renal-moderate"));
        Assert.Equal("creatinine*", call.Acts("renal-moderate"));
        Assert.Contains("above 7.5 mg/day (by creatinine clearance)", call.ToDo("renal-moderate"), StringComparison.Ordinal);
        Assert.EndsWith("keep at or under 7.5 mg/day (by creatinine clearance)", call.Summary("renal-moderate"), StringComparison.Ordinal);
    }

    [Fact]
    public void Raised_above_the_ceiling_from_below_is_told_not_to_raise() =>
        Assert.StartsWith("Do not raise above 7.5 mg/day", Order(20).For(APatient().WithEgfr(24)).Renewing(Running(5)).ToDo("renal-severe"), StringComparison.Ordinal);

    [Fact]
    public void An_order_that_names_an_earlier_one_is_never_to_be_removed()
    {
        Call call = (Order(60) with { Replaces = ["MedicationRequest/earlier"] }).For(APatient().WithEgfr(24));
        Assert.Equal("5-if-new creatinine nephrology", call.Acts("renal-severe"));
        Assert.StartsWith("If new", call.ToDo("renal-severe"), StringComparison.Ordinal);
        Assert.Contains("may be a renewal", call.Facts("renal-severe"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_in_place_of_an_order_stopped_now_is_never_to_be_removed() =>
        Assert.Equal("5-if-new creatinine nephrology", (Order(60).For(APatient().WithEgfr(24)) with { Stopped = ["MedicationRequest/x"] }).Acts("renal-severe"));

    [Fact]
    public void A_renewal_known_only_by_its_equal_dose_is_given_the_link_with_its_new_dose()
    {
        PatientSnapshot injured = APatient().WithEgfr(95, 3) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) };
        Call call = Order(60).For(injured).Beside(Running(60));

        Assert.Equal("40* creatinine", call.Acts("renal-aki"));
        Assert.Equal("MedicationRequest/running", Lowering(call).Renews);
        Assert.Equal("info", call.Accepting(Lowering(call)).Says("renal-aki"));
        Assert.Equal("silent", call.Accepting(Lowering(call)).Says("withdrawal-dose-drop"));
        Assert.Equal("silent", call.Accepting(Lowering(call)).Says("dose-max-daily"));
        Assert.Null(Lowering(Order(60).For(injured).Renewing(Running(60))).Renews);
        Assert.Null(Lowering(call with { Stopped = ["MedicationRequest/running"] }).Renews);
    }

    [Fact]
    public void Which_of_two_running_orders_is_renewed_is_not_guessed()
    {
        PatientSnapshot injured = APatient().WithEgfr(95, 3) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) };
        Assert.Equal("creatinine*", Order(30).For(injured).Beside(Running(30), Running(30, id: "MedicationRequest/other")).Acts("renal-aki"));
        Assert.Equal("creatinine*", (Order(60) with { Replaces = ["MedicationRequest/unknown"] }).For(injured).Beside(Running(60)).Acts("renal-aki"));
        Assert.Equal("creatinine*", Order(60).For(injured).Beside(Running(60) with { Source = null }).Acts("renal-aki"));
    }

    private static Act.SetDose Lowering(Call call) => Assert.Single(call.Found("renal-aki").Acts.OfType<Act.SetDose>());

    [Fact]
    public void A_dose_that_cannot_be_read_is_not_overwritten_unless_what_is_sure_is_more()
    {
        Assert.Equal("remove* creatinine nephrology", Unread().For(APatient().WithEgfr(24)).Acts("renal-severe"));
        Assert.Equal("remove* 5 creatinine nephrology", Unread(20).For(APatient().WithEgfr(24)).Acts("renal-severe"));
        Assert.Equal("remove* 5 creatinine nephrology", NoDose().For(APatient().WithEgfr(24)).Writing().Acts("renal-severe"));
    }

    [Fact]
    public void What_was_accepted_is_not_lowered_again() =>
        Assert.Equal("creatinine", Order(5).Accepted("G4", 5).For(APatient().WithEgfr(24)).Acts("renal-severe"));

    [Fact]
    public void An_order_without_an_id_or_by_a_wrong_route_is_offered_no_dose()
    {
        Assert.Equal("creatinine* nephrology", (Order(60) with { Source = null }).For(APatient().WithEgfr(24)).Acts("renal-severe"));
        Assert.Equal("remove* creatinine nephrology", (Order(60) with { Route = Route.Wrong }).For(APatient().WithEgfr(24)).Acts("renal-severe"));
    }

    [Theory]
    [InlineData(10, 2.5, true)]
    [InlineData(10, 5, false)]
    [InlineData(20, 5, true)]
    [InlineData(20, 10, true)]
    [InlineData(15, 15, true)]
    [InlineData(25, 15, true)]
    [InlineData(5, 2.5, false)]
    public void The_product_changes_to_5_mg_tablets_where_the_drafted_ones_cannot_make_the_dose(double strength, double mg, bool changes)
    {
        DrugProduct drafted = Tablets((decimal)strength);
        Assert.Equal(changes, Tablet().For(drafted, Regimen.For((decimal)mg, 2.5m)) is not null);
        Assert.Equal(changes ? "430902" : null, Tablet().For(drafted, Regimen.For((decimal)mg, 2.5m))?.Code);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(30, false)]
    public void A_capsule_or_a_packet_of_granules_is_never_halved(double mg, bool changes) =>
        Assert.Equal(changes, Tablet().For(Tablets(10m) with { NamesWhole = true }, Regimen.For((decimal)mg, 2.5m)) is not null);

    [Fact]
    public void A_liquid_makes_every_dose_and_an_unknown_strength_is_left_alone()
    {
        Assert.Null(Tablet().For(new DrugProduct("liquid", null, 1m, Route.Oral, StrengthsDiffer: false), Regimen.For(2.5m, 2.5m)));
        Assert.Null(Tablet().For(Tablets(null), Regimen.For(2.5m, 2.5m)));
        Assert.NotNull(Tablet().For(Tablets(5m) with { StrengthsDiffer = true }, Regimen.For(5m, 2.5m)));
    }

    [Fact]
    public void What_is_offered_is_never_above_the_start_nor_below_what_runs_nor_more_than_tablets_make() =>
        Cases.AnyCall.Sample(call =>
        {
            decimal? running = call.Patient.Running.Items.IsEmpty ? null : call.Patient.Running.Items.Sum(order => ((DailyDose.Oral)order.Dose).MostMg);
            foreach (Judgement judgement in call.Judge())
            {
                foreach (Act.SetDose set in judgement.Verdict is Verdict.Found found ? found.Acts.OfType<Act.SetDose>() : [])
                {
                    decimal mg = set.Regimen.MgADay;
                    Assert.Equal(mg, set.Mark.MgADay);

                    // Children have the liquid, which is measured to half a milligram.
                    decimal least = judgement.Precaution.Id.StartsWith("paed-", StringComparison.Ordinal) ? 0.5m : 2.5m;
                    Assert.Equal(0m, mg % least);
                    Assert.All(set.Regimen.Parts, part => Assert.InRange(part, least, 20m));
                    if (running is null)
                    {
                        Assert.True(mg <= 15m);
                        Assert.True(mg <= 10m || call.Patient.BirthDate is not Known<BirthDate>.Value { Fact: var birth } || birth.OldestYears(Today) < 65);
                    }
                    else
                    {
                        // A cut that is too large is offered as one step of a taper, at most 15 mg.
                        bool third = judgement.Precaution.Id == "renal-aki";
                        Assert.True(mg >= (third ? running * 2m / 3m : judgement.Precaution.Id == "withdrawal-dose-drop" ? running - 15m : running));
                    }
                }
            }
        });

    private static FhirSafety.Baclofen.TabletChoice Tablet() => FhirSafety.Baclofen.TabletChoice.From(Drug.Terms.Rows("baclofen-products"));
}
