using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class RenalAkiTests
{
    private const string Id = "renal-aki";

    private static readonly PatientSnapshot ByDiagnosis = APatient().WithEgfr(95, 3) with { Conditions = Records.Whole(Condition("acute-kidney-injury", "aki", 2)) };

    private static PatientSnapshot Risen(decimal to, decimal from = 1m) =>
        APatient() with { Creatinines = Records.Whole(Creatinine(to), Creatinine(from, 3)) };

    [Theory]
    [InlineData(1.4, 15, "silent")]
    [InlineData(1.5, 15, "warning")]
    [InlineData(1.5, 19.9, "warning")]
    [InlineData(1.5, 20, "critical")]
    [InlineData(2.0, 5, "critical")]
    [InlineData(3.0, 5, "critical")]
    public void Stage_and_dose_decide(double to, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(Risen((decimal)to)).Says(Id));

    [Fact]
    public void A_rise_of_0_3_in_two_days_is_stage_1()
    {
        Call call = Order(15).For(APatient() with { Creatinines = Records.Whole(Creatinine(1.3m), Creatinine(1m, 1.5)) });
        Assert.Equal("Acute kidney injury stage 1: baclofen will accumulate; do not start, or lower by a third", call.Summary(Id));
        Assert.Contains("Creatinine rose from 1 mg/dL", call.Facts(Id), StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagnosis_alone_is_a_warning_and_names_no_stage()
    {
        Assert.Equal("warning", Order(15).For(ByDiagnosis).Says(Id));
        Assert.Equal("Acute kidney injury recorded: baclofen will accumulate; do not start, or lower by a third", Order(15).For(ByDiagnosis).Summary(Id));
        Assert.Equal("critical", Unread(20).For(ByDiagnosis).Says(Id));
    }

    [Fact]
    public void What_is_established_is_not_milder() =>
        Assert.Equal("critical", Order(5).For(Risen(2)).Renewing(Running(5)).Says(Id));

    [Fact]
    public void A_taper_a_pump_and_an_accepted_draft_are_information()
    {
        Assert.Equal("info", Titration(40, 30, 20).For(Risen(2)).Renewing(Running(50)).Says(Id));
        Assert.Equal("info", Pump().For(Risen(2)).Says(Id));
        Assert.Equal("info", Order(40).Accepted("G3b+aki2", 40, Id).For(Risen(2)).Renewing(Running(60)).Says(Id));
        Assert.Equal("critical", Order(40).Accepted("G3b+aki1", 40, Id).For(Risen(2)).Renewing(Running(60)).Says(Id));
    }

    [Fact]
    public void A_new_start_is_to_wait_and_no_dose_is_offered_by_anyone()
    {
        Call call = Order(120).For(ByDiagnosis);
        Assert.Equal("remove* creatinine", call.Acts(Id));
        Assert.Equal("", call.Acts("dose-start-high"));
        Assert.Equal("task:doseReview*", call.Acts("dose-max-daily"));
        Assert.StartsWith("Hold", call.ToDo(Id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 60, "40* creatinine")]
    [InlineData(50, 50, "35* creatinine")]
    [InlineData(60, 80, "40* creatinine")]
    [InlineData(90, 40, "creatinine*")]
    [InlineData(5, 5, "creatinine*")]
    public void What_runs_is_lowered_by_one_third_at_most(double running, double ordered, string offers) =>
        Assert.Equal(offers, Order((decimal)ordered).For(ByDiagnosis).Renewing(Running((decimal)running)).Acts(Id));

    [Fact]
    public void When_the_chart_is_opened_the_creatinine_is_what_to_order() =>
        Assert.Equal("creatinine*", Running(60, 100).Watching(ByDiagnosis).Acts(Id));

    [Fact]
    public void Without_the_running_orders_nobody_is_told_just_to_hold()
    {
        Call call = Order(30).For(ByDiagnosis with { Running = Records.Unknown<DrugOrder>(MissingReason.ReadFailed) });
        Assert.StartsWith("If new", call.ToDo(Id), StringComparison.Ordinal);
        Assert.Equal("creatinine*", call.Acts(Id));
    }

    [Fact]
    public void The_band_of_the_newest_number_speaks_beside_it() =>
        Assert.Equal("critical", Order(5).For(Risen(4, 2)).Says("renal-severe"));
}
