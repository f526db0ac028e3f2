using CsCheck;
using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Who is offered a taper to a lower dose, how long it takes, and that accepting it closes the matter.</summary>
public sealed class TaperOfferTests
{
    private static readonly PatientSnapshot OnDialysis = APatient() with { Conditions = Records.Whole(Condition("dialysis", "status")) };

    [Theory]
    [InlineData(50, 60, "renal-moderate", "taper-60-to-40* creatinine")]
    [InlineData(40, 60, "renal-moderate", "taper-60-to-15* creatinine")]
    [InlineData(24, 60, "renal-severe", "taper-60-to-7.5* creatinine nephrology")]
    [InlineData(10, 20, "renal-severe", "taper-20-to-5* creatinine nephrology")]
    [InlineData(40, 15, "renal-moderate", "creatinine*")] // at the ceiling
    [InlineData(40, 17.5, "renal-moderate", "taper-17.5-to-15* creatinine")]
    [InlineData(100, 120, "dose-max-daily", "taper-120-to-80* task:doseReview")]
    [InlineData(100, 82.5, "dose-max-daily", "taper-82.5-to-80* task:doseReview")]
    public void Who_renews_a_dose_above_the_limit_is_offered_a_taper_to_it(double egfr, double mg, string rule, string offers) =>
        Assert.Equal(offers, Renewal((decimal)mg, APatient().WithEgfr((decimal)egfr)).Acts(rule));

    [Fact]
    public void On_dialysis_and_by_the_problem_list_it_goes_to_their_ceilings()
    {
        Assert.Equal("taper-30-to-2.5* nephrology creatinine", Renewal(30, OnDialysis).Acts("renal-dialysis"));
        Assert.Equal("creatinine* taper-30-to-7.5", Renewal(30, APatient() with { Conditions = Records.Whole(Condition("ckd", "stage4")) }).Acts("renal-problem-list"));
    }

    [Fact]
    public void Where_the_kidneys_allow_less_than_the_maximum_both_cards_go_down_to_that()
    {
        Call call = Renewal(120, APatient().Aged(70).WithEgfr(50));
        Assert.Equal("taper-120-to-15* task:doseReview", call.Acts("dose-max-daily"));
        Assert.Equal("taper-120-to-15* creatinine", call.Acts("renal-moderate"));
        Assert.Equal("Do not stop suddenly: taper to 15 mg/day.", call.ToDo("dose-max-daily"));
        Assert.Equal("Do not stop suddenly: taper to 80 mg/day.", Renewal(120, APatient().WithEgfr(100)).ToDo("dose-max-daily"));
    }

    [Fact]
    public void None_where_the_draft_is_not_just_what_runs()
    {
        PatientSnapshot patient = APatient().WithEgfr(40);
        foreach (Call call in (Call[])
        [
            Order(60).For(patient), // a new start
            Order(60).For(patient).Renewing(Running(70)), // lowered
            Order(60).For(patient).Beside(Running(30), Running(30, id: "MedicationRequest/other")),
            Renewal(60, patient with { BirthDate = Born(Today.AddYears(-10)) }),
            (Order(60) with { Source = null }).For(patient).Renewing(Running(60)),
            (Order(60) with { Source = "MedicationRequest/running" }).For(patient).Renewing(Running(60)), // the running order itself
            (Order(60) with { Route = Route.Wrong }).For(patient).Renewing(Running(60) with { Route = Route.Wrong }),
            Order(60).For(patient).Renewing(Running(60) with { Dose = ((DailyDose.Oral)Oral(60)) with { AsNeeded = true } }),
            Order(60).For(patient).Renewing(Running(60) with { Dose = ((DailyDose.Oral)Oral(60)) with { Implausible = true } }),
            Order(60).For(patient).Renewing(Running(60) with { Dose = Unread(60).Dose }),
            Titration(60, 40).For(patient).Renewing(Running(60)),
            Renewal(60, patient) with { Stopped = ["MedicationRequest/x"] },
            Renewal(60, patient) with { Drafts = [Order(60).Renewing(Running(60)), Step(10, 1, 2, "x")] },
            Renewal(60, patient with { Running = new([Running(60)], MissingReason.Incomplete) }) with { Patient = patient with { Running = new([Running(60)], MissingReason.Incomplete) } },
            Order(60).Accepted("G3b", 60).For(patient).Renewing(Running(60)),
        ])
        {
            Assert.DoesNotContain("taper", call.Acts("renal-moderate"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("taper", Renewal(60, patient with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) }).Acts("renal-moderate"), StringComparison.Ordinal);
        Assert.Contains("taper", Order(60).For(patient).Beside(Running(60)).Acts("renal-moderate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, 20, 30, "renal-severe", "taper-20-to-7.5* creatinine nephrology")]
    [InlineData(50, 60, 80, "renal-moderate", "taper-60-to-40* creatinine")]
    [InlineData(40, 10, 30, "renal-moderate", "15* creatinine")] // what runs is within the ceiling
    [InlineData(100, 90, 120, "dose-max-daily", "taper-90-to-80* task:doseReview")]
    [InlineData(50, 60, 120, "dose-max-daily", "taper-60-to-40* task:doseReview")]
    public void Who_raises_what_is_above_the_limit_already_is_offered_a_taper_of_what_runs(double egfr, double running, double ordered, string rule, string offers)
    {
        Call call = Order((decimal)ordered).For(APatient().WithEgfr((decimal)egfr)).Renewing(Running((decimal)running));
        Assert.Equal(offers, call.Acts(rule));
        Assert.DoesNotContain("taper", Order((decimal)ordered).For(APatient().WithEgfr((decimal)egfr)).Beside(Running((decimal)running)).Acts(rule), StringComparison.Ordinal);
    }

    [Fact]
    public void An_allergy_offers_its_taper_only_once_a_rise_is_decided()
    {
        PatientSnapshot patient = APatient().WithEgfr(100) with { Allergies = Records.Whole(Reaction("Rash")) };
        Assert.Contains("taper-30-to-0", Renewal(30, patient).Acts("allergy"), StringComparison.Ordinal);
        Assert.DoesNotContain("taper", Order(30).For(patient).Renewing(Running(20)).Acts("allergy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Above_the_ceiling_of_the_clearance_alone_there_are_only_words()
    {
        PatientSnapshot patient = APatient().Aged(80) with { Creatinines = Records.Whole(Creatinine(1.5m)), Weights = Records.Whole(Measure(48m)) };
        Assert.Equal("creatinine*", Renewal(15, patient).Acts("renal-moderate"));
        Assert.Equal("taper-20-to-7.5* creatinine", Renewal(20, patient).Acts("renal-moderate"));
    }

    [Theory]
    [InlineData(59, 12)]
    [InlineData(60, 20)]
    [InlineData(400, 20)]
    public void It_takes_longer_after_long_use(int days, int expected) =>
        Assert.Equal(expected, Days(Order(60).For(APatient().WithEgfr(40)).Renewing(Running(60, days))));

    [Fact]
    public void Each_flag_that_the_record_shows_makes_it_cautious()
    {
        PatientSnapshot patient = APatient().WithEgfr(40);
        Assert.Equal(12, Days(patient));
        Assert.Equal(24, Days(patient.Aged(65)));
        Assert.Equal(12, Days(patient.Aged(64)));
        Assert.Equal(24, Days(patient with { Conditions = Records.Whole(Condition("epilepsy-seizure", "history", 5000) with { Status = ConditionStatus.Over }) }));
        Assert.Equal(12, Days(patient with { Conditions = Records.Whole(Condition("epilepsy-seizure", "febrile")) }));
        Assert.Equal(12, Days(patient with { Conditions = Records.Whole(Condition("epilepsy-seizure", "epilepsy") with { Refuted = true }) }));
        Assert.Equal(24, Days(patient with { Conditions = Records.Whole(Condition("autonomic-dysreflexia-sci", "sci-cervical")) }));
        Assert.Equal(24, Days(patient with { Conditions = Records.Whole(Condition("autonomic-dysreflexia-sci", "sci-thoracic")) }));
        Assert.Equal(24, Days(patient with { Conditions = Records.Whole(Condition("autonomic-dysreflexia-sci", "autonomic-dysreflexia")) }));
        Assert.Equal(12, Days(patient with { Conditions = Records.Whole(Condition("autonomic-dysreflexia-sci", "sci-lumbar")) }));
        Assert.Equal(24, Days(patient with { Conditions = Records.Whole(Condition("pregnancy", "pregnant")) }));
        Assert.Equal(12, Days(patient with { Conditions = Records.Whole(Condition("pregnancy", "ended")) }));
        Assert.Equal(24, Days(patient with { Allergies = Records.Whole(Reaction("Withdrawal seizure")) }));
        Assert.Equal(12, Days(patient with { Allergies = Records.Whole(Reaction("Rash")) }));
        Assert.Equal(24, Days(patient with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }));
    }

    [Fact]
    public void Near_birth_it_is_shortened_or_left_to_a_specialist()
    {
        PatientSnapshot patient = APatient().WithEgfr(40);
        PatientSnapshot Due(int days) => patient with
        {
            Pregnancy = patient.Pregnancy with { DueDates = Records.Whole(new Dated<DateOnly>(Today.AddDays(days), Now.AddDays(-100), null)) },
        };
        Assert.Equal(24, Days(Due(200)));
        Assert.Equal(16, Days(Due(30)));
        Assert.Equal("creatinine*", Recent(Due(20)).Acts("renal-moderate"));
        Assert.Equal("creatinine*", Recent(Due(-14)).Acts("renal-moderate"));
        Assert.Equal(12, Days(Due(-15)));
        Assert.Equal(24, Days(patient with { Pregnancy = patient.Pregnancy with { Statuses = Records.Whole(new Dated<PregnancyAnswer>(PregnancyAnswer.Pregnant, Now, null)) } }));
    }

    [Fact]
    public void Near_birth_counted_from_the_last_period_it_is_shortened_as_well() =>
        Assert.Equal(16, Days((APatient().WithEgfr(40) with { Conditions = Records.Whole(Condition("pregnancy", "pregnant")) }).WithPeriod(250)));

    [Fact]
    public void A_birth_that_came_early_or_is_not_expected_any_more_shortens_no_taper()
    {
        PatientSnapshot due = APatient().WithEgfr(40).Due(20);
        PatientProcedure delivery = new([new Meaning("pregnancy", "ended")], ProcedureState.Completed, Today.AddDays(-5), null);
        Assert.Equal(12, Days(due with { Procedures = Records.Whole(delivery) }));
        Assert.Equal(12, Days(due.WithStatus(PregnancyAnswer.NotPregnant)));
        Assert.Equal(12, Days(due with { SexForClinicalUse = new Known<Sex>.Value(Sex.Male) }));
    }

    [Fact]
    public void One_product_makes_all_steps()
    {
        Assert.Equal("430902", Taper(Renewal(60, APatient().WithEgfr(24))).NewProduct?.Code); // 10 mg tablets cannot make 7.5 mg
        Assert.Null(Taper(Order(60, Tablets(5m)).For(APatient().WithEgfr(24)).Renewing(Running(60))).NewProduct);
    }

    [Fact]
    public void The_steps_are_a_list_on_the_card()
    {
        Card card = Assert.Single(Renewal(60, APatient().WithEgfr(40)).Cards());
        Assert.Contains("""


            - Day 1-5: 50 mg/day (15-17.5-17.5)
            - Day 6-10: 40 mg/day (12.5-12.5-15)
            - Day 11-15: 30 mg/day (10-10-10)
            - Day 16-20: 20 mg/day (5-7.5-7.5)
            - From day 21: 15 mg/day (5-5-5), to stay
            """.ReplaceLineEndings("\n"), card.Detail, StringComparison.Ordinal);
        Assert.Equal("Taper 60 to 15 mg/day over 20 days", card.Suggestions[0].Label);
        Assert.True(card.Suggestions[0].IsRecommended);
    }

    [Fact]
    public void Of_a_long_taper_the_first_five_steps_are_listed()
    {
        Card card = Renewal(120, OnDialysis).Cards()[0];
        Assert.Contains("- Day 13-15: 45 mg/day", card.Detail, StringComparison.Ordinal);
        Assert.Contains("\n- 3 more steps, to 2.5 mg/day on day 22", card.Detail, StringComparison.Ordinal);
        Assert.True(card.Detail!.Length <= 1200);
        Assert.Contains("\n- 1 more step, to 2.5 mg/day on day 21", Renewal(30, OnDialysis).Cards()[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_a_taper_leaves_information_only_and_no_further_offer()
    {
        int offered = 0;
        Gen<Call> renewals =
            from patient in Cases.AnyPatient
            from units in Gen.Int[1, 60]
            from days in Gen.Int[14, 400]
            select Order(units * 2.5m).For(patient).Renewing(Running(units * 2.5m, days));
        renewals.Sample(
            call =>
            {
                foreach (Act.Taper taper in Offered(call))
                {
                    Interlocked.Increment(ref offered);
                    Call after = call.Accepting(taper);
                    Assert.Equal(taper.Steps.Length, after.Drafts.Length);
                    Assert.Empty(Offered(after));
                    Assert.DoesNotContain(after.Judge(), judgement => judgement.Verdict is Verdict.Found { Indicator: > Indicator.Info } found && WasNot(call, judgement.Precaution.Id, found.Indicator));
                    Assert.All(after.Judge().Where(judgement => judgement.Precaution.Id == taper.Mark.Precaution), judgement =>
                        Assert.True(judgement.Verdict is not Verdict.Found { Indicator: > Indicator.Info }));
                }
            });
        Assert.True(offered > 20, $"only {offered} offers were met");
    }

    private static bool WasNot(Call call, string id, Indicator level) =>
        !call.Judge().Any(judgement => judgement.Precaution.Id == id && judgement.Verdict is Verdict.Found found && found.Indicator >= level);

    private static IEnumerable<Act.Taper> Offered(Call call) =>
        call.Judge().Select(judgement => judgement.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts).OfType<Act.Taper>();

    private static Act.Taper Taper(Call call) => Offered(call).First();

    private static int Days(PatientSnapshot patient) => Days(Recent(patient));

    private static int Days(Call call) => Taper(call).Steps.Sum(step => step.Days ?? 0);

    private static Call Recent(PatientSnapshot patient) => Order(60).For(patient).Renewing(Running(60, 40));

    private static Call Renewal(decimal mg, PatientSnapshot patient) => Order(mg).For(patient).Renewing(Running(mg));

    private static PatientAllergy Reaction(string words) => new(AllergyType.Intolerance, IsActive: true, Refuted: false, Today, words, "AllergyIntolerance/a");
}
