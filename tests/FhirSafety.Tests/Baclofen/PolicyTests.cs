using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FhirSafety.Baclofen;
using FhirSafety.Tests.Support;
using NJsonSchema;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

public sealed class PolicyTests
{
    private static readonly Dictionary<string, string> NoOverrides = [];

    private static byte[] Shipped { get; } = File.ReadAllBytes(Path.Combine(Folder, "policy.json"));

    /// <summary>Every entry: path, value, a word of its source.</summary>
    public static TheoryData<string, string, string> Entries => Table(PolicyTable.Numbers);

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_number_is_that_of_the_clinical_page(string path, string value, string source)
    {
        JsonObject entry = Entry(Read(), path);
        Assert.Equal(value, entry["value"]!.ToString().Replace(' ', '_'));
        Assert.Contains(source, (string?)entry["source"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_numbers_leaves_none_out() =>
        Assert.Equal(Paths(Read(), "").Order(StringComparer.Ordinal), PolicyTable.Rows(PolicyTable.Numbers).Select(row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_file_and_its_schema_agree()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(Folder, "policy.schema.json"));
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(Shipped)));
        Assert.Equal(Paths(Read(), "").Order(StringComparer.Ordinal), Paths(schema, "").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_code_asks_for_every_entry_and_for_no_other()
    {
        PolicyFile file = PolicyFile.Open(Shipped, NoOverrides);
        BaclofenPolicy.Read(file, "");
        file.EnsureWhole();
        Assert.Equal(Paths(Read(), "").Order(StringComparer.Ordinal), file.Asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_missing_entry_stops_the_start(string path, string value, string source) =>
        Refused(path, file => Parent(file, path).Remove(Last(path)), $"{path} {value} {source}".Split(' ')[0]);

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_value_of_the_wrong_kind_or_far_out_of_range_stops_the_start(string path, string value, string source)
    {
        Assert.NotEqual(value, source);
        foreach (JsonNode wrong in (JsonNode[])["many", -1, 100_000, true, new JsonArray(1)])
        {
            Refused(path, file => Entry(file, path)["value"] = wrong.DeepClone(), path);
        }
    }

    [Theory]
    [InlineData("source", null)]
    [InlineData("source", "")]
    [InlineData("source", 5)]
    [InlineData("confidence", null)]
    [InlineData("confidence", "sure")]
    [InlineData("confidence", 5)]
    public void A_number_without_source_or_confidence_stops_the_start(string member, object? value) =>
        Refused("age.older", file => Entry(file, "age.older")[member] = value is int number ? number : (JsonNode?)(string?)value, member);

    [Fact]
    public void An_unknown_entry_stops_the_start() =>
        Refused("dose.maxDialy", file => file["dose"]!["maxDialy"] = Entry(file, "age.older").DeepClone(), "dose.maxDialy");

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("""{ "age": { "older": { "value": 65 }, "older": { "value": 66 } } }""")]
    public void What_is_no_policy_at_all_stops_the_start(string text) =>
        Assert.Contains("policy.json", Assert.Throws<InvalidDataException>(() => BaclofenPolicy.Read(Encoding.UTF8.GetBytes(text), NoOverrides)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("dose:maxDialy:adult", "70")]
    [InlineData("dose:maxDaily:adult", "7000")]
    [InlineData("dose:maxDaily:adult", "seventy")]
    [InlineData("dose:maxDaily:adult", "")]
    [InlineData("age:older", "65.5")]
    [InlineData("renal:reduction:mild", "3/2")]
    [InlineData("renal:reduction:mild", "1/0")]
    [InlineData("indicators:renal-severe:avoid", "2")]
    [InlineData("indicators:renal-severe:avoid", "grave")]
    public void A_bad_number_of_a_site_stops_the_start_and_is_named(string key, string value) =>
        Assert.Contains($"Policy:{key}", Assert.Throws<InvalidDataException>(() => Load((key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_of_a_site_takes_effect_in_verdict_and_card()
    {
        Call call = Order(75).For(APatient().WithEgfr(100)) with { Drug = Load(("dose:maxDaily:adult", "70")) };
        Assert.Equal("Baclofen 75 mg/day is above the 70 mg/day maximum: lower it, in steps if taken already", call.Summary("dose-max-daily"));
        Assert.NotEqual(Drug.Version, call.Drug.Version);
    }

    [Fact]
    public void A_maximum_of_a_site_above_the_critical_one_stops_the_start() =>
        Assert.Contains("dose.maxDaily", Assert.Throws<InvalidDataException>(() => Load(("dose:maxDaily:adult", "100"), ("dose:maxDaily:critical", "60"))).Message, StringComparison.Ordinal);

    private static void Refused(string path, Action<JsonObject> breakIt, string named)
    {
        JsonObject file = Read();
        breakIt(file);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => BaclofenPolicy.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), NoOverrides));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static JsonObject Read() => JsonNode.Parse(Shipped)!.AsObject();

    private static string Last(string path) => path.Split('.')[^1];

    private static JsonObject Parent(JsonObject file, string path) =>
        path.Split('.').SkipLast(1).Aggregate(file, (at, name) => at[name]!.AsObject());

    private static JsonObject Entry(JsonObject file, string path) => Parent(file, path)[Last(path)]!.AsObject();

    private static IEnumerable<string> Paths(JsonObject json, string path) => json.ContainsKey("value")
        ? [path]
        : json.Where(member => member.Value is JsonObject).SelectMany(member => Paths(member.Value!.AsObject(), path.Length == 0 ? member.Key : $"{path}.{member.Key}"));

    private static IEnumerable<string> Paths(JsonSchema schema, string path) => schema.ActualSchema.ActualProperties.ContainsKey("value")
        ? [path]
        : schema.ActualSchema.ActualProperties.SelectMany(member => Paths(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}"));

    private static TheoryData<string, string, string> Table(string text)
    {
        TheoryData<string, string, string> table = [];
        foreach (string[] row in PolicyTable.Rows(text))
        {
            table.Add(row[0], row[1].ToString(CultureInfo.InvariantCulture), row[2]);
        }

        return table;
    }
}
