using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Support;

/// <summary>The part of a FHIR server that fills prefetch templates: reads, and searches by code and status, newest first, in pages.</summary>
internal sealed class BundleSearch(IReadOnlyList<JsonObject> resources)
{
    /// <summary>What an EHR puts under a key for a template with its context filled in; null where there is nothing to read.</summary>
    public JsonObject? Answer(string query)
    {
        string[] parts = query.Split('?');
        return parts.Length == 1
            ? resources.FirstOrDefault(resource => $"{resource["resourceType"]}/{resource["id"]}" == query)?.DeepClone().AsObject()
            : Search(parts[0], parts[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
    }

    private JsonObject Search(string type, Dictionary<string, string> parameters)
    {
        string unknown = string.Join(", ", parameters.Keys.Except(["patient", "code", "status", "_sort", "_count"]));
        if (unknown.Length > 0)
        {
            throw new NotSupportedException($"This search does not know {unknown}.");
        }

        IEnumerable<JsonObject> found = resources.Where(resource => (string?)resource["resourceType"] == type);
        if (parameters.TryGetValue("code", out string? codes))
        {
            HashSet<string> wanted = [.. codes.Split(',')];
            found = found.Where(resource => Codings(resource["code"]).Any(wanted.Contains));
        }

        if (parameters.TryGetValue("status", out string? statuses))
        {
            found = found.Where(resource => statuses.Split(',').Contains((string?)resource["status"]));
        }

        if (parameters.TryGetValue("_sort", out string? sort))
        {
            found = sort is "-date" or "-effective-time"
                ? found.OrderByDescending(Date, StringComparer.Ordinal)
                : throw new NotSupportedException($"This search does not sort by {sort}.");
        }

        return Page([.. found], int.Parse(parameters["_count"], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonObject Page(JsonObject[] found, int count)
    {
        JsonObject page = new() { ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = found.Length };
        if (found.Length > count)
        {
            page["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = "https://ehr.example/fhir?page=2" });
        }

        if (found.Length > 0)
        {
            page["entry"] = new JsonArray([.. found.Take(count).Select(resource => new JsonObject { ["resource"] = resource.DeepClone() })]);
        }

        return page;
    }

    private static string Date(JsonObject resource) =>
        (string?)(resource["effectiveDateTime"] ?? resource["performedDateTime"] ?? resource["performedPeriod"]?["start"]) ?? "";

    private static IEnumerable<string> Codings(JsonNode? concept) =>
        concept?["coding"]?.AsArray().Select(coding => $"{coding!["system"]}|{coding["code"]}") ?? [];
}
