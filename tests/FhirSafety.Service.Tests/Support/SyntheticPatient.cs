using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Support;

/// <summary>A Synthea patient of the test data, and the call an EHR would make for a new order.</summary>
internal sealed class SyntheticPatient
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "TestData", "synthea");

    private readonly JsonObject[] _resources;

    private SyntheticPatient(JsonObject[] resources) => _resources = resources;

    /// <summary>Lines of the checked-in table: patient, dates, findings, how.</summary>
    public static IEnumerable<string[]> ExpectedRows =>
        File.ReadLines(Path.Combine(Root, "expected.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    /// <summary>Where the records lie, a Bundle for each patient.</summary>
    public static string Folder => Path.Combine(Root, "patients");

    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)[..8]);

    /// <summary>The day of the newest result or measurement.</summary>
    public DateOnly NewestResult =>
        Of("Observation").Max(result => DateOnly.ParseExact(((string)result["effectiveDateTime"]!)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static SyntheticPatient Read(string id) => ReadFile(Directory.GetFiles(Folder, $"{id}*.json").Single());

    /// <summary>The record in a file: a Bundle with the patient and all there is.</summary>
    public static SyntheticPatient ReadFile(string file) =>
        new([.. JsonNode.Parse(File.ReadAllText(file))!["entry"]!.AsArray().Select(entry => entry!["resource"]!.AsObject())]);

    /// <summary>The same record with every date moved by one amount, so that the newest result is as old as asked.</summary>
    public SyntheticPatient WithNewestResult(DateOnly day)
    {
        int days = day.DayNumber - NewestResult.DayNumber;
        return new([.. _resources.Select(resource => Moved(resource, days)!.AsObject())]);
    }

    /// <summary>The call for a new order of 10 mg three times a day, its prefetch filled by the templates of discovery.</summary>
    public string OrderSign(JsonElement templates)
    {
        string id = (string)Of("Patient").Single()["id"]!;
        string encounter = (string)Of("Encounter").MaxBy(one => (string?)one["period"]?["start"], StringComparer.Ordinal)!["id"]!;
        BundleSearch ehr = new(_resources);
        JsonObject prefetch = [];
        foreach (JsonProperty template in templates.EnumerateObject())
        {
            prefetch[template.Name] = ehr.Answer(template.Value.GetString()!
                .Replace("{{context.patientId}}", id, StringComparison.Ordinal)
                .Replace("{{context.encounterId}}", encounter, StringComparison.Ordinal));
        }

        JsonObject call = JsonNode.Parse(ScenarioFolders.Read("dose-start-high", "request.json"))!.AsObject();
        JsonObject context = call["context"]!.AsObject();
        JsonNode order = context["draftOrders"]!["entry"]![0]!["resource"]!;
        if ((int)order["dosageInstruction"]![0]!["doseAndRate"]![0]!["doseQuantity"]!["value"]! != 10)
        {
            throw new InvalidDataException("The scenario this call is made of no longer orders 10 mg three times a day.");
        }

        order["subject"] = new JsonObject { ["reference"] = $"Patient/{id}" };
        order.AsObject().Remove("authoredOn");
        context["patientId"] = id;
        context["encounterId"] = encounter;
        call["prefetch"] = prefetch;
        return call.ToJsonString();
    }

    private IEnumerable<JsonObject> Of(string type) => _resources.Where(resource => (string?)resource["resourceType"] == type);

    private static JsonNode? Moved(JsonNode? node, int days) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Moved(member.Value, days)))),
        JsonArray items => new JsonArray([.. items.Select(item => Moved(item, days))]),
        JsonValue value when value.TryGetValue(out string? text) && text.Length >= 10
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) =>
            day.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + text[10..],
        _ => node?.DeepClone(),
    };
}
