using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Pregnancy, breastfeeding, alcohol, blood pressure and oxygen saturation from Observations.</summary>
public sealed class ObservedFactsTests
{
    [Theory]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"LA15173-0"}]}""", PregnancyAnswer.Pregnant)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"60001007"}]}""", PregnancyAnswer.NotPregnant)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"152231000119106"}]}""", PregnancyAnswer.Possibly)]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"LA4489-6"}]}""", PregnancyAnswer.Unknown)]
    [InlineData("""{"text":"pregnant "}""", PregnancyAnswer.Pregnant)]
    [InlineData("""{"coding":[{"system":"urn:oid:9","code":"1","display":"Not pregnant"}]}""", PregnancyAnswer.NotPregnant)]
    public void A_pregnancy_status_is_read_by_code_or_by_the_words_of_the_list(string answer, PregnancyAnswer expected)
    {
        Dated<PregnancyAnswer> status = Assert.Single(Pregnancy("82810-3", $$"""{"valueCodeableConcept":{{answer}}}""").Statuses.Items);

        Assert.Equal((expected, "Observation/o"), (status.Fact, status.Source));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), status.At);
    }

    [Theory]
    [InlineData("""{"valueCodeableConcept":{"text":"maybe pregnant with twins"}}""")]
    [InlineData("""{"valueCodeableConcept":7}""")]
    [InlineData("""{"valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA15173-0"},{"system":"http://loinc.org","code":"LA26683-5"}]}}""")]
    [InlineData("""{"valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA29252-6"}]}}""")]
    public void An_answer_that_is_not_understood_is_said_and_not_taken_for_a_no(string said)
    {
        Recorded read = Recorded.Under("pregnancy", Observation("82810-3", said));

        Assert.Empty(read.Patient.Pregnancy.Statuses.Items);
        Assert.Equal(MissingReason.Unreadable, read.Patient.Pregnancy.Statuses.Gap);
        Assert.Contains("READ109", read.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_without_any_answer_is_as_if_it_had_not_been_asked() =>
        Assert.True(Pregnancy("82810-3", """{"dataAbsentReason":{"text":"not asked"}}""").Statuses is { IsWhole: true, Items.IsEmpty: true });

    [Theory]
    [InlineData("LA29252-6", BreastfeedingAnswer.Yes)]
    [InlineData("LA29253-4", BreastfeedingAnswer.No)]
    public void Breastfeeding_is_read_both_ways(string code, BreastfeedingAnswer expected) =>
        Assert.Equal(expected, Assert.Single(Pregnancy("63895-7", $$$"""{"valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]}}""").Breastfeeding.Items).Fact);

    [Theory]
    [InlineData("2027-02-03", "2027-02-03")]
    [InlineData("2027-02-03T00:00:00+14:00", "2027-02-03")]
    [InlineData("2027-02", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("Invalid date", null)]
    public void A_due_date_is_the_day_as_it_was_written_and_never_a_guess(string written, string? expected)
    {
        Records<Dated<DateOnly>> due = Pregnancy("11778-8", $$"""{"valueDateTime":"{{written}}"}""").DueDates;

        Assert.Equal(expected, due.Items.Select(date => date.Fact.ToString("O", CultureInfo.InvariantCulture)).SingleOrDefault());
        Assert.Equal(expected is not null, due.IsWhole);
    }

    [Fact]
    public void The_last_period_is_no_due_date()
    {
        PregnancyRecords read = Pregnancy("8665-2", """{"valueDateTime":"2026-10-20"}""");

        Assert.Equal(new DateOnly(2026, 10, 20), Assert.Single(read.LastPeriods.Items).Fact);
        Assert.Empty(read.DueDates.Items);
    }

    [Theory]
    [InlineData("74013-4", """{"valueQuantity":{"value":3,"code":"{drinks}/d"}}""", 3)]
    [InlineData("75626-2", """{"valueInteger":5}""", 5)]
    [InlineData("75626-2", """{"valueQuantity":{"value":4}}""", 4)]
    [InlineData("75624-7", """{"valueQuantity":{"value":22,"unit":"{score}"}}""", 22)]
    public void Drinks_and_scores_are_read(string code, string said, int expected)
    {
        AlcoholRecords alcohol = Recorded.Under("alcohol", Observation(code, said)).Patient.Alcohol;

        Assert.Equal(expected, Assert.Single([.. alcohol.DrinksPerDay.Items, .. alcohol.AuditC.Items, .. alcohol.Audit.Items]).Fact);
    }

    [Theory]
    [InlineData("74013-4", """{"valueQuantity":{"value":3,"code":"{drinks}/wk"}}""", "READ101")]
    [InlineData("75626-2", """{"valueInteger":40}""", "READ102")]
    [InlineData("75626-2", """{"valueString":"high"}""", "READ105")]
    [InlineData("75626-2", """{"valueQuantity":{"value":"4"}}""", "READ105")]
    [InlineData("75626-2", """{"valueQuantity":{"value":4,"comparator":">"}}""", "READ105")]
    [InlineData("75626-2", """{"valueInteger":4,"effectiveDateTime":"2027-11-01"}""", "READ103")]
    public void A_value_that_cannot_be_used_is_said(string code, string said, string problem) =>
        Assert.Contains(problem, Recorded.Under("alcohol", Observation(code, said)).Trace, StringComparison.Ordinal);

    [Fact]
    public void Systolic_pressure_is_read_from_the_panel_and_alone()
    {
        const string Panel = """
            {"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":60,"unit":"mmHg"}},
                          {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":95,"code":"mm[Hg]"}}]}
            """;
        Recorded read = Recorded.Under("vitalSigns", Observation("85354-9", Panel), Observation("8480-6", """{"valueQuantity":{"value":120,"unit":"mmHg"}}"""));

        Assert.Equal([95m, 120m], read.Patient.SystolicPressures.Items.Select(pressure => pressure.Fact));
        Assert.Empty(read.Patient.OxygenSaturations.Items);
    }

    [Theory]
    [InlineData("""{"valueQuantity":{"value":88,"code":"%"}}""", 88)]
    [InlineData("""{"valueQuantity":{"value":88}}""", 88)]
    [InlineData("""{"valueQuantity":{"value":0.88,"code":"1"}}""", null)]
    [InlineData("""{"valueQuantity":{"value":11.7,"unit":"kPa"}}""", null)]
    [InlineData("""{"valueQuantity":{"value":88,"code":"%"},"status":"entered-in-error"}""", null)]
    public void Saturation_is_a_percentage_or_nothing(string said, int? expected) =>
        Assert.Equal(expected, (int?)Recorded.Under("vitalSigns", Observation("59408-5", said)).Patient.OxygenSaturations.Items.SingleOrDefault()?.Fact);

    [Fact]
    public void An_unreadable_value_matters_only_while_nothing_newer_was_read()
    {
        string unreadable = Observation("59408-5", """{"valueString":"low","effectiveDateTime":"2026-11-10"}""");

        Assert.True(Saturations(unreadable, Observation("59408-5", """{"valueQuantity":{"value":97},"effectiveDateTime":"2026-11-11"}""")).IsWhole);
        Assert.False(Saturations(unreadable, Observation("59408-5", """{"valueQuantity":{"value":97},"effectiveDateTime":"2026-11-09"}""")).IsWhole);
    }

    [Fact]
    public void A_value_without_a_date_is_kept_as_of_no_known_day() =>
        Assert.Null(Assert.Single(Saturations(Observation("59408-5", """{"valueQuantity":{"value":97},"effectiveDateTime":null}""")).Items).At);

    private static Records<Dated<decimal>> Saturations(params string[] resources) => Recorded.Under("vitalSigns", resources).Patient.OxygenSaturations;

    private static PregnancyRecords Pregnancy(string code, string said) => Recorded.Under("pregnancy", Observation(code, said)).Patient.Pregnancy;

    private static string Observation(string code, string said) => Json.With(
        $$$"""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]},"effectiveDateTime":"2026-11-01"}""", said);
}
