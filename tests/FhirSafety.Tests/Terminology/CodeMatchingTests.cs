using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class CodeMatchingTests
{
    [Theory]
    [InlineData("O24.430", "ended")]
    [InlineData("O24.435", "ended")]
    [InlineData("O24.410", "pregnant")]
    [InlineData("O24", "pregnant")]
    public void In_pregnancy_the_longest_row_decides_between_pregnant_and_ended(string code, string group) =>
        Assert.Equal(group, GroupIn("pregnancy", Shipped.Icd10Cm, code));

    [Theory]
    [InlineData("F10.21", "history")]
    [InlineData("F10.20", "aud")]
    [InlineData("F10", "aud")]
    public void Alcohol_dependence_in_remission_is_history_and_the_rest_of_F10_is_the_disorder(string code, string group) =>
        Assert.Equal(group, GroupIn("alcohol", Shipped.Icd10Cm, code));

    [Theory]
    [InlineData("G40", true)]
    [InlineData("G40.909", true)]
    [InlineData("G40909", true)]
    [InlineData("g40.909", true)]
    [InlineData(" G40 909 ", true)]
    [InlineData("G4", false)]
    [InlineData("G41", false)]
    [InlineData("AG40", false)]
    public void Epilepsy_is_found_however_its_code_is_dotted_and_nothing_else_is(string code, bool found) =>
        Assert.Equal(found, GroupIn("epilepsy-seizure", Shipped.Icd10Cm, code) == "epilepsy");

    [Theory]
    [InlineData("P90", true)]
    [InlineData("P90.1", false)]
    public void A_code_without_a_star_matches_itself_only(string code, bool found) =>
        Assert.Equal(found, GroupIn("epilepsy-seizure", Shipped.Icd10Cm, code) is not null);

    [Theory]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", "G40.909", "epilepsy-seizure")]
    [InlineData("http://hl7.org/fhir/sid/icd-10", "G40.9", "epilepsy-seizure")]
    [InlineData("urn:oid:2.16.840.1.113883.6.90", "G40.909", "epilepsy-seizure")]
    [InlineData("urn:oid:2.16.840.1.113883.6.88", "2670", "opioids")]
    [InlineData("urn:oid:2.16.840.1.113883.6.96", "387342009", "baclofen-products")]
    [InlineData("urn:oid:2.16.840.1.113883.6.1", "2160-0", "observations")]
    [InlineData("urn:hcpcs", "J0475", "intrathecal-pump")]
    [InlineData("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0475", "intrathecal-pump")]
    [InlineData("https://bluebutton.cms.gov/resources/codesystem/hcpcs", "j0475", "intrathecal-pump")]
    [InlineData("urn:oid:2.16.840.1.113883.6.285", "J0475", "intrathecal-pump")]
    public void A_system_is_known_by_each_of_its_names(string system, string code, string set) =>
        Assert.NotNull(GroupIn(set, system, code));

    [Theory]
    [InlineData(null, "G40")]
    [InlineData("", "G40")]
    [InlineData("http://hl7.org/fhir/sid/icd-9-cm", "G40")]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", null)]
    [InlineData("http://hl7.org/fhir/sid/icd-10-cm", " . ")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "G40")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "267")]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "26700000000000000000000000000000000000000")]
    public void An_unknown_system_or_code_means_nothing_and_costs_nothing(string? system, string? code)
    {
        Assert.Empty(Shipped.Sets.Match(system, code));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Shipped.Sets.Match(system, code);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("N02AB03", "opioids", true)]
    [InlineData("N02BE01", "opioids", false)]
    [InlineData("N07BC02", "opioids", true)]
    public void Atc_classes_cover_the_substances_below_them(string code, string set, bool found) =>
        Assert.Equal(found, GroupIn(set, Shipped.Atc, code) is not null);

    [Fact]
    public void One_code_brings_at_most_one_row_of_each_set()
    {
        string[] sets = [.. Shipped.Sets.Match(Shipped.Atc, "N03AX12").Select(row => row.Set)];

        Assert.Contains("gabapentinoids", sets, StringComparer.Ordinal);
        Assert.Contains("cns-load-other", sets, StringComparer.Ordinal);
        Assert.Distinct(sets, StringComparer.Ordinal);
    }

    [Fact]
    public void An_exact_row_beats_a_prefix_row_of_the_same_length()
    {
        using SetFolder folder = new SetFolder().With(
            "set.csv",
            SetFolder.Header
            + "http://hl7.org/fhir/sid/icd-10-cm,G40*,Prefix,here,yes,prefix\n"
            + "http://hl7.org/fhir/sid/icd-10-cm,G40,Exact,here,yes,exact\n");
        ValueSets sets = folder.Load();

        Assert.Equal("exact", Assert.Single(sets.Match(Shipped.Icd10Cm, "G40")).Group);
        Assert.Equal("prefix", Assert.Single(sets.Match(Shipped.Icd10Cm, "G40.1")).Group);
    }

    [Fact]
    public void A_code_nobody_has_seen_matches_only_behind_its_switch()
    {
        Assert.Empty(Shipped.Sets.Match(Shipped.Icd10Cm, "N32.0"));
        Assert.Equal("urinary", Assert.Single(Shipped.SetsWithUnverified.Match(Shipped.Icd10Cm, "N32.0")).Set);

        Assert.Contains(Shipped.Sets.LeftOut("urinary"), row => row.Code == "N32.0");
        Assert.Empty(Shipped.SetsWithUnverified.LeftOut("urinary"));
    }

    [Fact]
    public void A_set_that_does_not_exist_is_named()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Shipped.Sets.Rows("opiods"));

        Assert.Contains("'opiods'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Shipped.Sets.LeftOut("opiods"));
    }

    private static string? GroupIn(string set, string? system, string? code) =>
        Shipped.Sets.Match(system, code).SingleOrDefault(row => row.Set == set)?.Group;
}
