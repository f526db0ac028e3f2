using CsCheck;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

public sealed class RegimenTests
{
    [Theory]
    [InlineData("2.5", "2.5")]
    [InlineData("5", "5")]
    [InlineData("7.5", "2.5 2.5 2.5")]
    [InlineData("10", "5 5")]
    [InlineData("15", "5 5 5")]
    [InlineData("20", "5 7.5 7.5")]
    [InlineData("60", "20 20 20")]
    [InlineData("65", "15 15 17.5 17.5")]
    [InlineData("80", "20 20 20 20")]
    public void A_daily_dose_is_divided_as_the_clinical_page_says(string mg, string parts) =>
        Assert.Equal(parts, string.Join(' ', Regimen.For(Number(mg), 2.5m).Parts.Select(part => $"{part:0.##}")));

    [Theory]
    [InlineData("1.25")]
    [InlineData("12")]
    [InlineData("0")]
    public void A_dose_that_whole_units_cannot_make_has_no_regimen(string mg) =>
        Assert.ThrowsAny<ArgumentException>(() => Regimen.For(Number(mg), 2.5m));

    [Fact]
    public void The_parts_add_up_and_the_larger_is_at_night() =>
        Gen.Int[1, 60].Sample(units =>
        {
            Regimen regimen = Regimen.For(units * 2.5m, 2.5m);
            return regimen.MgADay == units * 2.5m && regimen.Parts.SequenceEqual(regimen.Parts.Order()) && regimen.Parts.Length <= 4;
        });

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
