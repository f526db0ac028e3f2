using CsCheck;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

public sealed class KidneyEquationsTests
{
    // Clinical page, section 4.2: every reference row.
    public static TheoryData<decimal, int, Sex, double, string> CkdEpiRows => new()
    {
        { 1.0m, 50, Sex.Male, 91.69, "92" },
        { 1.0m, 50, Sex.Female, 68.63, "69" },
        { 0.9m, 40, Sex.Male, 110.73, "111" },
        { 0.7m, 40, Sex.Female, 112.05, "112" },
        { 0.6m, 30, Sex.Female, 123.76, "124" },
        { 0.8m, 25, Sex.Male, 125.95, "126" },
        { 1.2m, 65, Sex.Male, 67.11, "67" },
        { 1.4m, 72, Sex.Female, 39.97, "40" },
        { 1.8m, 72, Sex.Female, 29.57, "29.6" },
        { 2.5m, 68, Sex.Male, 27.30, "27" },
        { 3.2m, 80, Sex.Female, 14.10, "14" },
        { 5.0m, 55, Sex.Male, 12.88, "13" },
    };

    [Theory]
    [MemberData(nameof(CkdEpiRows))]
    public void Ckd_epi_2021_gives_the_reference_values(decimal creatinine, int age, Sex sex, double egfr, string shown)
    {
        double computed = KidneyEquations.CkdEpi2021(creatinine, age, sex);

        Assert.Equal(egfr, computed, 2);
        Assert.Equal(shown, KidneyEquations.Shown(computed));
    }

    // Clinical page, section 4.4.
    public static TheoryData<decimal, decimal, double> SchwartzRows => new()
    {
        { 100m, 0.4m, 103.25 },
        { 120m, 0.6m, 82.6 },
        { 145m, 1.2m, 49.90 },
    };

    [Theory]
    [MemberData(nameof(SchwartzRows))]
    public void Bedside_schwartz_gives_the_reference_values(decimal height, decimal creatinine, double egfr) =>
        Assert.Equal(egfr, KidneyEquations.BedsideSchwartz(height, creatinine), 2);

    // Clinical page, section 4.6.
    [Fact]
    public void A_large_body_clears_more_than_its_normalised_number_says()
    {
        double surface = KidneyEquations.BodySurface(180m, 120m);

        Assert.Equal(2.449, surface, 3);
        Assert.Equal(119.5, KidneyEquations.AbsoluteEgfr(84.4, surface), 1);
    }

    [Theory]
    [InlineData(90.0, RenalBand.G1)]
    [InlineData(89.99, RenalBand.G2)]
    [InlineData(60.0, RenalBand.G2)]
    [InlineData(59.99, RenalBand.G3a)]
    [InlineData(45.0, RenalBand.G3a)]
    [InlineData(44.99, RenalBand.G3b)]
    [InlineData(30.0, RenalBand.G3b)]
    [InlineData(29.99, RenalBand.G4)]
    [InlineData(15.0, RenalBand.G4)]
    [InlineData(14.99, RenalBand.G5)]
    public void Bands_around_their_limits(double egfr, RenalBand band) => Assert.Equal(band, KidneyEquations.BandOf(egfr));

    [Theory]
    [InlineData(29.97, "29.9")]
    [InlineData(29.57, "29.6")]
    [InlineData(29.49, "29")]
    [InlineData(30.0, "30")]
    [InlineData(30.4, "30")]
    [InlineData(14.999, "14.9")]
    [InlineData(44.5, "44.5")]
    [InlineData(59.96, "59.9")]
    [InlineData(89.7, "89.7")]
    [InlineData(70.5, "71")]
    public void A_shown_number_never_crosses_into_a_better_band(double egfr, string shown) =>
        Assert.Equal(shown, KidneyEquations.Shown(egfr));

    [Fact]
    public void Any_shown_number_is_of_the_band_that_was_used() =>
        Gen.Double[0, 200].Sample(egfr =>
            KidneyEquations.BandOf(double.Parse(KidneyEquations.Shown(egfr), System.Globalization.CultureInfo.InvariantCulture))
            == KidneyEquations.BandOf(egfr));

    [Fact]
    public void Undetermined_sex_keeps_the_lower_result() =>
        Gen.Select(Gen.Decimal[0.1m, 25m], Gen.Int[18, 110]).Sample((creatinine, age) =>
            KidneyEquations.CkdEpi2021(creatinine, age, Sex.Undetermined) == Math.Min(
                KidneyEquations.CkdEpi2021(creatinine, age, Sex.Female), KidneyEquations.CkdEpi2021(creatinine, age, Sex.Male)));

    [Fact]
    public void Egfr_falls_when_creatinine_rises() =>
        Gen.Select(Gen.Decimal[0.1m, 25m], Gen.Decimal[0.001m, 10m], Gen.Int[18, 110], Gen.Enum<Sex>())
            .Sample((creatinine, rise, age, sex) =>
                KidneyEquations.CkdEpi2021(creatinine + rise, age, sex) < KidneyEquations.CkdEpi2021(creatinine, age, sex));

    [Fact]
    public void Egfr_falls_when_age_rises() =>
        Gen.Select(Gen.Decimal[0.1m, 25m], Gen.Int[18, 110], Gen.Enum<Sex>()).Sample((creatinine, age, sex) =>
            KidneyEquations.CkdEpi2021(creatinine, age + 1, sex) < KidneyEquations.CkdEpi2021(creatinine, age, sex));
}
