using CsCheck;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

public sealed class CockcroftGaultTests
{
    private const decimal ObesityRatio = 1.3m;

    // Clinical page, section 4.3: every reference row. Height 0 stands for missing.
    public static TheoryData<int, Sex, decimal, decimal, decimal, double, WeightKind, double> ClearanceRows => new()
    {
        { 60, Sex.Male, 72m, 175m, 1.0m, 70.46, WeightKind.Ideal, 78.3 },
        { 72, Sex.Female, 60m, 160m, 1.4m, 52.38, WeightKind.Ideal, 30.0 },
        { 72, Sex.Female, 95m, 160m, 1.4m, 69.43, WeightKind.Adjusted, 39.8 },
        { 80, Sex.Female, 45m, 165m, 1.2m, 45.00, WeightKind.Actual, 26.6 },
        { 45, Sex.Male, 120m, 180m, 1.1m, 93.00, WeightKind.Adjusted, 111.5 },
        { 68, Sex.Male, 80m, 0m, 2.5m, 80.00, WeightKind.ActualWithoutHeight, 32.0 },
    };

    [Theory]
    [MemberData(nameof(ClearanceRows))]
    public void Clearance_gives_the_reference_values(
        int age, Sex sex, decimal weight, decimal height, decimal creatinine, double used, WeightKind kind, double clearance)
    {
        CreatinineClearance computed =
            KidneyEquations.CockcroftGault(creatinine, age, sex, weight, height == 0 ? null : height, ObesityRatio);

        Assert.Equal(clearance, computed.MlPerMin, 1);
        Assert.Equal(used, computed.WeightUsed, 2);
        Assert.Equal(kind, computed.Kind);
    }

    // 177.8 cm are 70 inches: ideal 73 kg in a man, and 1.3 times that is 94.9 kg.
    public static TheoryData<decimal, WeightKind> WeightRows => new()
    {
        { 72.99m, WeightKind.Actual },
        { 73.00m, WeightKind.Ideal },
        { 94.89m, WeightKind.Ideal },
        { 94.90m, WeightKind.Adjusted },
    };

    [Theory]
    [MemberData(nameof(WeightRows))]
    public void The_weight_that_enters_around_its_limits(decimal weight, WeightKind kind) =>
        Assert.Equal(kind, KidneyEquations.CockcroftGault(1m, 60, Sex.Male, weight, 177.8m, ObesityRatio).Kind);

    public static TheoryData<decimal, WeightKind, double> ShortRows => new()
    {
        { 152.3m, WeightKind.ActualWithoutHeight, 60.0 },
        { 152.4m, WeightKind.Ideal, 50.0 },
    };

    [Theory]
    [MemberData(nameof(ShortRows))]
    public void No_ideal_weight_is_made_up_below_five_feet(decimal height, WeightKind kind, double used)
    {
        CreatinineClearance clearance = KidneyEquations.CockcroftGault(1m, 60, Sex.Male, 60m, height, ObesityRatio);

        Assert.Equal(kind, clearance.Kind);
        Assert.Equal(used, clearance.WeightUsed, 2);
    }

    [Fact]
    public void Undetermined_sex_keeps_the_lower_clearance() =>
        Gen.Select(Gen.Decimal[0.1m, 25m], Gen.Int[18, 110], Gen.Decimal[25m, 400m], Gen.Decimal[100m, 250m])
            .Sample((creatinine, age, weight, height) =>
            {
                double Clearance(Sex sex) =>
                    KidneyEquations.CockcroftGault(creatinine, age, sex, weight, height, ObesityRatio).MlPerMin;
                return Clearance(Sex.Undetermined) == Math.Min(Clearance(Sex.Female), Clearance(Sex.Male));
            });
}
