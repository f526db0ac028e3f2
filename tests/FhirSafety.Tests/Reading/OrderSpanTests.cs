using System.Text.Json;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Tests.Reading;

public sealed class OrderSpanTests
{
    [Theory]
    [InlineData("""[{"start":"2026-11-22","end":"2026-11-24"}]""", "2026-11-22", "2026-11-24")]
    [InlineData("""[{"start":"2026-11-22T08:00:00Z","end":"2026-11-24T23:30:00+02:00"}]""", "2026-11-22", "2026-11-24")]
    [InlineData("""[{"start":"2026-11-22"}]""", "2026-11-22", null)]
    [InlineData("""[{"end":"2026-11-24"}]""", null, "2026-11-24")]
    [InlineData("""[{"start":"2026-11-22","end":"2026-11-24"},{"start":"2026-11-20","end":"2026-11-23"}]""", "2026-11-20", "2026-11-24")]
    [InlineData("""[{"start":"2026-11-22","end":"2026-11-24"},{"start":"2026-11-20"}]""", "2026-11-20", null)]
    [InlineData("""[{"start":"2026-11-22","end":"2026-11-24"},{}]""", null, null)] // a dosage without bounds goes on
    [InlineData("""[{"start":"2026-11","end":"2026-12"}]""", null, null)] // a month is no day
    [InlineData("""[{"start":"2026-11-24","end":"2026-11-22"}]""", null, null)] // cannot be
    [InlineData("""[{"start":"soon","end":5}]""", null, null)]
    [InlineData("[]", null, null)]
    public void The_days_of_an_order_are_those_that_all_its_dosages_agree_on(string bounds, string? from, string? to)
    {
        string dosages = string.Join(',', JsonElement.Parse(bounds).EnumerateArray().Select(one => $$"""{"timing":{"repeat":{"boundsPeriod": {{one.GetRawText()}} } } }"""));
        Assert.Equal(
            new DoseSpan(from is null ? null : DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)),
            OrderDates.Span(JsonElement.Parse($$"""{"dosageInstruction":[{{dosages}}]}"""), TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("renal-severe|G4|5", false)]
    [InlineData("renal-severe|G4|5|taper", true)]
    public void A_mark_says_whether_it_is_of_a_taper(string mark, bool taper) => Assert.Equal(taper, Mark(mark)!.IsTaper);

    [Theory]
    [InlineData("renal-severe|G4|5|other")]
    [InlineData("renal-severe|G4|5|taper|more")]
    [InlineData("renal-severe|G4|five|taper")]
    [InlineData("renal-severe|G4")]
    public void A_mark_in_another_form_is_none_of_ours(string mark) => Assert.Null(Mark(mark));

    private static AppliedMark? Mark(string mark) =>
        Recorded.Read([], Recorded.Draft.Replace("\"intent\":", $$"""
            "extension":[{"url":"urn:fhirsafety:applied","valueString":"{{mark}}"}],"intent":
            """, StringComparison.Ordinal)).Session.Drafts[0].Accepted;
}
