using FhirSafety.Baclofen;
using static FhirSafety.Tests.Support.Orders;

namespace FhirSafety.Tests.Evidence;

public sealed class EvidencePageTests
{
    public static TheoryData<string> Pages => [.. Drug.Evidence.Select(page => page.Id)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_path_and_value_set_on_a_page_exists(string id) =>
        Assert.Equal("", string.Join(' ', Page(id).Unknown));

    [Fact]
    public void Every_number_and_indicator_of_the_policy_is_on_some_page()
    {
        HashSet<string> named = [.. Drug.Evidence.SelectMany(page => page.Numbers).Select(entry => entry.Path)];
        Assert.Equal("", string.Join(' ', Drug.PolicyEntries.Select(entry => entry.Path).Where(path => !named.Contains(path))));
    }

    [Fact]
    public void The_page_about_all_comes_first_and_every_other_is_of_a_precaution() =>
        Assert.Equal(
            BaclofenPrecaution.All.Select(precaution => precaution.Info.Id).Append("").Order(StringComparer.Ordinal),
            Drug.Evidence.Select(page => page.Id));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_begins_with_its_precaution(string id) =>
        Assert.StartsWith(id.Length == 0 ? "Evidence" : $"{id}: ", Page(id).Title, StringComparison.Ordinal);

    [Fact]
    public void What_is_said_to_those_who_write_pages_is_not_shown_to_those_who_read_them() =>
        Assert.DoesNotContain("Writing a page", Page("").Markdown, StringComparison.Ordinal);

    [Fact]
    public void A_page_has_the_indicators_of_its_precaution_without_naming_them() =>
        Assert.Contains(Page("renal-severe").Numbers, entry => entry is { Path: "indicators.renal-severe.avoid", Value: "critical", Unit: "" });

    [Fact]
    public void A_number_of_the_site_stands_beside_the_default_and_its_source()
    {
        PolicyEntry entry = Load(("dose:maxDaily:adult", "70")).Evidence.Single(page => page.Id == "dose-max-daily").Numbers.Single(number => number.Path == "dose.maxDaily.adult");
        Assert.Equal(("70", "80", "mg/day", "label", true), (entry.Value, entry.Default, entry.Unit, entry.Confidence, entry.IsChanged));
        Assert.StartsWith("US-TAB", entry.Source, StringComparison.Ordinal);
        Assert.DoesNotContain(Drug.PolicyEntries, one => one.IsChanged);
    }

    [Theory]
    [InlineData("renal.bands.*.start", "renal.bands.G4.start", true)]
    [InlineData("renal.bands.*.start", "renal.bands.G4.ceiling", false)]
    [InlineData("renal.windows.*", "renal.windows.outpatient.child", true)]
    [InlineData("renal.windows.*", "renal.dialysisCap", false)]
    [InlineData("renal.windows.*", "renal.windows", false)]
    [InlineData("renal.harmDose", "renal.harmDose", true)]
    [InlineData("renal.harmDose", "renal.harmDose.more", false)]
    [InlineData("renal.harmdose", "renal.harmDose", false)]
    public void A_star_names_one_part_and_at_the_end_all_below(string name, string path, bool covers) =>
        Assert.Equal(covers, EvidencePage.Covers(name, path));

    [Fact]
    public void A_name_that_nothing_answers_to_is_found()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "x.md"), "# x: a page\n\nAbove `dose.maxDialy.adult` mg, `ckd.csv`, `ckdd.csv`, `Observation.value`, `policy.json`, `renal-severe`.\n");
        EvidencePage page = Assert.Single(EvidencePage.ReadAll(folder, Drug.PolicyEntries, Drug.Terms));
        Assert.Equal("dose.maxDialy.adult ckdd", string.Join(' ', page.Unknown));
        Assert.Equal("ckd", Assert.Single(page.ValueSets));
        Directory.Delete(folder, recursive: true);
    }

    private static EvidencePage Page(string id) => Drug.Evidence.Single(page => page.Id == id);
}
