using FhirSafety.Clinical;

namespace FhirSafety.Tests.Clinical;

public sealed class PlausibilityTests
{
    public static TheoryData<PlausibleRange, decimal, decimal, decimal> Ranges => new()
    {
        { Plausibility.Creatinine, 0.1m, 25m, 0.01m },
        { Plausibility.Weight, 1m, 400m, 0.01m },
        { Plausibility.AdultWeight, 25m, 400m, 0.01m },
        { Plausibility.Height, 30m, 250m, 0.1m },
        { Plausibility.AdultHeight, 100m, 250m, 0.1m },
        { Plausibility.Egfr, 1m, 200m, 0.1m },
        { Plausibility.OralMgADay, 0.5m, 400m, 0.01m },
        { Plausibility.IntrathecalMcgADay, 5m, 5000m, 0.1m },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Both_ends_are_plausible_and_the_next_value_out_is_not(
        PlausibleRange range, decimal lowest, decimal highest, decimal step)
    {
        Assert.True(range.Contains(lowest));
        Assert.True(range.Contains(highest));
        Assert.False(range.Contains(lowest - step));
        Assert.False(range.Contains(highest + step));
    }
}
