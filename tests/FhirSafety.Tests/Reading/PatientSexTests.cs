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

    private static string Period(string code, string start, string end) =>
        $$$"""{"url":"{{{ClinicalUse}}}","extension":[{"url":"value","valueCodeableConcept":{"coding":[{"code":"{{{code}}}"}]}},{"url":"period","valuePeriod":{"start":"{{{start}}}","end":"{{{end}}}"}}]}""";

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
    public void Sex_for_clinical_use_counts_within_its_period()
    {
        Assert.IsType<Known<Sex>.Missing>(Read("female", Period("male-typical", "2010-01-01", "2020-01-01")).SexForClinicalUse);
        Assert.IsType<Known<Sex>.Missing>(Read("female", Period("male-typical", "2099-01-01", "2100-01-01")).SexForClinicalUse);
        Assert.Equal(Sex.Male, Assert.IsType<Known<Sex>.Value>(Read("female", Period("male-typical", "2020-01-01", "2099-01-01")).Sex).Fact);
        Assert.Equal(Sex.Female, Assert.IsType<Known<Sex>.Value>(Read("male", Period("male-typical", "2010-01-01", "2020-01-01"), ForClinicalUse("female-typical")).Sex).Fact);
    }

    [Fact]
    public void Two_that_hold_and_disagree_leave_it_open() =>
        Assert.Equal(Sex.Undetermined, Assert.IsType<Known<Sex>.Value>(Read("male", ForClinicalUse("male-typical"), ForClinicalUse("female-typical")).Sex).Fact);

    [Theory]
    [InlineData("""{"coding":[{"system":"urn:oid:1.2.840.114350.1.13.0.1.7.10.698084.130.657370.19999000","code":"female","display":"female"}]}""", Sex.Female)]
    [InlineData("""{"coding":[{"code":"Male"}]}""", Sex.Male)]
    [InlineData("""{"text":"female"}""", Sex.Female)]
    [InlineData("""{"coding":[{"code":"unknown"}]}""", Sex.Male)]
    public void Epic_states_it_in_an_extension_of_its_own(string concept, Sex expected)
    {
        string extension = $$"""{"url":"http://open.epic.com/FHIR/StructureDefinition/extension/sex-for-clinical-use","valueCodeableConcept":{{concept}}}""";
        Assert.Equal(expected, Assert.IsType<Known<Sex>.Value>(Read("male", extension).Sex).Fact);
    }

    [Fact]
    public void Only_what_is_stated_for_clinical_use_is_kept_apart()
    {
        Assert.IsType<Known<Sex>.Missing>(Read("male", AtBirth("M")).SexForClinicalUse);
        Assert.Equal(Sex.Male, Assert.IsType<Known<Sex>.Value>(Read("female", ForClinicalUse("male-typical")).SexForClinicalUse).Fact);
    }
}
