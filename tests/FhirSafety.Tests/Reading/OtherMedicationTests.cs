using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>The other drugs of a patient: each once, by whichever list shows it.</summary>
public sealed class OtherMedicationTests
{
    private const string Diazepam = """ "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"104700","display":"Diazepam 5 MG Oral Tablet [Valium]"}]} """;
    private const string DiazepamByName = """ "medicationCodeableConcept":{"text":"diazepam 10 mg"} """;
    private const string Fentanyl = """ "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197696","display":"72 HR fentanyl 0.075 MG/HR Transdermal System"}]} """;

    [Fact]
    public void An_order_tells_ingredient_name_route_supply_reason_and_end()
    {
        ActiveMedication drug = Assert.Single(Read(orders: [$$$"""
            {"resourceType":"MedicationRequest","id":"o","status":"active","intent":"order",{{{Diazepam}}},"authoredOn":"2026-11-01",
             "dosageInstruction":[{"route":{"coding":[{"system":"http://snomed.info/sct","code":"26643006"}]},"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}]}],
             "dispenseRequest":{"expectedSupplyDuration":{"value":30,"code":"d"},"numberOfRepeatsAllowed":2},
             "reasonReference":[{"reference":"Condition/c"}]}
            """]));

        Assert.Equal(new DrugIngredient("benzodiazepines", "DIAZEPAM", ByFreeTextOnly: false, "benzodiazepine"), Assert.Single(drug.Ingredients));
        Assert.Equal(("Diazepam 5 MG Oral Tablet [Valium]", MedicationRoute.Oral, "active", 90), (drug.Name, drug.Route, drug.Status, drug.SupplyDays));
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2027, 1, 30), null), (drug.AuthoredOn, drug.EndsOn, drug.LastSeenOn));
        Assert.Equal("Condition/c", Assert.Single(drug.ReasonConditions));
        Assert.False(drug.IsDraft || drug.IsAsNeeded || drug.IsByFreeTextOnlyIn("benzodiazepines"));
    }

    [Fact]
    public void A_drug_that_order_statement_and_supply_name_is_one_by_its_order()
    {
        ActiveMedication drug = Assert.Single(Read(
            [Order(Diazepam, """{"authoredOn":"2026-10-01"}""")],
            [Statement(DiazepamByName, """{"effectivePeriod":{"start":"2024-02-01"},"dateAsserted":"2026-05-01"}""")],
            [Dispense(Diazepam, """{"whenHandedOver":"2026-11-10","daysSupply":{"value":30,"unit":"d"}}""")]));

        Assert.Equal("MedicationRequest/o", drug.Source);
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2024, 2, 1), new DateOnly(2026, 11, 10)), (drug.AuthoredOn, drug.Since, drug.LastSeenOn));
    }

    [Fact]
    public void A_drug_of_another_practice_is_known_by_its_statement_alone()
    {
        ActiveMedication drug = Assert.Single(Read([], [Statement(DiazepamByName, """{"effectiveDateTime":"2026-01-05"}""")], []));

        Assert.Equal(("MedicationStatement/s", new DateOnly(2026, 1, 5), false), (drug.Source, drug.AuthoredOn, drug.IsDraft));
        Assert.True(drug.IsByFreeTextOnlyIn("benzodiazepines"));
    }

    [Fact]
    public void A_statement_and_a_supply_of_one_drug_are_one() =>
        Assert.Single(Read([], [Statement(DiazepamByName, "{}")], [Dispense(Diazepam, """{"whenHandedOver":"2026-11-10","daysSupply":{"value":30}}""")]));

    [Theory]
    [InlineData("2026-10-09", 30, 1)]
    [InlineData("2026-10-08", 30, 0)]
    public void A_supply_counts_until_14_days_past_its_end(string handedOver, int days, int count) =>
        Assert.Equal(count, Read([], [], [Dispense(Diazepam, $$$"""{"whenHandedOver":"{{{handedOver}}}","daysSupply":{"value":{{{days}}}}}""")]).Length);

    [Theory]
    [InlineData("""{"whenHandedOver":"2026-11-20"}""")]
    [InlineData("""{"status":"cancelled","daysSupply":{"value":30}}""")]
    [InlineData("""{"whenHandedOver":"2026-11-20","daysSupply":{"value":30},"notDone":true}""")]
    public void A_supply_of_unknown_length_or_that_never_reached_the_patient_shows_nothing_of_today(string said) =>
        Assert.Empty(Read([], [], [Dispense(Diazepam, said)]));

    [Theory]
    [InlineData("""{"status":"stopped"}""")]
    [InlineData("""{"taken":"n"}""")]
    [InlineData("""{"effectivePeriod":{"end":"2026-11-07"}}""")]
    [InlineData("""{"effectiveDateTime":"2026-11-23"}""")]
    public void A_statement_of_what_is_not_taken_today_names_no_drug(string said) => Assert.Empty(Read([], [Statement(Diazepam, said)], []));

    [Fact]
    public void A_statement_that_ended_14_days_ago_still_counts() =>
        Assert.Single(Read([], [Statement(Diazepam, """{"effectivePeriod":{"end":"2026-11-08"}}""")], []));

    [Fact]
    public void A_combination_of_two_classes_has_an_ingredient_in_each()
    {
        ActiveMedication drug = Assert.Single(Read([Order(""" "medicationCodeableConcept":{"text":"hydrocodone / ibuprofen tablet"} """, "{}")], [], []));

        Assert.Equal(
            [("nsaids", "IBUPROFEN"), ("opioids", "HYDROCODONE")],
            drug.Ingredients.Select(ingredient => (ingredient.Set, ingredient.Name)).Order());
    }

    [Fact]
    public void A_patch_is_told_by_its_product() =>
        Assert.Equal(MedicationRoute.Transdermal, Assert.Single(Read([Order(Fentanyl, "{}")], [], [])).Route);

    [Fact]
    public void A_product_that_is_only_coded_has_the_name_of_the_value_set()
    {
        ActiveMedication drug = Assert.Single(Read([Order(""" "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197696"}]} """, "{}")]));
        Assert.Equal(("72 HR fentanyl 0.075 MG/HR Transdermal System", MedicationRoute.Transdermal), (drug.Name, drug.Route));
    }

    [Theory]
    [InlineData("""[{"timing":{"repeat":{"boundsPeriod":{"end":"2026-10-01"}}}},{"text":"then 5 mg"}]""", null, 1)]
    [InlineData("""[{"timing":{"repeat":{"boundsPeriod":{"end":"2026-10-01"}}}}]""", null, 0)]
    [InlineData("""[{"timing":{"repeat":{"boundsPeriod":{"start":"2026-11-20","end":"2026-11-27"}}}}]""", 7, 1)]
    [InlineData("""[{"timing":{"repeat":{"boundsDuration":{"value":1,"code":"wk"}}}}]""", 7, 1)]
    [InlineData("""[{"timing":{"repeat":{"boundsDuration":{"value":5,"code":"d"}}}},{"text":"then 5 mg"}]""", null, 1)]
    public void The_dosages_tell_the_course_and_one_without_an_end_goes_on(string dosages, int? days, int count)
    {
        ImmutableArray<ActiveMedication> drugs = Read([Order(Diazepam, $$"""{"authoredOn":"2026-09-01","dosageInstruction":{{dosages}}}""")]);
        Assert.Equal((count, days), (drugs.Length, drugs.FirstOrDefault()?.CourseDays));
    }

    // A month or a year that is named as the end belongs to it (FHIR R4, Period.end).
    [Theory]
    [InlineData("2026-11", "2026-11-30")]
    [InlineData("2026", "2026-12-31")]
    [InlineData("2028-02", "2028-02-29")]
    [InlineData("2026-12-31", "2026-12-31")]
    public void A_drug_that_ends_with_a_month_or_a_year_is_taken_until_their_last_day(string end, string last)
    {
        DateOnly day = DateOnly.Parse(last, CultureInfo.InvariantCulture);
        Assert.Equal(day, Assert.Single(Read([Ending("""{"dosageInstruction":[{"timing":{"repeat":{"boundsPeriod":{"end":"END"}}}}]}""", end)])).EndsOn);
        Assert.Equal(day, Assert.Single(Read([Ending("""{"dispenseRequest":{"validityPeriod":{"end":"END"}}}""", end)])).EndsOn);
        Assert.Equal(day, Assert.Single(Read([], [StatedUntil(end)], [])).EndsOn);
    }

    [Theory]
    [InlineData("2026-10", 0)]
    [InlineData("2025", 0)]
    [InlineData("2026-11", 1)]
    public void A_month_or_a_year_that_is_over_ends_it(string end, int count) => Assert.Equal(count, Read([], [StatedUntil(end)], []).Length);

    private static string Ending(string said, string end) => Order(Diazepam, said.Replace("END", end, StringComparison.Ordinal));

    private static string StatedUntil(string end) =>
        Statement(DiazepamByName, """{"effectivePeriod":{"start":"2024","end":"END"}}""".Replace("END", end, StringComparison.Ordinal));

    [Fact]
    public void A_draft_knows_until_when_its_drug_ran()
    {
        DateOnly? Of(string[] orders, params string[] dispenses) => Recorded.Read(
            new JsonObject { ["medications"] = Recorded.Bundle(orders), ["statements"] = Recorded.Bundle(), ["dispenses"] = Recorded.Bundle(dispenses) },
            Recorded.Draft,
            Json.With(Order(Diazepam, "{}"), """{"id":"n","status":"draft"}""")).Patient.Medications.Items.Single(drug => drug.IsDraft).RanUntil;

        Assert.Null(Of([]));
        Assert.Equal(new DateOnly(2026, 11, 2), Of([Order(Diazepam, """{"dispenseRequest":{"validityPeriod":{"end":"2026-11-02"}}}""")]));
        Assert.Equal(new DateOnly(2026, 10, 27), Of([], Dispense(Diazepam, """{"whenHandedOver":"2026-10-20","daysSupply":{"value":7}}""")));
    }

    [Fact]
    public void A_running_order_whose_drug_cannot_be_told_leaves_the_list_in_part() =>
        Assert.Equal(MissingReason.Unreadable, Recorded.Read(
            new JsonObject { ["medications"] = Recorded.Bundle(Order(""" "medicationReference":{"reference":"Medication/gone"} """, "{}")) }, Recorded.Draft).Patient.Medications.Gap);

    [Theory]
    [InlineData("404820008", MedicationRoute.Epidural)]
    [InlineData("72607000", MedicationRoute.Intrathecal)]
    [InlineData("47625008", MedicationRoute.Injected)]
    public void A_route_is_told_by_its_code(string snomed, MedicationRoute route) => Assert.Equal(
        route,
        Assert.Single(Read([Order(""" "medicationCodeableConcept":{"text":"morphine"} """, $$$"""{"dosageInstruction":[{"route":{"coding":[{"system":"http://snomed.info/sct","code":"{{{snomed}}}"}]}}]}""")], [], [])).Route);

    [Theory]
    [InlineData("""[{"asNeededBoolean":true}]""", true)]
    [InlineData("""[{"asNeededCodeableConcept":{"text":"pain"}}]""", true)]
    [InlineData("""[{"asNeededBoolean":true},{"asNeededBoolean":false}]""", false)]
    [InlineData("[]", false)]
    public void Only_a_drug_that_is_as_needed_in_every_dosage_is_as_needed(string dosages, bool asNeeded) =>
        Assert.Equal(asNeeded, Assert.Single(Read([Order(Diazepam, $$"""{"dosageInstruction":{{dosages}}}""")], [], [])).IsAsNeeded);

    [Theory]
    [InlineData("""{"text":"one daily","doseAndRate":[{"doseQuantity":{"value":5.0,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}""", true)]
    [InlineData("""{"doseQuantity":{"value":5,"unit":"MG"}}""", true)]
    [InlineData("""{"doseAndRate":[{"doseQuantity":{"value":10,"unit":"mg"}}]}""", false)]
    [InlineData("""{"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}],"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}}""", false)]
    [InlineData("""{"text":"5 mg at night"}""", false)]
    public void A_changed_dose_changes_the_key_and_another_spelling_of_the_number_does_not(string dosage, bool same)
    {
        string? Key(string said) => Assert.Single(Read([Order(Diazepam, $$"""{"dosageInstruction":[{{said}}]}""")], [], [])).DoseKey;

        Assert.Equal(same, Key(dosage) == Key("""{"doseAndRate":[{"doseQuantity":{"value":5,"unit":"mg"}}]}"""));
    }

    [Fact]
    public void Without_a_dosage_there_is_no_key() => Assert.Null(Assert.Single(Read([Order(Diazepam, "{}")], [], [])).DoseKey);

    [Theory]
    [InlineData("medications", "statements", "dispenses", true)]
    [InlineData("medications", "statements", "allergies", false)]
    [InlineData("medications", "dispenses", "allergies", false)]
    [InlineData("statements", "dispenses", "allergies", false)]
    public void What_is_taken_was_seen_whole_only_when_orders_statements_and_dispenses_were(string one, string other, string third, bool whole)
    {
        JsonObject prefetch = new() { [one] = Recorded.Bundle(), [other] = null, [third] = Recorded.Bundle() };

        Assert.Equal(whole, Recorded.Read(prefetch, Recorded.Draft).Patient.Medications.IsWhole);
    }

    private static string Order(string drug, string said) => Json.With($$"""{"resourceType":"MedicationRequest","id":"o","status":"active","intent":"order",{{drug}}}""", said);

    private static string Statement(string drug, string said) => Json.With($$"""{"resourceType":"MedicationStatement","id":"s","status":"active",{{drug}}}""", said);

    private static string Dispense(string drug, string said) => Json.With($$"""{"resourceType":"MedicationDispense","id":"d","status":"completed",{{drug}}}""", said);

    private static ImmutableArray<ActiveMedication> Read(string[] orders, string[]? statements = null, string[]? dispenses = null) => Recorded.Read(
        new JsonObject
        {
            ["medications"] = Recorded.Bundle(orders),
            ["statements"] = Recorded.Bundle(statements ?? []),
            ["dispenses"] = Recorded.Bundle(dispenses ?? []),
        },
        Recorded.Draft).Patient.Medications.Items;
}
