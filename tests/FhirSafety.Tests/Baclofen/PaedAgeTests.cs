using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Children under the age of a label, and without a weight: <c>paed-under-12</c> and <c>paed-weight</c>.</summary>
public sealed class PaedAgeTests
{
    private const string Label = "paed-under-12";
    private const string Weight = "paed-weight";

    [Theory]
    [InlineData(11, "warning")]
    [InlineData(12, "silent")]
    [InlineData(18, "does not apply")]
    public void The_US_label_begins_on_the_12th_birthday(int years, string expected)
    {
        Assert.Equal(expected, Order(5).For(AChild(years, 40)).Says(Label));
        Assert.Equal(expected, NoDose().For(AChild(years, 40)).Writing().Says(Label));
    }

    [Theory]
    [InlineData(11, "warning")]
    [InlineData(12, "silent")]
    public void Elsewhere_the_first_year_is_a_specialists(int months, string expected) =>
        Assert.Equal(expected, (Order(2).For(AnInfant(months, 8)) with { Drug = Load(("jurisdiction", "UK")) }).Says(Label));

    [Fact]
    public void For_a_child_who_takes_it_already_it_is_information_without_an_act()
    {
        Call call = Order(5).For(AChild(9, 25)).Renewing(Running(5));
        Assert.Equal(("info", ""), (call.Says(Label), call.Acts(Label)));
    }

    [Fact]
    public void It_says_the_age_in_months_below_two_years()
    {
        Assert.Equal("Age 9: oral baclofen not established under 12 (US label); ask a specialist", Order(5).For(AChild(9, 25)).Summary(Label));
        Assert.Equal("Age 23 months: oral baclofen not established under 12 (US label); ask a specialist", Order(2).For(AnInfant(23, 10)).Summary(Label));
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void Under_1_year_the_creatinine_is_shown_because_no_eGFR_is_computed(int months, bool shown)
    {
        PatientSnapshot infant = AnInfant(months, 8) with { Creatinines = Records.Whole(Creatinine(0.3m, daysAgo: 5)) };
        Assert.Equal(shown, Order(2).For(infant).Facts(Label).EndsWith("Creatinine 0.3 mg/dL on 2026-11-17: under 1 year no eGFR can be computed from it.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_start_can_be_referred() =>
        Assert.Equal(new Act.OrderService("paediatricNeurology", "due.now") { Recommended = true }, Assert.Single(Order(5).For(AChild(9, 25)).Found(Label).Acts));

    [Fact]
    public void The_pump_has_its_own_age()
    {
        Assert.Equal("does not apply", Pump().For(AChild(3, 14)).Says(Label));
        Assert.Equal(("warning", "silent"), (Pump().For(AChild(3, 14)).Says(Weight), Pump().For(AChild(4, null)).Says(Weight)));
        Assert.Equal("Age 3: intrathecal baclofen not established under 4 (US label)", Pump().For(AChild(3, 14)).Summary(Weight));
    }

    [Theory]
    [InlineData(90, "silent")]
    [InlineData(91, "warning")]
    public void A_weight_counts_for_90_days(int daysAgo, string expected) =>
        Assert.Equal(expected, Order(5).For(AChild(10, 25, daysAgo)).Says(Weight));

    [Theory]
    [InlineData(23, 30, "silent")]
    [InlineData(23, 31, "warning")]
    [InlineData(24, 31, "silent")]
    public void Under_two_years_a_weight_counts_for_30_days(int months, int daysAgo, string expected) =>
        Assert.Equal(expected, Order(2).For(AnInfant(months, 11, daysAgo)).Says(Weight));

    [Theory]
    [InlineData(15, 15, "warning")]
    [InlineData(16, 15, "info")]
    [InlineData(17, 15.01, "warning")]
    public void At_16_and_17_a_small_dose_without_a_weight_is_information(int years, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(AChild(years, null)).Says(Weight));

    [Theory]
    [InlineData(1, "silent")]
    [InlineData(0.9, "warning")]
    [InlineData(400, "silent")]
    [InlineData(401, "warning")]
    public void A_weight_that_cannot_be_is_none(double kg, string expected) =>
        Assert.Equal(expected, Order(5).For(AChild(10, (decimal)kg)).Says(Weight));

    [Fact]
    public void It_says_why_there_is_no_weight_and_has_the_child_weighed()
    {
        Call old = Order(5).For(AChild(10, 25, 100));
        Assert.Equal("No recent weight: needed to check baclofen dose; weigh first", old.Summary(Weight));
        Assert.Contains("Last weight 25 kg of 2026-08-14 is too old.", old.Facts(Weight), StringComparison.Ordinal);
        Assert.Contains("not sent", Order(5).For(AChild(10, 25) with { Weights = Records.Unknown<BodyMeasure>(MissingReason.NotSupplied) }).Facts(Weight), StringComparison.Ordinal);
        Assert.Equal(new Act.CreateTask("weight", "due.now") { Recommended = true, Monitors = true }, Assert.Single(old.Found(Weight).Acts));
    }

    [Fact]
    public void A_measured_weight_outranks_what_was_said() =>
        Assert.Contains("Weight 25 kg", Order(31).For(AChild(9, 25) with { Weights = Records.Whole(Measure(40, 1, stated: true), Measure(25, 20)) }).Facts("paed-start"), StringComparison.Ordinal);

    [Fact]
    public void Adults_need_no_weight() => Assert.Equal("does not apply", Order(5).For(APatient()).Says(Weight));
}
