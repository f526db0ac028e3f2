using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class AntihypertensiveTests
{
    private static readonly PatientSnapshot Healthy = APatient().WithEgfr(100, 40);

    private static readonly ActiveMedication Amlodipine = Drug("antihypertensives", "ccb", "amlodipine");

    private static readonly ActiveMedication Furosemide = Drug("antihypertensives", "diuretic", "furosemide");

    [Fact]
    public void A_new_start_of_either_is_information_with_a_check_of_the_pressure()
    {
        Call call = Order(15).For(Healthy.Taking(Lisinopril()));
        Assert.Equal("info", call.Says("antihypertensive"));
        Assert.Equal("1 blood-pressure medicine with baclofen: watch for low pressure", call.Summary("antihypertensive"));
        Assert.Equal("task:bloodPressure", call.Acts("antihypertensive"));
        Assert.Equal("info", Running(30).Paired(Healthy.Taking(Lisinopril().Ordered())).Says("antihypertensive"));
    }

    [Fact]
    public void What_is_no_new_start_is_silent()
    {
        Assert.Equal("silent", Order(45).For(Healthy.Taking(Lisinopril())).Renewing(Running(30)).Says("antihypertensive"));
        Assert.Equal("silent", Running(30).Paired(Healthy.Taking(Lisinopril(), Lisinopril().Ordered() with { DoseKey = "20 mg" })).Says("antihypertensive"));
        Assert.Equal("silent", Running(30).Paired(Healthy.Taking(Lisinopril().Ordered()), "medication-refill").Says("antihypertensive"));
    }

    [Fact]
    public void Three_groups_are_many_and_two_drugs_of_one_group_are_one()
    {
        Assert.Equal("info", Order(15).For(Healthy.Taking(Lisinopril(), Amlodipine, Drug("antihypertensives", "ccb", "felodipine"))).Says("antihypertensive"));
        Call three = Order(15).For(Healthy.Taking(Lisinopril(), Amlodipine, Furosemide));
        Assert.Equal("warning", three.Says("antihypertensive"));
        Assert.StartsWith("3 blood-pressure", three.Summary("antihypertensive"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99.9, 30, "warning")]
    [InlineData(100, 30, "info")]
    [InlineData(90, 31, "info")]
    public void A_systolic_pressure_under_100_in_30_days_is_low(double systolic, int days, string said) => Assert.Equal(said, Order(15).For(
        Healthy.Taking(Lisinopril()) with { SystolicPressures = Records.Whole(new Dated<decimal>((decimal)systolic, Now.AddDays(-days), null)) }).Says("antihypertensive"));

    [Fact]
    public void Low_pressure_on_record_is_a_warning_and_syncope_alone_is_not()
    {
        Assert.Equal("warning", Order(15).For(Healthy.Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("hypotension", "hypotension", 90)) }).Says("antihypertensive"));
        Assert.Equal("info", Order(15).For(Healthy.Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("hypotension", "syncope", 90)) }).Says("antihypertensive"));
    }

    [Theory]
    [InlineData(65, "event", 365, "warning")]
    [InlineData(64, "event", 365, "info")]
    [InlineData(65, "event", 366, "info")]
    [InlineData(65, "gait", 5, "info")]
    public void A_fall_within_12_months_counts_from_65_on(int age, string group, int days, string said) => Assert.Equal(said, Order(10).For(
        Healthy.Aged(age).Taking(Lisinopril()) with { Conditions = Records.Whole(Condition("falls", group, days)) }).Says("antihypertensive"));

    [Fact]
    public void A_pressure_that_was_not_seen_is_said_of_what_is_mere_information()
    {
        PatientSnapshot unseen = Healthy.Taking(Lisinopril()) with { SystolicPressures = Records.Unknown<Dated<decimal>>(MissingReason.ReadFailed) };

        Assert.Equal("bloodPressure ReadFailed", Order(15).For(unseen).Unseen("antihypertensive"));
        Assert.Null(Order(15).For(unseen with { Conditions = Records.Whole(Condition("hypotension", "hypotension", 90)) }).Unseen("antihypertensive"));
    }
}
