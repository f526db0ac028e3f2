using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>What is taken, was handed out and was given.</summary>
public sealed class DrugRecordTests
{
    [Fact]
    public void A_statement_tells_drug_dose_and_since_when()
    {
        DrugStatement statement = Assert.Single(Statements($$$"""
            {"resourceType":"MedicationStatement","id":"s","status":"active",{{{Recorded.Baclofen}}},"effectivePeriod":{"start":"2026-01-05","end":"2027-01-05"},
             "dosage":[{"timing":{"code":{"text":"TID"}},"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}]}
            """).Items);

        Assert.True(statement is { IsActive: true, Route: Route.Oral, Drug.IsWatched: true, Source: "MedicationStatement/s" });
        Assert.Equal(30, Assert.IsType<DailyDose.Oral>(statement.Dose).MostMg);
        Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2027, 1, 5)), (statement.StartsOn, statement.EndsOn));
    }

    [Theory]
    [InlineData("""{"status":"active"}""", true)]
    [InlineData("{}", true)]
    [InlineData("""{"status":"active","taken":"y"}""", true)]
    [InlineData("""{"status":"active","taken":"n"}""", false)]
    [InlineData("""{"status":"not-taken"}""", false)]
    [InlineData("""{"status":"intended"}""", false)]
    [InlineData("""{"status":"stopped"}""", false)]
    [InlineData("""{"status":5,"taken":"n"}""", false)]
    public void Only_a_statement_of_what_is_taken_counts(string said, bool active) =>
        Assert.Equal(active, Assert.Single(Statements(Json.With(Statement, said)).Items).IsActive);

    [Fact]
    public void A_statement_that_ends_with_this_year_says_that_it_is_taken() => Assert.Equal(
        new DateOnly(2026, 12, 31), Assert.Single(Statements(Json.With(Statement, """{"effectivePeriod":{"start":"2024","end":"2026"}}""")).Items).EndsOn);

    [Fact]
    public void A_statement_entered_in_error_was_never_made() =>
        Assert.Empty(Statements(Json.With(Statement, """{"status":"entered-in-error"}""")).Items);

    [Fact]
    public void A_statement_without_dosage_has_no_dose_yet() =>
        Assert.IsType<DailyDose.NotYetKnown>(Assert.Single(Statements(Statement).Items).Dose);

    [Fact]
    public void A_statement_on_a_drug_that_precautions_know_is_kept_and_any_other_is_not()
    {
        Records<DrugStatement> read = Statements(Named("ibuprofen 400 MG Oral Tablet"), Named("vitamin C"));

        DrugStatement only = Assert.Single(read.Items);
        Assert.False(only.Drug.IsWatched);
        Assert.NotNull(only.Drug.GroupIn("nsaids"));
        Assert.True(read.IsWhole);
    }

    [Fact]
    public void A_record_whose_drug_cannot_be_told_leaves_its_list_not_whole()
    {
        Recorded read = Recorded.Under("statements", """{"resourceType":"MedicationStatement","id":"x","medicationReference":{"reference":"Medication/gone"}}""");

        Assert.Equal(MissingReason.Unreadable, read.Patient.Statements.Gap);
        Assert.Contains("READ107", read.Trace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":30,"unit":"Day"}}""", "2026-11-01", "2026-12-01")]
    [InlineData("""{"whenPrepared":"2026-11-02T08:00:00Z","daysSupply":{"value":2,"code":"wk"}}""", "2026-11-02", "2026-11-16")]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":30}}""", "2026-11-01", "2026-12-01")]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":30,"unit":"tablet"}}""", "2026-11-01", null)]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":"30"}}""", "2026-11-01", null)]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":-3}}""", "2026-11-01", null)]
    [InlineData("""{"whenHandedOver":"2026-11-01","daysSupply":{"value":1e20}}""", "2026-11-01", null)]
    [InlineData("""{"whenHandedOver":"2026-11-01"}""", "2026-11-01", null)]
    [InlineData("""{"whenHandedOver":"soon","daysSupply":{"value":30}}""", null, null)]
    [InlineData("""{"whenHandedOver":"9998-01-01","daysSupply":{"value":3000}}""", null, null)]
    [InlineData("{}", null, null)]
    public void A_dispense_tells_until_when_the_supply_lasts(string said, string? on, string? end)
    {
        DrugDispense dispense = Assert.Single(Dispenses(Json.With(Dispense, said)).Items);

        Assert.Equal((on, end), (dispense.SuppliedOn?.ToString("O", CultureInfo.InvariantCulture), dispense.SupplyEnd?.ToString("O", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("""{"status":"cancelled"}""")]
    [InlineData("""{"status":"declined"}""")]
    [InlineData("""{"status":"cancelled","whenHandedOver":"2026-11-20"}""")]
    [InlineData("""{"status":"declined","whenHandedOver":"2026-11-20"}""")]
    [InlineData("""{"status":"preparation","whenPrepared":"2026-11-20"}""")]
    [InlineData("""{"status":"entered-in-error","whenHandedOver":"2026-11-20"}""")]
    [InlineData("""{"status":"completed","whenHandedOver":"2026-11-20","notDone":true}""")]
    public void A_supply_that_never_reached_the_patient_does_not_count(string said) =>
        Assert.Empty(Dispenses(Json.With(Dispense, said)).Items);

    [Fact]
    public void A_supply_that_was_handed_over_counts_though_its_status_lags() =>
        Assert.Single(Dispenses(Json.With(Dispense, """{"status":"preparation","whenHandedOver":"2026-11-20"}""")).Items);

    [Fact]
    public void The_filling_of_a_pump_tells_route_amount_and_moment()
    {
        DrugAdministration given = Assert.Single(Administrations("""{"effectivePeriod":{"start":"2026-10-01T09:00:00Z","end":"2026-10-01T09:30:00Z"},"dosage":{"route":{"coding":[{"system":"http://snomed.info/sct","code":"72607000"}]},"dose":{"value":20,"unit":"mL"}}}""").Items);

        Assert.Equal(Route.Intrathecal, given.Route);
        Assert.Equal(new GivenAmount(20, DoseUnit.Millilitre), given.Amount);
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 9, 30, 0, TimeSpan.Zero), given.GivenAt);
    }

    [Theory]
    [InlineData("""{"status":"not-done"}""")]
    [InlineData("""{"status":"completed","notGiven":true}""")]
    [InlineData("""{"status":"entered-in-error"}""")]
    public void What_was_not_given_does_not_count(string said) => Assert.Empty(Administrations(said).Items);

    [Fact]
    public void An_administration_without_dosage_keeps_the_route_of_its_product()
    {
        DrugAdministration given = Assert.Single(Administrations("{}").Items);

        Assert.Equal((Route.Oral, null, null), (given.Route, given.Amount, given.GivenAt));
    }

    private const string Statement = $$"""{"resourceType":"MedicationStatement","id":"s",{{Recorded.Baclofen}}}""";
    private const string Dispense = $$"""{"resourceType":"MedicationDispense","id":"d","status":"completed",{{Recorded.Baclofen}}}""";
    private const string Administration = $$"""{"resourceType":"MedicationAdministration","id":"a","status":"completed",{{Recorded.Baclofen}}}""";

    private static string Named(string drug) => $$$"""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"{{{drug}}}"}}""";

    private static Records<DrugStatement> Statements(params string[] resources) => Recorded.Under("statements", resources).Patient.Statements;

    private static Records<DrugDispense> Dispenses(string resource) => Recorded.Under("dispenses", resource).Patient.Dispenses;

    private static Records<DrugAdministration> Administrations(string said) =>
        Recorded.Under("administrations", Json.With(Administration, said)).Patient.Administrations;
}
