using FhirSafety.Service.Decisions;

namespace FhirSafety.Service.Tests.Decisions;

public sealed class WaitsTests
{
    [Theory]
    [InlineData(new long[] { }, null)]
    [InlineData(new long[] { 7 }, 7L)]
    [InlineData(new long[] { 10, 20 }, 10L)]
    [InlineData(new long[] { 30, 10, 20 }, 20L)]
    [InlineData(new long[] { 999 }, 999L)]
    [InlineData(new long[] { 86_399 }, 86_300L)]
    [InlineData(new long[] { -5 }, 0L)]
    public void The_median_is_the_wait_by_which_half_had_answered(long[] seconds, long? median)
    {
        Waits waits = new();
        foreach (long wait in seconds)
        {
            waits.Add(TimeSpan.FromSeconds(wait), 1);
        }

        Assert.Equal(median, Waits.Parse(waits.ToString()).MedianSeconds);
    }

    [Fact]
    public void An_answer_that_is_taken_back_leaves_nothing()
    {
        Waits waits = Waits.Parse("4:2 17:1");
        waits.Add(TimeSpan.FromSeconds(4), -2);
        waits.Add(TimeSpan.FromSeconds(20), 3);

        Assert.Equal("17:1 20:3", waits.ToString());
    }
}
