using System.Globalization;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Allergies and intolerances to the drug under check.</summary>
public sealed class AllergyReaderTests
{
    [Fact]
    public void An_allergy_tells_kind_date_and_reaction()
    {
        PatientAllergy allergy = Assert.Single(Allergies("""
            {"code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1292"}]},"type":"intolerance","recordedDate":"2020-03-04",
             "clinicalStatus":{"coding":[{"code":"active"}]},"reaction":[{"manifestation":[{"coding":[{"display":"Confusion"}]}]}]}
            """).Items);

        Assert.Equal(
            new PatientAllergy(AllergyType.Intolerance, IsActive: true, Refuted: false, new DateOnly(2020, 3, 4), "Confusion", "AllergyIntolerance/a"),
            allergy);
    }

    [Theory]
    [InlineData("""{"code":{"text":"Baclofen"}}""")]
    [InlineData("""{"code":{"text":"Lioresal tablets"}}""")]
    [InlineData("""{"code":{"coding":[{"system":"urn:oid:1.2.3","code":"77","display":"BACLOFEN"}]}}""")]
    [InlineData("""{"code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197391"}]}}""")]
    [InlineData("""{"code":{"coding":{"system":"http://www.whocc.no/atc","code":"M03BX01"}}}""")]
    [InlineData("""{"code":{"text":"muscle relaxant"},"reaction":[{"substance":{"coding":[{"system":"http://snomed.info/sct","code":"387342009"}]}}]}""")]
    [InlineData("""{"reaction":{"substance":{"text":"baclofen"}}}""")]
    public void It_is_found_by_code_product_name_or_the_substance_of_a_reaction(string said) => Assert.Single(Allergies(said).Items);

    [Theory]
    [InlineData("""{"code":{"text":"Penicillin"}}""")]
    [InlineData("""{"code":{"text":"arbaclofen"}}""")]
    [InlineData("""{"code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003","display":"No known allergy"}]}}""")]
    [InlineData("""{"code":{"coding":[{"system":"http://snomed.info/sct","code":"91935009"}]}}""")]
    public void An_allergy_to_something_else_is_not_one_to_it(string said)
    {
        Records<PatientAllergy> read = Allergies(said);

        Assert.Empty(read.Items);
        Assert.True(read.IsWhole);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code":{"coding":[],"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}""")]
    [InlineData("""{"code":"baclofen"}""")]
    public void An_allergy_that_names_nothing_may_be_the_one(string said) =>
        Assert.Equal(MissingReason.Unreadable, Allergies(said).Gap);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"clinicalStatus":{"coding":[{"code":"active"}]}}""", true)]
    [InlineData("""{"clinicalStatus":"active"}""", true)]
    [InlineData("""{"clinicalStatus":{"text":"?"}}""", true)]
    [InlineData("""{"clinicalStatus":{"coding":[{"code":"resolved"}]}}""", false)]
    [InlineData("""{"clinicalStatus":"inactive"}""", false)]
    [InlineData("""{"verificationStatus":{"coding":[{"code":"refuted"}]}}""", false)]
    [InlineData("""{"verificationStatus":"entered-in-error"}""", false)]
    [InlineData("""{"verificationStatus":{"coding":[{"code":"unconfirmed"}]}}""", true)]
    public void Only_what_is_said_to_be_over_or_wrong_stops_counting(string status, bool counts) =>
        Assert.Equal(counts, Assert.Single(Allergies(Json.With("""{"code":{"text":"baclofen"}}""", status)).Items).IsCurrent);

    [Theory]
    [InlineData("""{"onsetDateTime":"2019-05-06"}""", "2019-05-06")]
    [InlineData("""{"assertedDate":"2018-01-02"}""", "2018-01-02")]
    [InlineData("""{"recordedDate":"Invalid date"}""", null)]
    [InlineData("""{"recordedDate":{"year":2019}}""", null)]
    public void Its_date_is_the_onset_else_when_it_was_recorded(string said, string? on) =>
        Assert.Equal(on, Assert.Single(Allergies(Json.With("""{"code":{"text":"baclofen"}}""", said)).Items).Date?.ToString("O", CultureInfo.InvariantCulture));

    private static Records<PatientAllergy> Allergies(string said) => Recorded
        .Under("allergies", Json.With("""{"resourceType":"AllergyIntolerance","id":"a"}""", said)).Patient.Allergies;
}
