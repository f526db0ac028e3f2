using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class ShippedValueSetsTests
{
    private const string HowToRenew =
        "The value sets are not the reviewed ones. After a pharmacist has reviewed the change, run in cds-hooks/baclofen/valuesets: "
        + "sha256sum *.csv > ../../../tests/FhirSafety.Tests/Terminology/valuesets.sha256, and mend the counts in ShippedValueSetsTests.";

    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        [Shipped.RxNorm] = "^[0-9]{2,7}$",
        [Shipped.Atc] = "^[A-Z][0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?$",
        [Shipped.SnomedCt] = "^[1-9][0-9]{5,17}$",
        [Shipped.Icd10Cm] = @"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$",
        ["http://loinc.org"] = "^(LA)?[0-9]{1,5}-[0-9]$",
        ["urn:hcpcs"] = "^J[0-9]{4}$",
        ["http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"] = "^C[0-9]+$",
    };

    /// <summary>Rows of each file, verified or not.</summary>
    public static TheoryData<string, int> Counts => new()
    {
        { "acute-kidney-injury", 13 },
        { "alcohol-use-disorder-drugs", 18 },
        { "alcohol", 115 },
        { "anaesthesia-neuromuscular", 13 },
        { "antidiabetics", 61 },
        { "antihypertensives", 1367 },
        { "anxiety", 5 },
        { "autonomic-dysreflexia-sci", 12 },
        { "baclofen-allergy", 3 },
        { "baclofen-products", 39 },
        { "benzodiazepines", 240 },
        { "ckd", 136 },
        { "cns-load-other", 485 },
        { "depression-suicide-risk", 34 },
        { "diabetes", 10 },
        { "dialysis", 43 },
        { "epilepsy-seizure", 268 },
        { "falls", 26 },
        { "gabapentinoids", 60 },
        { "hepatic", 121 },
        { "hypotension", 4 },
        { "intrathecal-pump", 9 },
        { "lactation", 10 },
        { "levodopa", 33 },
        { "lithium", 15 },
        { "malignant-hyperthermia-nms-differential", 5 },
        { "monoamine-oxidase-inhibitors", 28 },
        { "muscle-relaxants", 123 },
        { "naloxone", 76 },
        { "nsaids", 886 },
        { "observations", 98 },
        { "off-label-indications", 13 },
        { "opioids", 2009 },
        { "other-sedatives", 938 },
        { "palliative-care", 14 },
        { "parkinson", 34 },
        { "peptic-ulcer", 239 },
        { "porphyria", 6 },
        { "pregnancy-status-answers", 9 },
        { "pregnancy", 163 },
        { "psychosis-confusion", 282 },
        { "respiratory", 130 },
        { "routes", 10 },
        { "spasticity-indications", 68 },
        { "stroke", 101 },
        { "substance-misuse", 24 },
        { "tricyclic-antidepressants", 120 },
        { "urinary", 10 },
        { "z-drugs", 38 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void No_row_was_lost_or_added_without_review(string set, int rows) =>
        Assert.Equal(rows, Shipped.SetsWithUnverified.Rows(set).Length);

    [Fact]
    public void Every_set_is_counted()
    {
        Assert.Equal(Counts.Select(row => (string)row[0]), Shipped.Sets.Names, StringComparer.Ordinal);
        Assert.Equal(8564, Shipped.SetsWithUnverified.Names.Sum(set => Shipped.SetsWithUnverified.Rows(set).Length));
        Assert.Equal(8553, Shipped.Sets.Names.Sum(set => Shipped.Sets.Rows(set).Length));
        Assert.Equal(11, Shipped.Sets.Names.Sum(set => Shipped.Sets.LeftOut(set).Length));
    }

    [Fact]
    public void Every_file_is_the_one_that_was_reviewed()
    {
        string[] files = Directory.GetFiles(Shipped.Folder, "*.csv");
        Array.Sort(files, StringComparer.Ordinal);
        string[] found = [.. files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}")];
        string[] reviewed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Terminology", "valuesets.sha256"));

        HashSet<string> changed = new(found, StringComparer.Ordinal);
        changed.SymmetricExceptWith(reviewed);
        Assert.True(changed.Count == 0, $"{HowToRenew} Changed: {string.Join(", ", changed)}.");
    }

    [Fact]
    public void Every_code_of_every_set_is_well_formed()
    {
        int counted = 0;
        foreach (ValueSetRow row in Shipped.SetsWithUnverified.Names.SelectMany(set => Shipped.SetsWithUnverified.Rows(set)))
        {
            Assert.True(
                Regex.IsMatch(row.Code, Forms[row.System], RegexOptions.None, TimeSpan.FromSeconds(1)),
                $"{row.Set}: {row.System} {row.Code} {row.Display}");
            counted++;
        }

        Assert.Equal(8564, counted);
    }

    [Fact]
    public void Every_row_can_be_found_by_its_own_code()
    {
        foreach (ValueSetRow row in Shipped.SetsWithUnverified.Names.SelectMany(set => Shipped.SetsWithUnverified.Rows(set)))
        {
            ValueSetRow found = Assert.Single(Shipped.SetsWithUnverified.Match(row.System, row.Code), match => match.Set == row.Set);

            Assert.True(found == row || (row.IsPrefix && !found.IsPrefix && found.Code == row.Code), $"{row.Set} {row.Code} is hidden by {found}");
        }
    }

    [Fact]
    public void Every_ingredient_of_a_drug_set_can_be_found_by_its_name()
    {
        foreach (ValueSetRow row in Shipped.Sets.Names.SelectMany(set => Shipped.Sets.Rows(set)).Where(row => row.Level is "IN" or "substance"))
        {
            Assert.NotNull(Shipped.Text(row.Display).In(row.Set));
        }
    }

    [Fact]
    public void A_prefix_is_kept_without_its_star_and_only_where_prefixes_are_allowed()
    {
        ValueSetRow[] prefixes = [.. Shipped.Sets.Names.SelectMany(set => Shipped.Sets.Rows(set)).Where(row => row.IsPrefix)];

        Assert.NotEmpty(prefixes);
        Assert.All(prefixes, row => Assert.True(row.System is Shipped.Atc or Shipped.Icd10Cm));
        Assert.DoesNotContain(prefixes, row => row.Code.Contains('*', StringComparison.Ordinal));
    }

    [Fact]
    public void Products_carry_strength_route_and_results_their_unit()
    {
        ValueSetRow tablet = Assert.Single(Shipped.Sets.Rows("baclofen-products"), row => row.Code == "197391");
        ValueSetRow creatinine = Assert.Single(Shipped.Sets.Rows("observations"), row => row.Code == "2160-0");

        Assert.Equal((10m, "mg/tablet", "oral", "SCD"), (tablet.StrengthMg, tablet.StrengthUnit, tablet.Route, tablet.Level));
        Assert.Equal(("creatinine-mass", "mg/dL"), (creatinine.Group, creatinine.Unit));
    }
}
