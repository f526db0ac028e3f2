using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Reading;

namespace FhirSafety.Scenarios;

/// <summary>A scenario whose answer is watched while the service runs: marked by <c>"canary": true</c> in its expected.json.</summary>
public sealed class Canary
{
    private readonly byte[] _request;
    private readonly ImmutableArray<JsonElement> _expected;

    private Canary(string name, byte[] request, JsonElement expected)
    {
        JsonElement[] cards = [.. expected.GetProperty("cards").EnumerateArray()];
        Name = name;
        Precaution = cards.Length > 0 ? cards[0].GetProperty("topic").GetString()! : null;
        IsCritical = cards.Length > 0 && cards[0].GetProperty("indicator").ValueEquals("critical");
        _request = request;
        _expected = [.. cards];
    }

    /// <summary>The scenario's folder.</summary>
    public string Name { get; }

    /// <summary>The precaution that heads its first card; null when it must be silent.</summary>
    public string? Precaution { get; }

    /// <summary>Whether a critical card is expected.</summary>
    public bool IsCritical { get; }

    /// <summary>The canaries among the scenarios.</summary>
    /// <param name="folder">The folder <c>cds-hooks/scenarios</c>.</param>
    /// <exception cref="InvalidDataException">A scenario's expected.json cannot be read; the message names it.</exception>
    public static ImmutableArray<Canary> Load(string folder)
    {
        ImmutableArray<Canary>.Builder canaries = ImmutableArray.CreateBuilder<Canary>();
        foreach (string scenario in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(scenario);
            try
            {
                JsonElement expected = JsonElement.Parse(File.ReadAllBytes(Path.Combine(scenario, "expected.json")));
                if (expected.TryGetProperty("canary", out JsonElement marked) && marked.GetBoolean())
                {
                    canaries.Add(new Canary(name, File.ReadAllBytes(Path.Combine(scenario, "request.json")), expected));
                }
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"scenarios/{name}/expected.json cannot be read as what it must be: see scenarios/README.md.", fault);
            }
        }

        return canaries.ToImmutable();
    }

    /// <summary>
    /// Whether the check still says what the scenario demands: topics, indicators and findings of all cards. What the site does not
    /// want shown is not missed.
    /// </summary>
    /// <param name="check">The check, as configured.</param>
    /// <param name="now">The moment, in the site's zone.</param>
    /// <param name="stop">Ends the wait.</param>
    public async ValueTask<bool> IsRightAsync(SafetyCheck check, DateTimeOffset now, CancellationToken stop)
    {
        using JsonDocument call = JsonDocument.Parse(Scenario.FillInDates(_request, now));
        return HookRequestReader.Read(call.RootElement, [.. check.Drug.Services.Select(service => service.Hook).Distinct(StringComparer.Ordinal)]) is HookRequestReading.Accepted accepted
            && await check.RunAsync(accepted.Request, new RequestData(), now, stop) is CheckResult.Answered answered
            && answered.Response.Cards.Select(Said).SequenceEqual(_expected.Select(card => Said(card, check.Drug.NotShown)), StringComparer.Ordinal);
    }

    private static string Said(Card card) => Said(
        card.Source.Topic.Code,
        CardComposer.Wire(card.Indicator),
        JsonSerializer.SerializeToElement(card.Extension?[CardComposer.FindingsExtension]).EnumerateArray());

    private static string Said(JsonElement expected, ImmutableDictionary<string, PrecautionMode> notShown) => Said(
        expected.GetProperty("topic").GetString(),
        expected.GetProperty("indicator").GetString(),
        expected.GetProperty("findings").EnumerateArray().Where(finding => !notShown.ContainsKey(finding.GetProperty("code").GetString()!)));

    private static string Said(string? topic, string? indicator, IEnumerable<JsonElement> findings) =>
        $"{topic} {indicator}: " + string.Join(", ", findings.Select(finding =>
            $"{finding.GetProperty("code")} {finding.GetProperty("indicator")} {finding.GetProperty("status")}"));
}
