using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;
using static FhirSafety.Tests.Support.RegimenArea;

namespace FhirSafety.Tests.Baclofen;

public sealed class DoseUnresolvedTests
{
    private const string Id = "dose-unresolved";

    [Fact]
    public void A_dose_that_was_read_needs_no_word() => Assert.Equal("silent", Order(60).For(APatient()).Says(Id));

    [Fact]
    public void An_order_signed_without_a_readable_dose_is_said_to_be_unchecked()
    {
        Assert.Equal("info", NoDose().For(APatient()).Says(Id));
        Assert.Equal("info", Unread().For(APatient()).Says(Id));
        Assert.Equal("does not apply", NoDose().For(APatient()).Writing().Says(Id));
    }

    [Fact]
    public void A_dose_too_high_to_believe_is_said_to_be_that()
    {
        DailyDose.Oral dose = (DailyDose.Oral)Oral(4000) with { Implausible = true };
        Call call = (Order(1) with { Dose = dose }).For(APatient());
        Assert.Equal("Baclofen 4000 mg/day is not plausible: check amount and unit", call.Summary(Id));
        Assert.Equal("critical", call.Says("dose-max-daily"));
    }

    [Fact]
    public void A_dose_too_low_to_believe_is_said_to_be_that_too() => Assert.Contains(
        "under 0.5 mg/day, which is not plausible.",
        Written(Unread(0.03m, DoseProblem.Implausible), 10m, DoseUnit.Microgram, 0.01m).For(APatient()).Facts("dose-unit-route-mismatch"),
        StringComparison.Ordinal);

    [Fact]
    public void A_dose_read_in_part_says_how_much_was_read() =>
        Assert.Contains("at least 30 mg/day", Unread(30).For(APatient()).Summary(Id), StringComparison.Ordinal);

    [Theory]
    [InlineData(100, "Usual maximum 80 mg/day by mouth; with these kidneys 15 mg/day for this order.")]
    [InlineData(20, "Usual maximum 80 mg/day by mouth; with these kidneys 5 mg/day for this order.")]
    public void The_limits_of_this_patient_are_listed(double egfr, string expected) =>
        Assert.Equal(expected, Unread().For(APatient().WithEgfr((decimal)egfr)).ToDo(Id));

    [Fact]
    public void Limits_are_those_of_the_patient_and_the_route()
    {
        Assert.Equal("Usual maximum 80 mg/day by mouth.", Unread().For(APatient()).ToDo(Id));
        Assert.Contains("children", Unread().For(APatient().Aged(10)).ToDo(Id), StringComparison.Ordinal);
        Assert.Contains("micrograms", (Unread() with { Route = Route.Intrathecal }).For(APatient()).ToDo(Id), StringComparison.Ordinal);
    }
}
