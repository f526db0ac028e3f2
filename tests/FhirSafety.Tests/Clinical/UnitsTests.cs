using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

public sealed class UnitsTests
{
    public static TheoryData<decimal, string, decimal, bool> CreatinineRows => new()
    {
        { 1.40m, "mg/dL", 1.40m, false },
        { 1.40m, "MG/DL", 1.40m, false },
        { 14m, "mg/L", 1.40m, false },
        { 123.76m, "umol/L", 1.40m, true },
        { 123.76m, "umol/l", 1.40m, true },
        { 123.76m, "\u00B5mol/L", 1.40m, true },
        { 123.76m, "\u03BCmol/L", 1.40m, true },
        { 123.76m, "mcmol/L", 1.40m, true },
        { 0.12376m, "mmol/L", 1.40m, true },
    };

    [Theory]
    [MemberData(nameof(CreatinineRows))]
    public void Creatinine_of_every_unit_in_the_table(decimal value, string unit, decimal mgPerDl, bool molar)
    {
        Assert.True(Units.TryCreatinineMgPerDl(value, unit, "unit decides", 88.4m, out decimal converted, out bool isMolar));
        Assert.Equal(mgPerDl, converted);
        Assert.Equal(molar, isMolar);

        Assert.True(Units.TryCreatinineUmolPerL(value, unit, "unit decides", 88.4m, out decimal umol));
        Assert.Equal(123.76m, umol);
    }

    // Clinical page, section 4.1: 1.40 mg/dL = 123.8 umol/L and 177 umol/L = 2.00 mg/dL, with either factor.
    public static TheoryData<decimal> FactorRows => new()
    {
        { 88.4m },
        { 88.42m },
    };

    [Theory]
    [MemberData(nameof(FactorRows))]
    public void The_two_factors_in_use_agree_to_two_places(decimal factor)
    {
        Assert.True(Units.TryCreatinineMgPerDl(177m, "umol/L", "umol/L", factor, out decimal mgPerDl, out _));
        Assert.True(Units.TryCreatinineUmolPerL(1.40m, "mg/dL", "mg/dL", factor, out decimal umol));

        Assert.Equal(2.00m, Math.Round(mgPerDl, 2));
        Assert.Equal(123.8m, Math.Round(umol, 1));
    }

    [Theory]
    [InlineData(null, "umol/L", true)]
    [InlineData(" ", "mg/dL", true)]
    [InlineData(null, "unit decides", false)]
    [InlineData("g/L", "mg/dL", false)]
    [InlineData("mg", "mg/dL", false)]
    public void A_creatinine_without_a_unit_takes_that_of_its_code_and_a_strange_one_is_not_read(
        string? unit, string defaultUnit, bool understood)
    {
        Assert.Equal(understood, Units.TryCreatinineMgPerDl(100m, unit, defaultUnit, 88.4m, out _, out _));
        Assert.Equal(understood, Units.TryCreatinineUmolPerL(100m, unit, defaultUnit, 88.4m, out _));
    }

    public static TheoryData<decimal, string, decimal> WeightRows => new()
    {
        { 150m, "[lb_av]", 68.0388555m },
        { 150m, "lb", 68.0388555m },
        { 150m, "lbs", 68.0388555m },
        { 3500m, "g", 3.5m },
        { 70m, "kg", 70m },
    };

    [Theory]
    [MemberData(nameof(WeightRows))]
    public void Weight_in_kilograms(decimal value, string unit, decimal kg)
    {
        Assert.True(Units.TryKilograms(value, unit, string.Empty, out decimal converted));
        Assert.Equal(kg, converted);
    }

    // The row of body weight lists three units: 150 could be kilograms or pounds.
    [Fact]
    public void A_weight_without_a_unit_is_not_guessed() =>
        Assert.False(Units.TryKilograms(150m, null, "kg; [lb_av]; g", out _));

    public static TheoryData<decimal, string, decimal> HeightRows => new()
    {
        { 70m, "[in_i]", 177.8m },
        { 70m, "in", 177.8m },
        { 70m, "\"", 177.8m },
        { 1.75m, "m", 175m },
        { 175m, "cm", 175m },
    };

    [Theory]
    [MemberData(nameof(HeightRows))]
    public void Height_in_centimetres(decimal value, string unit, decimal cm)
    {
        Assert.True(Units.TryCentimetres(value, unit, string.Empty, out decimal converted));
        Assert.Equal(cm, converted);
    }

    [Theory]
    [InlineData("mL/min/{1.73_m2}", true)]
    [InlineData("ML/MIN/{1.73_M2}", true)]
    [InlineData("mL/min/1.73m2", true)]
    [InlineData("mL/min/1.73 m2", true)]
    [InlineData("mL/min/1.73m^2", true)]
    [InlineData("mL/min/1.73 m\u00B2", true)]
    [InlineData("mL/min", true)]
    [InlineData(null, true)]
    [InlineData("mL/s", false)]
    [InlineData("%", false)]
    public void An_egfr_of_another_unit_is_not_read(string? unit, bool understood) =>
        Assert.Equal(understood, Units.TryEgfr(55m, unit, "mL/min/{1.73_m2}", out _));

    public static TheoryData<decimal, string, decimal> DrugRows => new()
    {
        { 10m, "mg", 10m },
        { 10m, "milligrams", 10m },
        { 500m, "mcg", 0.5m },
        { 500m, "ug", 0.5m },
        { 500m, "\u00B5g", 0.5m },
        { 500m, "\u03BCg", 0.5m },
        { 500m, "micrograms", 0.5m },
        { 0.02m, "g", 20m },
        { 0.02m, "grams", 20m },
    };

    [Theory]
    [MemberData(nameof(DrugRows))]
    public void A_drug_in_milligrams(decimal value, string unit, decimal mg)
    {
        Assert.True(Units.TryDrugMilligrams(value, unit, out decimal converted));
        Assert.Equal(mg, converted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("mL")]
    [InlineData("{tbl}")]
    [InlineData("tsp")]
    [InlineData("kg")]
    public void What_is_no_mass_of_a_drug_is_not_one(string? unit) => Assert.False(Units.TryDrugMilligrams(5m, unit, out _));

    [Fact]
    public void Glucose_in_milligrams_per_decilitre()
    {
        Assert.True(Units.TryGlucoseMgPerDl(5.5m, "mmol/L", string.Empty, out decimal converted));
        Assert.Equal(99.0m, converted);
    }

    [Fact]
    public void A_number_beyond_all_measure_is_refused_and_does_not_overflow() =>
        Assert.False(Units.TryCreatinineMgPerDl(decimal.MaxValue, "mmol/L", "mg/dL", 88.4m, out _, out _));
}
