using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Which record says that a patient is pregnant, and how far: <c>pregnancy-confirmed</c>.</summary>
public sealed class PregnancyTests
{
    private const string Id = "pregnancy-confirmed";

    private static readonly PatientCondition Pregnant = Condition("pregnancy", "pregnant", 100);

    private static Call Start(PatientSnapshot patient) => Order(5).For(patient);

    [Theory]
    [InlineData(294, "warning")]
    [InlineData(295, "silent")]
    public void A_status_counts_for_42_weeks(int daysAgo, string expected) =>
        Assert.Equal(expected, Start(AWoman().WithStatus(PregnancyAnswer.Pregnant, daysAgo)).Says(Id));

    [Theory]
    [InlineData(294, "warning")]
    [InlineData(295, "silent")]
    [InlineData(null, "warning")]
    public void A_diagnosis_counts_for_42_weeks_and_without_a_date(int? daysAgo, string expected) =>
        Assert.Equal(expected, Start(AWoman().With(Condition("pregnancy", "pregnant", daysAgo))).Says(Id));

    [Theory]
    [InlineData(-15, "silent")]
    [InlineData(-14, "warning")]
    [InlineData(280, "warning")]
    [InlineData(281, "silent")]
    public void A_due_date_counts_from_280_days_ahead_to_14_days_past(int inDays, string expected) =>
        Assert.Equal(expected, Order(5).For(AWoman().Due(inDays, recordedDaysAgo: 290)).Writing().Says(Id));

    [Theory]
    [InlineData(101, "warning")]
    [InlineData(99, "silent")]
    public void A_later_not_pregnant_wins(int daysAgo, string expected) =>
        Assert.Equal(expected, Start(AWoman().With(Pregnant).WithStatus(PregnancyAnswer.NotPregnant, daysAgo)).Says(Id));

    [Theory]
    [InlineData(PregnancyAnswer.Possibly)]
    [InlineData(PregnancyAnswer.Unknown)]
    public void An_answer_that_says_neither_changes_nothing(PregnancyAnswer answer)
    {
        Assert.Equal("warning", Start(AWoman().With(Pregnant).WithStatus(answer, 1)).Says(Id));
        Assert.Equal("silent", Start(AWoman().WithStatus(answer, 1)).Says(Id));
    }

    [Theory]
    [InlineData(100, "warning")]
    [InlineData(99, "silent")]
    [InlineData(null, "warning")]
    public void A_pregnancy_is_ended_by_what_is_dated_after_it(int? daysAgo, string expected)
    {
        PatientCondition ended = Condition("pregnancy", "ended", daysAgo) with { Status = ConditionStatus.Over };
        Assert.Equal(expected, Start(AWoman().With(Pregnant, ended)).Says(Id));
        PatientProcedure delivery = new([new Meaning("pregnancy", "ended")], ProcedureState.Completed, ended.Date, "Procedure/p");
        Assert.Equal(expected, Start(AWoman().With(Pregnant) with { Procedures = Records.Whole(delivery) }).Says(Id));
        Assert.Equal("warning", Start(AWoman().With(Pregnant) with { Procedures = Records.Whole(delivery with { State = ProcedureState.Ordered }) }).Says(Id));
    }

    [Fact]
    public void A_pregnancy_is_over_two_weeks_past_its_due_date_unless_a_newer_record_says_otherwise()
    {
        PatientSnapshot past = AWoman().With(Pregnant).Due(-20);
        Assert.Equal("silent", Start(past).Says(Id));
        Assert.Equal("warning", Start(past.WithStatus(PregnancyAnswer.Pregnant, 19)).Says(Id));
    }

    [Fact]
    public void A_new_pregnancy_does_not_take_the_weeks_of_the_one_before()
    {
        PatientSnapshot again = AWoman().Due(60, recordedDaysAgo: 200).With(Condition("pregnancy", "ended", 120)).WithStatus(PregnancyAnswer.Pregnant, 10);
        Assert.Equal("Pregnant: baclofen only if benefit outweighs risk", Order(5).For(again).Writing().Summary(Id));
    }

    [Fact]
    public void A_last_period_alone_is_no_pregnancy() => Assert.Equal("silent", Start(AWoman().WithPeriod(60)).Says(Id));

    [Theory]
    [InlineData(1, "39")]
    [InlineData(0, "40")]
    [InlineData(-3, "40")]
    [InlineData(280, "0")]
    [InlineData(140, "20")]
    [InlineData(139, "20")]
    [InlineData(133, "21")]
    public void Weeks_are_counted_back_from_the_due_date(int inDays, string weeks) =>
        Assert.Equal($"Pregnant ({weeks} weeks): baclofen only if benefit outweighs risk", Order(5).For(AWoman().Due(inDays)).Writing().Summary(Id));

    [Theory]
    [InlineData(69, "9")]
    [InlineData(70, "10")]
    public void Without_a_due_date_weeks_are_counted_from_the_last_period(int daysAgo, string weeks) =>
        Assert.Contains($"({weeks} weeks)", Start(AWoman().WithStatus(PregnancyAnswer.Pregnant).WithPeriod(daysAgo)).Summary(Id), StringComparison.Ordinal);

    [Fact]
    public void Without_either_the_weeks_are_left_out_and_asked_for()
    {
        Call call = Start(AWoman().WithStatus(PregnancyAnswer.Pregnant));
        Assert.Equal("Pregnant: baclofen only if benefit outweighs risk", call.Summary(Id));
        Assert.Contains("ask for them", call.Facts(Id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(189, true)]
    [InlineData(182, false)]
    public void The_first_trimester_is_named(int inDays, bool named) =>
        Assert.Equal(named, Start(AWoman().Due(inDays)).ToDo(Id).Contains("First trimester", StringComparison.Ordinal));

    [Theory]
    [InlineData(9, "does not apply")]
    [InlineData(10, "warning")]
    [InlineData(60, "warning")]
    [InlineData(61, "does not apply")]
    public void It_is_about_ages_10_to_60(int years, string expected) =>
        Assert.Equal(expected, Start(AWoman(years).WithStatus(PregnancyAnswer.Pregnant)).Says(Id));

    [Fact]
    public void A_recorded_pregnancy_counts_for_any_gender_but_male_for_clinical_use()
    {
        PatientSnapshot patient = AWoman().WithStatus(PregnancyAnswer.Pregnant) with { Sex = new Known<Sex>.Value(Sex.Male) };
        Assert.Equal("warning", Start(patient).Says(Id));
        Assert.Equal("does not apply", Start(patient with { SexForClinicalUse = new Known<Sex>.Value(Sex.Male) }).Says(Id));
    }

    [Fact]
    public void A_new_start_is_offered_lower_and_a_running_dose_is_not()
    {
        Call call = Order(15).For(AWoman().WithStatus(PregnancyAnswer.Pregnant));
        Assert.Equal(5m, call.Offers(Id));
        Assert.Equal("info", call.Accepting(call.Found(Id).Acts[0]).Says(Id));
        Assert.Null(Order(15).For(AWoman().WithStatus(PregnancyAnswer.Pregnant)).Renewing(Running(15)).Offers(Id));
    }

    [Fact]
    public void On_a_stable_renewal_a_pregnancy_that_was_known_is_information()
    {
        Assert.Equal("info", Order(15).For(AWoman().WithEgfr(100, 200).With(Pregnant)).Renewing(Running(15, days: 90)).Says(Id));
        Assert.Equal("warning", Order(15).For(AWoman().WithEgfr(100, 200).With(Pregnant)).Renewing(Running(15, days: 110)).Says(Id));
    }

    [Fact]
    public void A_pregnancy_that_is_being_recorded_speaks_of_the_running_order_and_an_old_one_does_not()
    {
        Call Recording(PatientCondition condition) => Running(15).Watching(AWoman().With(condition), "problem-list-item-create");
        Assert.Equal("warning", Recording(Pregnant with { IsNew = true }).Says(Id));
        Assert.Equal("task:obstetrics*", Recording(Pregnant with { IsNew = true }).Acts(Id));
        Assert.Equal("silent", Recording(Pregnant).Says(Id));
    }

    [Theory]
    [InlineData(Sex.Female, "pregnancy ReadFailed")]
    [InlineData(Sex.Undetermined, "pregnancy ReadFailed")]
    [InlineData(Sex.Male, "silent")]
    public void Records_that_could_not_be_had_are_not_taken_for_a_no(Sex sex, string expected)
    {
        PatientSnapshot patient = AWoman() with
        {
            Sex = new Known<Sex>.Value(sex),
            Pregnancy = APatient().Pregnancy with { Statuses = Records.Unknown<Dated<PregnancyAnswer>>(MissingReason.ReadFailed) },
        };
        Assert.Equal(expected, Start(patient).Says(Id));
    }
}
