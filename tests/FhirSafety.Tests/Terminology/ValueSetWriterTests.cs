using System.Text;
using System.Text.Json;
using FhirSafety.Terminology;
using FhirSafety.Tests.Cards;
using Hl7.Fhir.Model;
using static FhirSafety.Tests.Support.Orders;

namespace FhirSafety.Tests.Terminology;

/// <summary>The value sets as FHIR, read back by Firely's strict reader.</summary>
public sealed class ValueSetWriterTests
{
    public static TheoryData<string> Sets => [.. Drug.Terms.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_row_in_force_is_in_the_set_and_no_other(string set)
    {
        ValueSet read = Read(Drug.Terms, set);
        IEnumerable<string> concepts = read.Compose!.Include.SelectMany(include => include.Concept.Select(concept => $"{include.System} {concept.Code} {concept.Display} {Text(include, ValueSetWriter.GroupExtension)}"));
        IEnumerable<string> prefixes = read.Compose.Include.SelectMany(include => include.Filter.Select(filter => $"{include.System} {filter.Value} {Text(include, ValueSetWriter.DisplayExtension)} {Text(include, ValueSetWriter.GroupExtension)}"));
        IEnumerable<string> rows = Drug.Terms.Rows(set).Select(row => $"{row.System} {(row.IsPrefix ? row.Code.Replace(".", "\\.", StringComparison.Ordinal) + ".*" : row.Code)} {row.Display} {row.Group}");
        Assert.Equal(rows.Order(StringComparer.Ordinal), concepts.Concat(prefixes).Order(StringComparer.Ordinal));
        Assert.All(read.Compose.Include, include => Assert.True(include.Concept.Count == 0 || include.Filter.Count == 0));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_names_itself_its_version_and_whose_codes_it_holds(string set)
    {
        ValueSet read = Read(Drug.Terms, set);
        Assert.Equal(set, read.Id);
        Assert.Equal($"urn:fhirsafety:valueset:{set}", read.Url);
        Assert.Equal(Drug.Terms.Version, read.Version);
        Assert.Matches("^[A-Z][A-Za-z0-9_]{0,254}$", read.Name);
        Assert.Equal(PublicationStatus.Active, read.Status);
        Assert.False(read.Experimental);
        Assert.All(read.Compose!.Include.Select(include => include.System!).Distinct(), system => Assert.Contains(CodeSystemNotice.NameOf(system), read.Copyright, StringComparison.Ordinal));
    }

    [Fact]
    public void A_prefix_is_a_filter_that_matches_what_the_check_matches()
    {
        ValueSet.FilterComponent filter = Read(Drug.Terms, "opioids").Compose!.Include.SelectMany(include => include.Filter).First(one => one.Value!.StartsWith("N02A", StringComparison.Ordinal));
        Assert.Equal(FilterOperator.Regex, filter.Op);
        Assert.Matches($"^{filter.Value}$", "N02AA01");
        Assert.DoesNotMatch($"^{filter.Value}$", "N02BE01");
    }

    [Fact]
    public void Rows_that_nobody_verified_are_there_only_when_they_count()
    {
        ValueSets all = ValueSets.Load(Path.Combine(Folder, "valuesets"), includeUnverified: true);
        ValueSetRow left = Drug.Terms.LeftOut("acute-kidney-injury").Single();
        Assert.DoesNotContain(left.Code, Codes(Read(Drug.Terms, "acute-kidney-injury")));
        Assert.Contains(left.Code, Codes(Read(all, "acute-kidney-injury")));
    }

    [Fact]
    public void A_set_of_which_no_row_counts_has_no_codes_and_is_still_a_value_set()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "none.csv"), "system,code,display,source,verified\nhttp://loinc.org,2160-0,Creatinine,nowhere,no\n");
        Assert.Null(Read(ValueSets.Load(folder, includeUnverified: false), "none").Compose);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_list_of_sets_is_a_bundle_of_summaries()
    {
        Bundle list = (Bundle)JsonSerializer.Deserialize<Resource>(ValueSetWriter.WriteAll(Drug.Terms).Span, DoseUpdateTests.Strict)!;
        Assert.Equal(Drug.Terms.Names.Count(), list.Total);
        Assert.All(list.Entry, entry =>
        {
            Assert.Null(((ValueSet)entry.Resource!).Compose);
            Assert.Equal("SUBSETTED", entry.Resource.Meta!.Tag.Single().Code);
        });
        Assert.Equal(Drug.Terms.Names, list.Entry.Select(entry => entry.Resource!.Id!));
    }

    private static ValueSet Read(ValueSets sets, string set) =>
        (ValueSet)JsonSerializer.Deserialize<Resource>(Encoding.UTF8.GetString(ValueSetWriter.Write(sets, set).Span), DoseUpdateTests.Strict)!;

    private static string Text(ValueSet.ConceptSetComponent include, string url) => include.GetStringExtension(url) ?? "";

    private static IEnumerable<string?> Codes(ValueSet set) => set.Compose!.Include.SelectMany(include => include.Concept).Select(concept => concept.Code);
}
