using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Scenarios;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The scenarios that travel with the program.</summary>
internal static class ScenarioFolders
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "scenarios");

    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static JsonElement Expected(string name) => JsonElement.Parse(Read(name, "expected.json"));

    /// <summary>A scenario's call with today's dates.</summary>
    public static JsonObject Request(string name) =>
        JsonNode.Parse(Scenario.Request(Root, name, TimeProvider.System.GetUtcNow())!)!.AsObject();

    public static string Read(string name, string file) => File.ReadAllText(Path.Combine(Root, name, file));
}
