using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The scenarios that travel with the program.</summary>
internal static class ScenarioFolders
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "cds-hooks", "scenarios");

    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static JsonElement Expected(string name) => JsonElement.Parse(Read(name, "expected.json"));

    public static string Read(string name, string file) => File.ReadAllText(Path.Combine(Root, name, file));
}
