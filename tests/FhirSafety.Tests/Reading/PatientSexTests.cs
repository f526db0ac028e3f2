using System.Text.Json.Nodes;
using FhirSafety.Clinical;

namespace FhirSafety.Tests.Reading;

/// <summary>Which sex the equations take, and which one alone rules a pregnancy out.</summary>
public sealed class PatientSexTests
{
    private const string ClinicalUse = "http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse";
    private const string BirthSex = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

    private static string ForClinicalUse(string code) =>
        $$$"""{"url":"{{{ClinicalUse}}}","extension":[{"url":"value","valueCodeableConcept":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/sex-parameter-for-clinical-use","code":"{{{code}}}"}]}}]}""";

    private static string AtBirth(string code) => $$"""{"url":"{{BirthSex}}","valueCode":"{{code}}"}""";

    private static PatientSnapshot Read(string gender, params string[] extensions) => Recorded.Read(
        new JsonObject { ["patient"] = JsonNode.Parse($$"""{"resourceType":"Patient","id":"p","birthDate":"1990-01-01","gender":"{{gender}}","extension":[{{string.Join(',', extensions)}}]}""") },
        Recorded.Draft).Patient;

    [Theory]
    [InlineData("female", Sex.Female)]
    [InlineData("male", Sex.Male)]
    [InlineData("other", Sex.Undetermined)]
    public void Gender_decides_where_nothing_more_is_said(string gender, Sex expected) =>
        Assert.Equal(expected, Assert.IsType<Known<Sex>.Value>(Read(gender).Sex).Fact);

    [Fact]
    public void Birth_sex_goes_before_gender() =>
        Assert.Equal(Sex.Female, Assert.IsType<Known<Sex>.Value>(Read("male", AtBirth("F")).Sex).Fact);

    [Theory]
    [InlineData("male-typical", Sex.Male)]
    [InlineData("female-typical", Sex.Female)]
    [InlineData("specified", Sex.Undetermined)]
    [InlineData("unknown", Sex.Female)]
    public void Sex_for_clinical_use_goes_before_birth_sex(string code, Sex expected) =>
        Assert.Equal(expected, Assert.IsType<Known<Sex>.Value>(Read("male", AtBirth("F"), ForClinicalUse(code)).Sex).Fact);

    [Fact]
    public void Only_what_is_stated_for_clinical_use_is_kept_apart()
    {
        Assert.IsType<Known<Sex>.Missing>(Read("male", AtBirth("M")).SexForClinicalUse);
        Assert.Equal(Sex.Male, Assert.IsType<Known<Sex>.Value>(Read("female", ForClinicalUse("male-typical")).SexForClinicalUse).Fact);
    }
}
