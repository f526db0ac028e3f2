using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class RenalMildTests
{
    private const string Id = "renal-mild";

    // A small woman: eGFR in the seventies, clearance in the fifties at 50 kg.
    private static PatientSnapshot Small(decimal weight) => APatient() with
    {
        Sex = new Known<Sex>.Value(Sex.Female),
        Creatinines = Records.Whole(Creatinine(0.9m)),
        Weights = Records.Whole(Measure(weight)),
    };

    [Theory]
    [InlineData(75, 50, "silent")]
    [InlineData(75, 50.5, "info")]
    [InlineData(60, 55, "info")]
    [InlineData(89.99, 55, "info")]
    [InlineData(90, 55, "silent")]
    [InlineData(59.99, 55, "does not apply")]
    public void A_high_new_dose_with_mildly_reduced_kidneys_is_worth_a_word(double egfr, double mg, string expected) =>
        Assert.Equal(expected, Order((decimal)mg).For(APatient().WithEgfr((decimal)egfr)).Says(Id));

    [Fact]
    public void An_established_dose_is_not() => Assert.Equal("silent", Order(60).For(APatient().WithEgfr(75)).Renewing(Running(60)).Says(Id));

    [Theory]
    [InlineData(50, "info")]
    [InlineData(80, "silent")]
    public void A_clearance_below_60_beside_an_eGFR_above_is_told(double weight, string expected) =>
        Assert.Equal(expected, Order(15).For(Small((decimal)weight)).Says(Id));

    [Fact]
    public void A_missing_result_leaves_it_silent() => Assert.Equal("does not apply", Order(60).For(APatient()).Says(Id));

    [Fact]
    public void It_waits_for_the_signature_and_is_about_adults_by_mouth()
    {
        Assert.Equal("does not apply", Order(60).For(APatient().WithEgfr(75)).Writing().Says(Id));
        Assert.Equal("does not apply", Order(60).For(APatient().Aged(12).WithEgfr(75)).Says(Id));
        Assert.Equal("does not apply", Pump().For(APatient().WithEgfr(75)).Says(Id));
    }

    [Fact]
    public void A_clearance_lower_than_the_eGFR_lowers_what_is_shown_and_stands_beside_it()
    {
        Assert.Matches(@"\(eGFR 7\d, creatinine clearance 5\d(\.\d)? mL/min\): consider baclofen 7.5 mg/day or less$", Order(15).For(Small(50)).Summary(Id));
        Assert.DoesNotContain("clearance", Order(60).For(APatient().WithEgfr(75)).Summary(Id), StringComparison.Ordinal);
    }
}
