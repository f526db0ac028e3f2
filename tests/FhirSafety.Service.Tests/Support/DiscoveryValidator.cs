using System.Text.Json;
using System.Text.RegularExpressions;

namespace FhirSafety.Service.Tests.Support;

/// <summary>What CDS Hooks demands of discovery; numbers in comments are items of the conformance sheet.</summary>
internal static partial class DiscoveryValidator
{
    public static IReadOnlyList<string> Discovery(JsonElement root)
    {
        JsonFaults faults = new();
        if (!faults.IsObject(root, "$"))
        {
            return faults.Found;
        }

        faults.OnlyMembers(root, "$", "services");
        faults.NothingEmpty(root, "$", mayBeEmpty: "$.services");
        HashSet<(string?, string?)> seen = [];
        foreach ((JsonElement service, string path) in faults.Items(root, "services", "$", required: true))
        {
            if (!faults.IsObject(service, path))
            {
                continue;
            }

            faults.OnlyMembers(
                service, path, "hook", "title", "description", "id", "prefetch", "usageRequirements", "version", "hookVersion");
            string? hook = faults.Text(service, "hook", path, required: true);
            string? id = faults.Text(service, "id", path, required: true);
            faults.Text(service, "description", path, required: true);
            faults.Text(service, "title", path, required: false);
            faults.Text(service, "usageRequirements", path, required: false);
            faults.Demand(id is null || (id != "feedback" && SafeId().IsMatch(id)), $"{path}.id", "does not belong in a path"); // 10
            faults.Demand(seen.Add((id, hook)), path, "repeats id and hook"); // 11
            Prefetch(service, path, faults);
        }

        return faults.Found;
    }

    private static void Prefetch(JsonElement service, string path, JsonFaults faults)
    {
        if (!service.TryGetProperty("prefetch", out JsonElement prefetch) || !faults.IsObject(prefetch, $"{path}.prefetch"))
        {
            return;
        }

        foreach (JsonProperty template in prefetch.EnumerateObject())
        {
            string at = $"{path}.prefetch.{template.Name}";
            string query = faults.Text(prefetch, template.Name, $"{path}.prefetch", required: true) ?? "";
            faults.Demand(Query().IsMatch(query), at, "is not a relative FHIR read or search"); // 14
            faults.Demand(!BeyondSubset().IsMatch(query), at, "goes beyond the subset every client must take"); // 19
            foreach (Match token in Token().Matches(query))
            {
                faults.Demand(
                    token.Groups["token"].Value is "context.patientId" or "context.userId" or "context.encounterId"
                        or "userPractitionerId" or "userPractitionerRoleId" or "userPatientId" or "userRelatedPersonId",
                    at, "holds a token older clients cannot expand"); // 15 to 18, 23
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafeId();

    [GeneratedRegex(@"^([A-Z][A-Za-z]+(/|\?|$)|\{\{context\.userId\}\}$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"_(rev)?include|_has:|[?&][^=]*\.|:(not|text)=|=(ne|sa|eb|ap)\d|[?&]sort[:=]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BeyondSubset();

    [GeneratedRegex(@"\{\{(?<token>.*?)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
