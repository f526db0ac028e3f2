using FhirSafety.Baclofen;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Which orders are a taper, and what of a taper is added up (clinical page, section 3).</summary>
public sealed class TaperRecognitionTests
{
    private static readonly PatientSnapshot Patient = APatient().WithEgfr(40);

    [Fact]
    public void Orders_that_follow_one_another_downwards_are_one_taper()
    {
        Call call = Signing(60, Step(50, 1, 3, "a"), Step(40, 4, 6, "b"), Step(30, 7, 9, "c"), Step(15, 10, null, "d"));
        Assert.All(Judged(call), order => Assert.True(order.IsTaper));
        Assert.Equal([50m, 40m, 30m, 15m], Judged(call).Select(order => order.TotalMg));
        Assert.Equal("info", call.Says("renal-moderate"));
        Assert.StartsWith("Keep to the steps", call.ToDo("renal-moderate"), StringComparison.Ordinal);
        Assert.Contains("back to the dose before for 7 days", call.ToDo("renal-moderate"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_left_out_between_two_steps_is_a_sudden_stop_and_no_taper() =>
        Assert.DoesNotContain(Judged(Signing(60, Step(50, 1, 3, "a"), Step(40, 5, 7, "b"))), order => order.IsTaper);

    [Fact]
    public void Steps_on_one_day_are_no_taper_and_are_added_up()
    {
        Call call = Signing(60, Step(50, 1, 4, "a"), Step(40, 4, 7, "b"));
        Assert.DoesNotContain(Judged(call), order => order.IsTaper);
        Assert.Equal(90m, Judged(call)[0].TotalMg);
    }

    [Fact]
    public void A_course_that_rises_once_or_never_falls_is_no_taper()
    {
        Assert.DoesNotContain(Judged(Signing(60, Step(40, 1, 3, "a"), Step(50, 4, 6, "b"), Step(30, 7, 9, "c"))), order => order.IsTaper);
        Assert.DoesNotContain(Judged(Signing(60, Step(40, 1, 3, "a"), Step(40, 4, 6, "b"))), order => order.IsTaper);
    }

    [Fact]
    public void A_course_that_starts_above_what_runs_is_no_taper()
    {
        Assert.DoesNotContain(Judged(Signing(40, Step(50, 1, 3, "a"), Step(40, 4, 6, "b"))), order => order.IsTaper);
        Assert.All(Judged(Signing(50, Step(50, 1, 3, "a"), Step(40, 4, 6, "b"))), order => Assert.True(order.IsTaper));
    }

    [Fact]
    public void A_course_for_a_new_patient_is_no_taper() =>
        Assert.DoesNotContain(Judged(new Call(Patient, [Step(50, 1, 3, "a"), Step(40, 4, 6, "b")])), order => order.IsTaper);

    [Fact]
    public void A_further_order_without_days_beside_the_steps_is_given_beside_them()
    {
        Call call = Signing(60, Step(50, 1, 3, "a"), Step(40, 4, 6, "b"), Order(20));
        Assert.DoesNotContain(Judged(call), order => order.IsTaper);
        Assert.Equal([70m, 60m, 70m], Judged(call).Select(order => order.TotalMg));
    }

    [Fact]
    public void Steps_that_do_not_take_the_place_of_what_runs_are_given_beside_it()
    {
        Call call = new Call(Patient, [Step(50, 1, 3, "a"), Step(40, 4, 6, "b")]).Beside(Running(60));
        Assert.DoesNotContain(Judged(call), order => order.IsTaper);
        Assert.Equal(110m, Judged(call)[0].TotalMg);
    }

    [Fact]
    public void A_pump_beside_the_steps_does_not_hide_them() =>
        Assert.True(Judged(Signing(60, Step(50, 1, 3, "a"), Step(40, 4, 6, "b"), Pump() with { Source = "MedicationRequest/p" }))[0].IsTaper);

    [Theory]
    [InlineData(50, 60, 50, true)]
    [InlineData(45, 60, 50, true)]
    [InlineData(50.5, 60, 50, false)] // raised above the mark
    [InlineData(50, 45, 50, false)] // raised above what runs
    public void One_step_alone_is_known_by_our_mark(double mg, double running, double marked, bool taper)
    {
        Call call = Marked((decimal)mg, (decimal)marked, taper: true).For(Patient).Renewing(Running((decimal)running));
        Assert.Equal(taper, Judged(call)[0].IsTaper);
    }

    [Fact]
    public void A_mark_without_a_running_order_or_of_another_offer_makes_no_taper()
    {
        Assert.False(Judged(Marked(50, 50, taper: true).For(Patient))[0].IsTaper);
        Assert.False(Judged(Marked(50, 50, taper: false).For(Patient).Renewing(Running(60)))[0].IsTaper);
        Assert.False(Judged(Order(50).For(Patient).Renewing(Running(60)))[0].IsTaper);
    }

    [Fact]
    public void Of_a_taper_under_way_todays_step_is_what_runs()
    {
        Call call = Order(30).For(Patient).Beside(
            Running(50) with { Source = "MedicationRequest/a", Span = Days(-6, -4) },
            Running(40) with { Source = "MedicationRequest/b", Span = Days(-3, 0) },
            Running(30) with { Source = "MedicationRequest/c", Span = Days(1, null), AuthoredOn = Today });
        Assert.Equal(40m, Judged(call)[0].Therapy.RunningMg);
        Assert.False(Judged(call)[0].Therapy.IsNewStart);
    }

    [Fact]
    public void What_ran_out_by_its_own_dates_is_not_counted_beside_a_new_order()
    {
        Assert.Equal(20m, Judged(Order(20).For(Patient).Beside(Running(50) with { Span = Days(-30, -1) }))[0].TotalMg);
        Assert.Equal(70m, Judged(Order(20).For(Patient).Beside(Running(50) with { Span = Days(-30, 0) }))[0].TotalMg);
        Assert.Equal(50m, Judged(Order(20).For(Patient).Beside(Running(50) with { Span = Days(-30, -1) }))[0].Therapy.RunningMg);
    }

    [Fact]
    public void Doses_at_different_times_beside_an_order_count_with_the_most_of_any_day()
    {
        Call call = Order(10).For(Patient).Beside(
            Running(50) with { Source = "MedicationRequest/a", Span = Days(0, 5) },
            Running(30) with { Source = "MedicationRequest/b", Span = Days(6, 9) },
            Running(40) with { Source = "MedicationRequest/c", Span = Days(9, null) });
        Assert.Equal(80m, Judged(call)[0].TotalMg);
    }

    [Fact]
    public void A_dose_that_cannot_be_read_counts_only_on_the_days_it_runs()
    {
        DrugOrder unread = Unread() with { Source = "MedicationRequest/u", Span = Days(3, 6) };
        Assert.False(Judged(Signing(60, Step(50, 1, 3, "a"), unread))[0].MayBeMore);
        Assert.True(Judged(Signing(60, Step(50, 1, 4, "a"), unread))[0].MayBeMore);
    }

    private static DoseSpan Days(int from, int? to) => new(Today.AddDays(from), to is { } last ? Today.AddDays(last) : null);

    private static DrugOrder Marked(decimal mg, decimal marked, bool taper) =>
        Order(mg) with { Accepted = new AppliedMark("renal-moderate", "G3b", marked) { IsTaper = taper } };

    private static Call Signing(decimal running, params DrugOrder[] drafts) => new Call(Patient, [.. drafts]).Renewing(Running(running));

    private static OrderUnderCheck[] Judged(Call call)
    {
        BaclofenPolicy policy = BaclofenPolicy.Read(File.ReadAllBytes(Path.Combine(Folder, "policy.json")), new Dictionary<string, string>(StringComparer.Ordinal));
        return
        [
            .. call.Session.Drafts.Where(draft => draft.Route == Route.Oral).Select(draft => OrderUnderCheck.Of(
                call.Session, new JudgedOrder(draft, OrderRole.Draft), RenalFunctionResolver.Resolve(call.Patient, policy.Kidney), policy, TabletChoice.From(Drug.Terms.Rows("baclofen-products")))),
        ];
    }
}
