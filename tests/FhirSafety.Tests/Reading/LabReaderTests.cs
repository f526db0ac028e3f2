using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Liver enzymes, glucose, HbA1c and creatine kinase.</summary>
public sealed class LabReaderTests
{
    [Theory]
    [InlineData("1742-6", "liver-alt")]
    [InlineData("1920-8", "liver-ast")]
    [InlineData("2345-7", "glucose")]
    [InlineData("14749-6", "glucose-molar")]
    [InlineData("4548-4", "hba1c")]
    [InlineData("2157-6", "creatine-kinase")]
    public void A_result_is_told_by_its_code_with_value_unit_limit_and_day(string loinc, string group)
    {
        LabResult result = Assert.Single(Labs(Observation(loinc, """{"valueQuantity":{"value":120,"unit":"U/L"},"referenceRange":[{"low":{"value":1},"high":{"value":40,"unit":"U/L"}}]}""")).Items);

        Assert.Equal((group, 120m, "U/L", 40m, "Observation/o"), (result.Group, result.Value, result.Unit, result.UpperLimit, result.Source));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), result.At);
    }

    [Theory]
    [InlineData("2160-0")]
    [InlineData("6768-6")]
    [InlineData("9999-9")]
    public void Kidney_results_and_results_nobody_uses_are_none_of_them(string loinc) =>
        Assert.Empty(Labs(Observation(loinc, """{"valueQuantity":{"value":1,"unit":"mg/dL"}}""")).Items);

    [Theory]
    [InlineData(120, false)]
    [InlineData(120.1, true)]
    public void Three_times_the_limit_is_not_more_than_three_times(double value, bool exceeds) =>
        Assert.Equal(exceeds, new LabResult("liver-alt", (decimal)value, "U/L", Comparator.Exactly, 40m, null, null).Exceeds(3m));

    [Theory]
    [InlineData(Comparator.Below, 40, false)]
    [InlineData(Comparator.AtLeast, 40, true)]
    [InlineData(Comparator.Exactly, null, false)]
    [InlineData(Comparator.Exactly, 0, false)]
    public void Without_a_limit_or_below_a_number_nothing_is_exceeded(Comparator comparator, int? limit, bool exceeds) =>
        Assert.Equal(exceeds, new LabResult("liver-alt", 500m, "U/L", comparator, limit, null, null).Exceeds(3m));

    [Theory]
    [InlineData("""[{"high":{"value":40,"unit":"ukat/L"}}]""", null)]
    [InlineData("""[{"high":{"value":40}}]""", 40)]
    [InlineData("""[{"text":"adults","high":{"value":60}},{"text":"children","high":{"value":40}}]""", 40)]
    [InlineData("""[{"low":{"value":7}}]""", null)]
    [InlineData("""{"high":{"value":40}}""", 40)]
    [InlineData("""[{"high":{"value":"40"}}]""", null)]
    [InlineData("\"< 40\"", null)]
    public void A_limit_counts_in_the_unit_of_the_value_and_the_strictest_of_several(string range, int? limit) =>
        Assert.Equal(limit, Assert.Single(Labs(Observation("1742-6", $$$"""{"valueQuantity":{"value":120,"unit":"U/L"},"referenceRange":{{{range}}}}""")).Items).UpperLimit);

    [Theory]
    [InlineData("""{"valueQuantity":{"value":"120"}}""", "READ105")]
    [InlineData("""{"valueString":"high"}""", "READ105")]
    [InlineData("""{"valueQuantity":{"value":-1,"unit":"U/L"}}""", "READ102")]
    [InlineData("""{"valueQuantity":{"value":120,"unit":"U/L"},"effectiveDateTime":"2027-11-01"}""", "READ103")]
    public void A_result_that_cannot_be_read_is_said_and_leaves_the_list_not_whole(string said, string problem)
    {
        Recorded read = Recorded.Under("otherLabs", Observation("1742-6", said));

        Assert.Equal(MissingReason.Unreadable, read.Patient.OtherLabs.Gap);
        Assert.Contains(problem, read.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_was_never_measured_hides_none() =>
        Assert.True(Labs(Observation("1742-6", """{"dataAbsentReason":{"text":"haemolysed"}}""")) is { IsWhole: true, Items.IsEmpty: true });

    [Fact]
    public void A_number_without_a_unit_is_meant_in_the_unit_of_its_code() =>
        Assert.Equal("U/L", Assert.Single(Labs(Observation("1742-6", """{"valueQuantity":{"value":120}}""")).Items).Unit);

    private static string Observation(string loinc, string said) => Json.With(
        $$$"""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{loinc}}}"}]},"effectiveDateTime":"2026-11-01"}""", said);

    private static Records<LabResult> Labs(string observation) => Recorded.Under("otherLabs", observation).Patient.OtherLabs;
}
