using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>What EHRs send beside the standard (conformance sheet, section 12.1), read for what it means.</summary>
public sealed class EhrDeviationTests
{
    private const string Ckd4 = """{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"N18.4"}]}""";

    [Fact]
    public void An_id_of_194_characters_names_its_resource()
    {
        string id = "e." + new string('A', 180) + "-3.0123456789";
        Recorded read = Recorded.Read(new JsonObject(), Json.With(Recorded.Draft, $$"""{"id":"{{id[..194]}}"}"""));

        Assert.Equal($"MedicationRequest/{id[..194]}", Assert.Single(read.Session.Drafts).Source);
    }

    [Theory]
    [InlineData("""{"id":"running"}""", """{"id":"running"}""", 1)] // two pages that overlap
    [InlineData("""{"id":"running"}""", """{"id":"another"}""", 2)]
    [InlineData("""{"id":null}""", """{"id":null}""", 2)] // who can tell
    public void An_order_that_comes_twice_is_taken_once(string one, string other, int running)
    {
        string active = Json.With(Recorded.Draft, """{"status":"active"}""");
        Assert.Equal(running, Recorded.Under("medications", Json.With(active, one), Json.With(active, other)).Patient.Running.Items.Length);
    }

    [Theory]
    [InlineData("""{"category":[{"coding":[{"code":"encounter-diagnosis"}]}]}""")]
    [InlineData("""{"category":{"coding":{"code":"encounter-diagnosis"}}}""")]
    public void A_single_category_means_the_same_as_a_list(string said) =>
        Assert.True(Assert.Single(Conditions(said)).EncounterDiagnosis);

    [Theory]
    [InlineData("""{"onsetDateTime":"2016-03-01","recordedDate":"2026-11-20"}""", "2016-03-01", "2026-11-20")]
    [InlineData("""{"onsetDateTime":"2016-03-01"}""", "2016-03-01", "2016-03-01")]
    [InlineData("""{"onsetDateTime":"2026-11-01","recordedDate":"2020-01-01"}""", "2026-11-01", "2026-11-01")]
    [InlineData("""{"recordedDate":"2026-11-20"}""", "2026-11-20", "2026-11-20")]
    public void Onset_is_the_date_and_the_day_of_the_record_is_kept_beside_it(string said, string date, string lastSaid)
    {
        PatientCondition condition = Assert.Single(Conditions(said));
        Assert.Equal((DateOnly.Parse(date, null), DateOnly.Parse(lastSaid, null)), (condition.Date, condition.LastSaidOn));
    }

    [Theory]
    [InlineData("""{"clinicalStatus":"resolved"}""", ConditionStatus.Over)]
    [InlineData("""{"clinicalStatus":{"coding":[{"code":"resolved"}]}}""", ConditionStatus.Over)]
    [InlineData("""{"clinicalStatus":"active"}""", ConditionStatus.Active)]
    [InlineData("""{"clinicalStatus":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}""", ConditionStatus.Active)]
    public void A_bare_status_code_means_the_same_as_a_concept(string said, ConditionStatus status) =>
        Assert.Equal(status, Assert.Single(Conditions(said)).Status);

    [Fact]
    public void A_procedure_said_not_to_be_done_was_not_done()
    {
        const string Dialysis = """{"resourceType":"Procedure","status":"completed","code":{"coding":[{"system":"http://snomed.info/sct","code":"302497006"}]}}""";

        Assert.Equal(ProcedureState.Completed, Assert.Single(Recorded.Under("procedures", Dialysis).Patient.Procedures.Items).State);
        Assert.Equal(
            ProcedureState.NotPerformed,
            Assert.Single(Recorded.Under("procedures", Json.With(Dialysis, """{"notDone":true}""")).Patient.Procedures.Items).State);
    }

    [Theory]
    [InlineData("""[{"system":"urn:oid:1.2.840.114350.1.13.0.1.7.2.696580","code":"753"},{"system":"urn:oid:2.16.840.1.113883.6.68","code":"7510001000"},{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197392"}]""")]
    [InlineData("""[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197392"},{"system":"urn:oid:2.16.840.1.113883.6.68","code":"7510001000"}]""")]
    [InlineData("""[{"system":"urn:oid:2.16.840.1.113883.6.88","code":"197392"}]""")]
    public void Any_coding_tells_the_drug_wherever_it_stands(string codings)
    {
        Recorded read = Recorded.Read(new JsonObject(), Json.With(Recorded.Draft, $$$$"""{"medicationCodeableConcept":{"coding":{{{{codings}}}}}}"""));

        Assert.Equal(20, Assert.Single(read.Session.Drafts).Product.MgPerUnit);
    }

    [Fact]
    public void A_birth_date_that_is_only_said_to_be_absent_is_not_known()
    {
        JsonObject prefetch = new()
        {
            ["patient"] = JsonNode.Parse("""{"resourceType":"Patient","id":"p","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}"""),
        };

        Assert.IsType<Known<BirthDate>.Missing>(Recorded.Read(prefetch, Recorded.Draft).Patient.BirthDate);
    }

    [Fact]
    public void A_result_whose_date_is_only_said_to_be_absent_makes_the_results_not_whole()
    {
        Recorded read = Recorded.Under("kidneyLabs", """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "_effectiveDateTime":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},
             "valueQuantity":{"value":2.1,"unit":"mg/dL"}}
            """);

        Assert.Equal(MissingReason.Unreadable, read.Patient.Creatinines.Gap);
        Assert.Contains("READ104", read.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_and_a_weight_inside_a_panel_are_read_with_the_date_of_the_panel()
    {
        PatientSnapshot patient = Recorded.Under("kidneyLabs", """
            {"resourceType":"Observation","id":"panel","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"24323-8"}]},
             "effectiveDateTime":"2026-11-20","component":[
              {"code":{"coding":[{"system":"http://loinc.org","code":"2951-2"}]},"valueQuantity":{"value":140,"unit":"mmol/L"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"valueQuantity":{"value":3.1,"unit":"mg/dL"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"98979-8"}]},"dataAbsentReason":{"text":"not computed"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"29463-7"}]},"valueQuantity":{"value":72,"unit":"kg"}}]}
            """).Patient;

        CreatinineResult creatinine = Assert.Single(patient.Creatinines.Items);
        Assert.Equal((3.1m, new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), "Observation/panel"), (creatinine.MgPerDl, creatinine.At, creatinine.Source));
        Assert.True(patient.Creatinines.IsWhole);
        Assert.Empty(patient.Egfrs.Items);
        Assert.Equal(72m, Assert.Single(patient.Weights.Items).Value);
    }

    [Theory]
    [InlineData("entered-in-error", MissingReason.NoneOnFile)]
    [InlineData("final", MissingReason.Unreadable)]
    public void A_result_inside_a_panel_counts_as_the_panel_does(string status, MissingReason gap)
    {
        Records<CreatinineResult> creatinines = Recorded.Under("kidneyLabs", $$$"""
            {"resourceType":"Observation","status":"{{{status}}}","code":{"text":"Renal panel"},"effectiveDateTime":"2026-11-20","component":[
              {"code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"valueString":"see report"}]}
            """).Patient.Creatinines;

        Assert.Equal(gap, creatinines.Gap);
        Assert.Empty(creatinines.Items);
    }

    [Fact]
    public void A_drug_that_is_only_said_to_be_absent_may_be_the_one()
    {
        Recorded read = Recorded.Under("medications", """
            {"resourceType":"MedicationRequest","status":"active","intent":"order",
             "medicationCodeableConcept":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}
            """);

        Assert.Equal(MissingReason.Unreadable, read.Patient.Running.Gap);
    }

    [Theory]
    [InlineData("""{"contained":[{"resourceType":"Medication","id":"m","code":{"text":"Baclofen 10 mg tablets"}}],"medicationReference":{"reference":"#m"}}""")]
    [InlineData("""{"medicationReference":{"reference":"Medication/m"}}""")]
    [InlineData("""{"medicationReference":{"reference":"Medication/m/_history/3"}}""")]
    [InlineData("""{"medicationReference":{"reference":"urn:uuid:6a1d4c0e-0000-4000-8000-000000000001"}}""")]
    [InlineData("""{"medicationReference":{"reference":"https://ehr.example/fhir/Medication/m"}}""")]
    public void A_statement_may_point_to_its_drug_in_any_way(string points)
    {
        JsonObject bundle = Recorded.Bundle(Json.With("""{"resourceType":"MedicationStatement","id":"s","status":"active"}""", points));
        string fullUrl = points.Contains("https:", StringComparison.Ordinal) ? "https://ehr.example/fhir/Medication/m" : "urn:uuid:6a1d4c0e-0000-4000-8000-000000000001";
        bundle["entry"]!.AsArray().Add(JsonNode.Parse($$$"""{"fullUrl":"{{{fullUrl}}}","resource":{"resourceType":"Medication","id":"m","code":{"text":"Baclofen 10 mg tablets"} } }"""));

        Assert.True(Assert.Single(Recorded.Read(new JsonObject { ["statements"] = bundle }, Recorded.Draft).Patient.Statements.Items).Drug.IsWatched);
    }

    [Fact]
    public void A_Bundle_without_type_or_fullUrl_is_a_list()
    {
        JsonObject bundle = Recorded.Bundle(Json.With("""{"resourceType":"Condition","id":"c"}""", $$"""{"code":{{Ckd4}}}"""));
        bundle.Remove("type");

        Records<PatientCondition> read = Recorded.Read(new JsonObject { ["conditions"] = bundle }, Recorded.Draft).Patient.Conditions;

        Assert.Equal("Condition/c", Assert.Single(read.Items).Source);
        Assert.True(read.IsWhole);
    }

    [Fact]
    public void An_appointment_of_a_group_that_the_patient_is_in_is_the_patients()
    {
        const string Group = """{"resourceType":"Appointment","status":"booked","participant":[{"actor":{"reference":"Patient/q"}},{"actor":{"reference":"Patient/p"}}]}""";

        Assert.Single(Recorded.Under("appointments", Group).Patient.Appointments.Items);
    }

    private static ImmutableArray<PatientCondition> Conditions(string said) => Recorded
        .Under("conditions", Json.With($$"""{"resourceType":"Condition","code":{{Ckd4}}}""", said)).Patient.Conditions.Items;
}
