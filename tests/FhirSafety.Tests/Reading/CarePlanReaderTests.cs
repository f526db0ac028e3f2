using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Which care plans say that the drug is being tapered.</summary>
public sealed class CarePlanReaderTests
{
    private const string Coding = """{"system":"urn:fhirsafety:plan","code":"baclofen-taper"}""";

    [Theory]
    [InlineData($$$"""{"category":[{"coding":[{{{Coding}}}]}]}""")]
    [InlineData($$$"""{"category":{"coding":{{{Coding}}}}}""")]
    [InlineData($$$"""{"category":[{"coding":[{"system":"http://snomed.info/sct","code":"734163000"}]},{"coding":[{{{Coding}}}]}]}""")]
    [InlineData($$$"""{"meta":{"tag":[{{{Coding}}}]}}""")]
    public void A_plan_marked_in_its_category_or_its_tag_is_a_taper(string said)
    {
        TaperPlan plan = Assert.Single(Plans(said, """{"period":{"start":"2026-11-01","end":"2026-12-01"}}""").Items);

        Assert.Equal(new TaperPlan(new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1), "CarePlan/c"), plan);
    }

    [Theory]
    [InlineData("""{"category":[{"coding":[{"system":"urn:fhirsafety:plan","code":"other-taper"}]}]}""")]
    [InlineData("""{"category":[{"coding":[{"system":"urn:other","code":"baclofen-taper"}]}]}""")]
    [InlineData("""{"category":[{"text":"baclofen-taper"}]}""")]
    [InlineData("""{"title":"Baclofen taper"}""")]
    [InlineData("""{"meta":"baclofen-taper"}""")]
    public void Any_other_plan_is_none(string said) => Assert.Empty(Plans(said, "{}").Items);

    [Theory]
    [InlineData("""{"status":"completed"}""")]
    [InlineData("""{"status":"revoked"}""")]
    [InlineData("""{"status":"draft"}""")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"period":{"end":"2026-11-21"}}""")]
    [InlineData("""{"period":{"start":"2026-11-23"}}""")]
    public void Only_a_plan_in_force_today_counts_because_it_softens_what_is_said(string said) => Assert.Empty(Plans(Tagged, said).Items);

    [Theory]
    [InlineData("""{"period":{"start":"2026-11-22","end":"2026-11-22"}}""")]
    [InlineData("{}")]
    public void The_first_and_the_last_day_belong_to_it_and_a_plan_without_dates_goes_on(string said) => Assert.Single(Plans(Tagged, said).Items);

    [Fact]
    public void Plans_that_could_not_be_had_are_not_known_to_be_absent() =>
        Assert.Equal(MissingReason.NotSupplied, Recorded.Read([], Recorded.Draft).Patient.TaperPlans.Gap);

    private const string Tagged = $$$"""{"meta":{"tag":[{{{Coding}}}]}}""";

    private static Records<TaperPlan> Plans(string mark, string said) =>
        Recorded.Under("carePlans", Json.With(Json.With("""{"resourceType":"CarePlan","id":"c","status":"active","intent":"plan"}""", mark), said)).Patient.TaperPlans;
}
