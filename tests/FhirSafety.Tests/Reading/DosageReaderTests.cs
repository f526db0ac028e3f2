using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>One dosage in JSON and the daily dose of it, for 10 mg tablets.</summary>
public sealed class DosageReaderTests
{
    private const string ThreeADay = "\"timing\":{\"repeat\":{\"frequency\":3,\"period\":1,\"periodUnit\":\"d\"}}";

    [Theory]
    [InlineData("""{"value":1,"code":"{tbl}"}""", 30)]
    [InlineData("""{"value":1,"code":"{tab}"}""", 30)]
    [InlineData("""{"value":1,"code":"{pill}"}""", 30)]
    [InlineData("""{"value":1,"unit":"{tablet}"}""", 30)]
    [InlineData("""{"value":1,"code":"1"}""", 30)]
    [InlineData("""{"value":1,"code":"TAB"}""", 30)]
    [InlineData("""{"value":1,"code":"CAP"}""", 30)]
    [InlineData("""{"value":1,"system":"http://snomed.info/sct","code":"428673006"}""", 30)]
    [InlineData("""{"value":1,"unit":"tablet(s)"}""", 30)]
    [InlineData("""{"value":1,"unit":"tab"}""", 30)]
    [InlineData("""{"value":1,"unit":"Tablet"}""", 30)]
    [InlineData("""{"value":1,"unit":"packet"}""", 30)]
    [InlineData("""{"value":1,"code":"local-17","unit":"tablet"}""", 30)]
    [InlineData("""{"value":1}""", 30)]
    [InlineData("""{"value":10,"unit":"MG"}""", 30)]
    [InlineData("""{"value":10,"unit":"milligram","code":"mg"}""", 30)]
    [InlineData("""{"value":10000,"code":"ug"}""", 30)]
    [InlineData("""{"value":10000,"unit":"mcg"}""", 30)]
    [InlineData("""{"value":10000,"unit":"µg"}""", 30)]
    [InlineData("""{"value":10000,"unit":"μg"}""", 30)]
    [InlineData("""{"value":0.01,"code":"g"}""", 30)]
    public void A_unit_of_the_table_is_read_by_code_or_by_word(string quantity, int mgADay) =>
        Assert.Equal(mgADay, Oral($$"""{{{ThreeADay}},"doseAndRate":[{"doseQuantity":{{quantity}}}]}""").MostMg);

    [Theory]
    [InlineData("""{"value":1,"unit":"teaspoon"}""", DoseProblem.UnitNotUnderstood)]
    [InlineData("""{"value":1,"unit":"mg/kg"}""", DoseProblem.UnitNotUnderstood)]
    // One of the two is a thousand times the other.
    [InlineData("""{"value":10,"unit":"mcg","code":"mg"}""", DoseProblem.UnitNotUnderstood)]
    [InlineData("""{"value":10,"unit":"tablet","code":"mg"}""", DoseProblem.UnitNotUnderstood)]
    [InlineData("""{"value":"10","unit":"mg"}""", DoseProblem.AmountNotUsable)]
    [InlineData("""{"value":-10,"unit":"mg"}""", DoseProblem.AmountNotUsable)]
    [InlineData("""{"value":1e400,"unit":"mg"}""", DoseProblem.AmountNotUsable)]
    [InlineData("""{"value":10,"comparator":">","unit":"mg"}""", DoseProblem.AmountNotUsable)]
    [InlineData("""{"unit":"mg"}""", DoseProblem.AmountNotUsable)]
    [InlineData("\"10 mg\"", DoseProblem.AmountNotUsable)]
    [InlineData("null", DoseProblem.NoAmount)]
    public void An_amount_that_is_not_sure_is_no_dose(string quantity, DoseProblem problem) =>
        Assert.Equal(problem, Problem($$"""{{{ThreeADay}},"doseAndRate":[{"doseQuantity":{{quantity}}}]}"""));

    [Fact]
    public void What_was_ordered_goes_before_a_range_and_a_range_before_what_was_calculated()
    {
        const string Ordered = """{"type":{"coding":[{"code":"ordered"}]},"doseQuantity":{"value":10,"unit":"mg"}}""";
        const string Range = """{"doseRange":{"low":{"value":5,"unit":"mg"},"high":{"value":20,"unit":"mg"}}}""";
        const string Calculated = """{"type":{"text":"calculated"},"doseQuantity":{"value":40,"unit":"mg"}}""";
        const string Other = """{"doseQuantity":{"value":80,"unit":"mg"}}""";

        Assert.Equal(30, MostOf(Other, Calculated, Range, Ordered));
        Assert.Equal(60, MostOf(Other, Calculated, Range));
        Assert.Equal(120, MostOf(Other, Calculated));
        Assert.Equal(240, MostOf(Other));
    }

    [Fact]
    public void Tablets_of_unknown_strength_give_way_to_milligrams_said_for_the_same_dose()
    {
        const string Tablets = """{"type":{"text":"ordered"},"doseQuantity":{"value":2,"unit":"mL"}}""";
        const string Milligrams = """{"type":{"text":"calculated"},"doseQuantity":{"value":10,"unit":"mg"}}""";

        Assert.Equal(30, MostOf(Tablets, Milligrams));
    }

    [Theory]
    [InlineData("""{"repeat":{"frequency":"3","period":1,"periodUnit":"d"}}""")]
    [InlineData("""{"repeat":{"frequency":3,"period":0,"periodUnit":"d"}}""")]
    [InlineData("""{"repeat":{"frequency":3,"period":1,"periodUnit":"fortnight"}}""")]
    [InlineData("""{"repeat":{"frequency":3,"period":1,"periodMax":0,"periodUnit":"d"}}""")]
    [InlineData("""{"repeat":{"when":["HS",3]}}""")]
    [InlineData("""{"repeat":"TID"}""")]
    [InlineData("\"TID\"")]
    public void A_timing_that_is_not_sure_is_no_frequency(string timing) =>
        Assert.Equal(DoseProblem.FrequencyNotKnown, Problem($$"""{"timing":{{timing}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"} }]}"""));

    [Theory]
    [InlineData("""{"event":["2026-11-01T08:00:00Z","2026-11-01T20:00:00Z","2026-11-02T08:00:00Z"]}""", 20)]
    [InlineData("""{"repeat":{"timeOfDay":["08:00:00","14:00:00","20:00:00"]}}""", 30)]
    [InlineData("""{"repeat":{"frequency":3,"period":1,"periodUnit":"wk","dayOfWeek":["mon","wed","fri"]}}""", 10)]
    [InlineData("""{"repeat":{"count":1}}""", 10)]
    [InlineData("""{"code":{"coding":[{"system":"urn:x","code":"BID"}]}}""", 20)]
    public void Events_clock_times_weekdays_and_codes_are_read(string timing, int mgADay) =>
        Assert.Equal(mgADay, Oral($$"""{"timing":{{timing}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"} }]}""").MostMg);

    [Theory]
    [InlineData("""{"boundsDuration":{"value":2,"unit":"weeks"}}""", 14)]
    [InlineData("""{"boundsPeriod":{"start":"2026-11-01","end":"2026-11-07"}}""", 7)]
    [InlineData("""{"boundsRange":{"low":{"value":3,"code":"d"},"high":{"value":5,"code":"d"}}}""", 3)]
    [InlineData("""{"boundsPeriod":{"start":"Invalid date","end":"0002-12-01"}}""", null)]
    public void A_step_lasts_as_long_as_its_bounds(string bounds, int? days) =>
        Assert.Equal(days, Assert.Single(Oral($$"""
            {"timing":{"repeat":{"frequency":3,"period":1,"periodUnit":"d",{{bounds[1..^1]}} } },"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"} }]}
            """).Steps).Days);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"sequence":1,"route":{"text":"oral"}}""", true)]
    [InlineData("\"10 mg TID\"", false)]
    [InlineData("""{"text":10}""", false)]
    [InlineData("""{"doseAndRate":"10 mg"}""", false)]
    public void An_empty_dosage_is_not_entered_yet_and_an_unreadable_one_is_told(string dosage, bool notYet) =>
        Assert.Equal(notYet, Dose(dosage) is DailyDose.NotYetKnown);

    [Theory]
    [InlineData("""{"rateQuantity":{"value":240,"unit":"mcg/day"}}""", 240)]
    [InlineData("""{"rateQuantity":{"value":10,"code":"ug/h"}}""", 240)]
    [InlineData("""{"rateQuantity":{"value":10,"unit":"mcg/h","code":"ug/h"}}""", 240)]
    [InlineData("""{"rateQuantity":{"value":240,"unit":"mcg/24h"}}""", 240)]
    [InlineData("""{"rateRatio":{"numerator":{"value":480,"unit":"mcg"},"denominator":{"value":2,"unit":"days"}}}""", 240)]
    [InlineData("""{"rateRange":{"low":{"value":100,"code":"ug/d"},"high":{"value":240,"code":"ug/d"}}}""", 240)]
    public void A_pump_rate_is_read_in_each_of_its_forms(string entry, int micrograms) =>
        Assert.Equal(micrograms, Assert.IsType<DailyDose.Intrathecal>(
            Dose($$"""{"route":{"coding":[{"system":"http://snomed.info/sct","code":"72607000"}]},"doseAndRate":[{{entry}}]}""")).McgADay);

    [Fact]
    public void A_rate_whose_code_and_word_contradict_each_other_is_not_read() =>
        Assert.Equal(
            DoseProblem.UnitNotUnderstood,
            Problem("""{"route":{"text":"intrathecal"},"doseAndRate":[{"rateQuantity":{"value":240,"unit":"mg/d","code":"ug/d"}}]}"""));

    private static decimal MostOf(params string[] entries) => Oral($$"""{{{ThreeADay}},"doseAndRate":[{{string.Join(',', entries)}}]}""").MostMg;

    private static DailyDose.Oral Oral(string dosage) => Assert.IsType<DailyDose.Oral>(Dose(dosage));

    private static DoseProblem Problem(string dosage) => Assert.IsType<DailyDose.Unresolved>(Dose(dosage)).Problem;

    private static DailyDose Dose(string dosage) => OrderUnderTest.Read($$"""
        {"resourceType":"MedicationRequest",
         "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197391"}]},
         "dosageInstruction":[{{dosage}}]}
        """).Dose;
}
