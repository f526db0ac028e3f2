using System.Text.RegularExpressions;

namespace FhirSafety.Tests.Architecture;

/// <summary>docs/threats.md promises a test for each threat.</summary>
public sealed partial class ThreatPageTests
{
    public static TheoryData<string, string> Threats
    {
        get
        {
            TheoryData<string, string> rows = [];
            string[] page = File.ReadAllLines(Path.Combine(LayoutTests.Root, "docs", "threats.md"));
            foreach (string line in page.SkipWhile(line => line != "## Threats").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith('|')).Skip(2))
            {
                string[] cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
                Assert.Equal(3, cells.Length);
                rows.Add(cells[0], cells[2]);
            }

            return rows;
        }
    }

    [Fact]
    public void The_page_lists_threats() => Assert.True(Threats.Count > 20);

    [Theory]
    [MemberData(nameof(Threats))]
    public void Each_threat_names_tests_and_they_exist(string threat, string provedBy)
    {
        string[] tests = [.. TestClass().Matches(provedBy).Select(match => match.Value)];

        Assert.True(tests.Length > 0, $"no test is named for: {threat}");
        Assert.All(tests, test => Assert.Contains(Sources, source => Path.GetFileNameWithoutExtension(source) == test && File.ReadAllText(source).Contains($"class {test}", StringComparison.Ordinal)));
    }

    private static string[] Sources { get; } = [.. Directory.EnumerateFiles(Path.Combine(LayoutTests.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)];

    [GeneratedRegex(@"\b[A-Z]\w+Tests\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestClass();
}
