using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class AlcoholTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 400);

    private static PatientSnapshot With(string group, int? daysAgo) => Healthy with { Conditions = Records.Whole(Condition("alcohol", group, daysAgo)) };

    private static Records<Dated<decimal>> Answer(decimal value, int daysAgo = 10) => Records.Whole(new Dated<decimal>(value, Now.AddDays(-daysAgo), "Observation/a"));

    [Theory]
    [InlineData("aud", 2000, "warning")]
    [InlineData("heavy-use", 2000, "warning")]
    [InlineData("alcohol-liver", 2000, "warning")]
    [InlineData("intoxication", 8, "warning")]
    [InlineData("intoxication", 7, "critical")]
    [InlineData("intoxication", 365, "warning")]
    [InlineData("intoxication", 366, "silent")]
    [InlineData("history", 2000, "info")]
    public void A_new_start_goes_by_what_is_recorded(string group, int days, string said) => Assert.Equal(said, Order(15).For(With(group, days)).Says("alcohol"));

    [Fact]
    public void A_warning_says_what_is_recorded_and_offers_advice_that_answers_it()
    {
        Call call = Order(15).For(With("aud", 100));
        Assert.Equal("Alcohol use recorded: avoid alcohol with baclofen", call.Summary("alcohol"));
        Assert.Contains("Recorded: alcohol use disorder (2026-08-14).", call.Facts("alcohol"), StringComparison.Ordinal);
        Assert.Equal("instruct:noAlcohol* alcoholIntervention", call.Acts("alcohol"));
        Call after = call.Accepting(call.Found("alcohol").Acts[0]);
        Assert.Equal("info", after.Says("alcohol"));
        Assert.Equal("", after.Acts("alcohol"));
    }

    [Fact]
    public void A_danger_is_not_answered_by_advice()
    {
        Call call = Order(15).For(With("intoxication", 2));
        Assert.Equal("alcoholIntervention*", call.Acts("alcohol"));
        Assert.Equal("critical", (call with { Drafts = [call.Drafts[0] with { Instructed = ["noAlcohol"] }] }).Says("alcohol"));
    }

    [Fact]
    public void Beside_an_opioid_it_is_critical_unless_that_is_a_known_pair()
    {
        Assert.Equal("critical", Order(15).For(With("aud", 100).Taking(Oxycodone())).Says("alcohol"));
        Assert.Equal("silent", Order(30).For(With("aud", 100).Taking(Oxycodone(), Oxycodone().Ordered())).Renewing(Running(30)).Says("alcohol"));
        Assert.Equal("info", Order(30).For(With("aud", 100).Taking(Oxycodone(), Oxycodone().Ordered(), Lisinopril(5))).Renewing(Running(30)).Says("alcohol"));
    }

    [Theory]
    [InlineData("order-sign")]
    [InlineData("order-select")]
    public void A_new_opioid_for_who_drinks_and_takes_baclofen_is_critical(string hook)
    {
        Assert.Equal("critical", Running(30).Paired(With("aud", 100).Taking(Oxycodone().Ordered()), hook).Says("alcohol"));
        Assert.Equal("does not apply", Running(30).Paired(With("aud", 100).Taking(Oxycodone(), Oxycodone().Ordered()), hook).Says("alcohol"));
        Assert.Equal("does not apply", Running(30).Paired(With("aud", 100).Taking(Diazepam().Ordered()), hook).Says("alcohol"));
    }

    [Theory]
    [InlineData(100, "silent")]
    [InlineData(20, "warning")]
    public void A_renewal_is_told_of_a_new_diagnosis_only(int daysAgo, string said) =>
        Assert.Equal(said, Order(30).For(With("aud", daysAgo)).Renewing(Running(30, days: 40)).Says("alcohol"));

    [Fact]
    public void A_rise_is_a_warning_and_what_was_known_before_information()
    {
        Assert.Equal("warning", Order(45).For(With("aud", 100)).Renewing(Running(30)).Says("alcohol"));
        Assert.Equal("info", Order(30).For(With("aud", 100)).Renewing(Running(30, days: 10)).Says("alcohol"));
    }

    [Theory]
    [InlineData(Sex.Male, 2, "silent")]
    [InlineData(Sex.Male, 2.1, "warning")]
    [InlineData(Sex.Female, 1, "silent")]
    [InlineData(Sex.Female, 1.1, "warning")]
    [InlineData(Sex.Undetermined, 1.1, "warning")]
    public void Drinks_a_day_count_above_two_for_men_and_one_for_others(Sex sex, double drinks, string said) => Assert.Equal(said, Order(15).For(Healthy with
    {
        Sex = new Known<Sex>.Value(sex),
        Alcohol = Healthy.Alcohol with { DrinksPerDay = Answer((decimal)drinks) },
    }).Says("alcohol"));

    [Theory]
    [InlineData(Sex.Male, 3, "silent")]
    [InlineData(Sex.Male, 4, "warning")]
    [InlineData(Sex.Female, 2, "silent")]
    [InlineData(Sex.Female, 3, "warning")]
    [InlineData(Sex.Undetermined, 3, "warning")]
    public void An_AUDIT_C_counts_from_four_for_men_and_three_for_others(Sex sex, double score, string said) => Assert.Equal(said, Order(15).For(Healthy with
    {
        Sex = new Known<Sex>.Value(sex),
        Alcohol = Healthy.Alcohol with { AuditC = Answer((decimal)score) },
    }).Says("alcohol"));

    [Theory]
    [InlineData(365, "warning")]
    [InlineData(366, "silent")]
    public void An_answer_counts_for_12_months(int days, string said) =>
        Assert.Equal(said, Order(15).For(Healthy with { Alcohol = Healthy.Alcohol with { AuditC = Answer(8, days) } }).Says("alcohol"));

    [Fact]
    public void The_newest_answer_counts()
    {
        Records<Dated<decimal>> less = Records.Whole([.. Answer(8, 100).Items, .. Answer(1, 10).Items]);
        Assert.Equal("silent", Order(15).For(Healthy with { Alcohol = Healthy.Alcohol with { AuditC = less } }).Says("alcohol"));
    }

    [Fact]
    public void A_drug_for_alcohol_use_disorder_tells_of_it_whichever_is_ordered()
    {
        ActiveMedication acamprosate = Drug("alcohol-use-disorder-drugs", "aud-drug", "acamprosate");
        Assert.Equal("warning", Order(15).For(Healthy.Taking(acamprosate)).Says("alcohol"));
        Assert.Equal("warning", Running(30).Paired(Healthy.Taking(acamprosate.Ordered())).Says("alcohol"));
        Assert.Equal("does not apply", Running(30).Paired(Healthy.Taking(acamprosate, Lisinopril().Ordered())).Says("alcohol"));
        Assert.Equal("silent", Order(15).For(Healthy.Taking(Drug("alcohol-use-disorder-drugs", "aud-possible", "naltrexone"))).Says("alcohol"));
    }

    [Theory]
    [InlineData("alcohol", "aud", "warning")]
    [InlineData("off-label-indications", "aud", "warning")]
    [InlineData("off-label-indications", "gerd", "silent")]
    public void The_reason_of_the_order_tells_of_it(string set, string group, string said) =>
        Assert.Equal(said, (Order(15) with { Reasons = [new Meaning(set, group)] }).For(Healthy).Says("alcohol"));

    [Fact]
    public void A_diagnosis_being_recorded_is_judged_alone_and_changes_no_order()
    {
        PatientCondition recorded = Condition("alcohol", "aud", 0) with { IsNew = true };
        Call Recording(params PatientCondition[] conditions) => Running(30).Watching(
            Healthy with { Conditions = Records.Whole(conditions), Alcohol = Healthy.Alcohol with { AuditC = Answer(9) } }, "problem-list-item-create");
        Assert.Equal("warning", Recording(recorded).Says("alcohol"));
        Assert.Equal("", Recording(recorded).Acts("alcohol"));
        Assert.Equal("critical", Recording(Condition("alcohol", "intoxication", 0) with { IsNew = true }).Says("alcohol"));
        Assert.Equal("silent", Recording(Condition("alcohol", "aud", 100)).Says("alcohol"));
    }

    [Fact]
    public void Answers_that_did_not_come_are_left_to_the_counselling_and_a_problem_list_is_not()
    {
        Records<Dated<decimal>> none = Records.Unknown<Dated<decimal>>(MissingReason.NotSupplied);
        Assert.Equal("silent", Order(15).For(Healthy with { Alcohol = new AlcoholRecords(none, none, none) }).Says("alcohol"));
        Assert.Equal("conditions ReadFailed", Order(15).For(Healthy with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }).Says("alcohol"));
    }
}
