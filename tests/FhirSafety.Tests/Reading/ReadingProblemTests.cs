using System.Reflection;
using System.Text.RegularExpressions;
using FhirSafety.Reading;

namespace FhirSafety.Tests.Reading;

/// <summary>The codes of problems are a contract with integrators.</summary>
public sealed class ReadingProblemTests
{
    private static readonly string[] Codes =
    [
        .. typeof(ReadingProblem).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void No_two_problems_share_a_code() => Assert.Equal(Codes.Length, Codes.Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_readme_lists_every_problem_and_no_other()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "README.md"));
        string section = readme.Split("## Reading problems", 2)[1].Split("\n## ", 2)[0];

        Assert.Equal(
            Codes.Order(StringComparer.Ordinal),
            Regex.Matches(section, @"^\| `(?<code>READ\d+)` \| \S", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture).Select(match => match.Groups["code"].Value));
    }
}
